"""Forms that could only be refused are not opened; a code is nobody's twice."""

from __future__ import annotations

from fangxian.features.supervision.directives import services
from fangxian.features.supervision.tests.directives.conftest import HOME, now_issued, written
from fangxian.kernel.codes import new_code
from fangxian.kernel.db import scope


def test_no_form_opens_for_what_is_withdrawn(client_of, lu):
    made, client = now_issued(lu), client_of("lu")
    addresses = (f"{HOME}{made.code}/replace/", f"{HOME}new/?parent={made.code}")
    assert [client.get(address).status_code for address in addresses] == [200, 200]
    with scope.acting(lu):
        services.withdraw_directive(actor=lu, code=made.code, reason="错发")
    assert [client.get(address).status_code for address in addresses] == [409, 409]


def test_a_code_that_is_somebody_elses_is_a_conflict(client_of, lu):
    code = new_code("directive")
    assert client_of("lu").post(f"{HOME}new/", written(code=code)).status_code == 302
    again = client_of("huang").post(f"{HOME}new/", written(code=code, levels=["village"]))
    assert again.status_code == 422
