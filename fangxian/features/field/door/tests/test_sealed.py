"""Strangers at a table: nothing of who they are is in any column of any table, taken, refused or settled."""

from __future__ import annotations

import pytest
from django.db import connections
from django.utils import timezone

from fangxian.features.campaigns import services as campaigns
from fangxian.features.field import services
from fangxian.features.field.door import bearers
from fangxian.features.field.door.application import Door
from fangxian.features.field.door.tests.test_door import results, run
from fangxian.features.field.models import RefusedReport, Report
from fangxian.features.field.selectors import refused as selectors
from fangxian.features.field.tests.conftest import actor_named, client_of, phone_of
from fangxian.features.incidents.selectors import vault
from fangxian.features.sampling.models import Swab
from fangxian.features.sampling.services import Order, order_round, rebuild_round
from fangxian.kernel.codes import uuid7
from fangxian.kernel.db import scope
from fangxian.kernel.reports import sealing
from tests import world

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
LU = world.BY_NAME["lu"].actor
STRANGER = {"name": "过路之人", "id_number": "E98765432", "phone": "13912345678", "address": "外省某街"}
TABLES = """
    SELECT relname FROM pg_catalog.pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition
"""


@pytest.fixture
def code(tmp_path):
    """A round over the county that runs; its code."""
    bearers._known.clear()
    world.build(tmp_path)
    now = timezone.now()
    day = timezone.timedelta(days=1)
    order = Order(world.COUNTY, "第一轮", now - day, now + day, now + 2 * day)
    with scope.acting(LU):
        made = order_round(actor=LU, order=order)
    return campaigns.prepare(actor=LU, code=made.code).code


def swab(code, **more):
    sent = {
        "id": str(uuid7()),
        "kind": "swab",
        "form_version": 1,
        "area": world.LOWER,
        "subject": f"{code}/T1",
        "occurred_at": timezone.now().isoformat(),
        "device_seq": 1,
        "body": {"point": "S-SQUARE", "table": 1, "id_type": "passport"} | STRANGER,
    }
    return sent | more


def pushed(*reports, name="qin"):
    [(status, _headers, answer)] = run(Door, ({"reports": list(reports)}, phone_of(name).token))
    assert status == 200
    return results(answer)


def clear():
    """Rows of any table in which something of the stranger can be read, as text or as its bytes."""
    found = []
    words = [*STRANGER.values(), *(word.encode("unicode_escape").decode() for word in STRANGER.values())]
    words += [word.encode().hex() for word in STRANGER.values()]
    with connections["owner"].cursor() as cursor:
        cursor.execute(TABLES)
        for (table,) in cursor.fetchall():
            cursor.execute(f'SELECT t::text FROM "{table}" t')
            found += [(table, row) for (row,) in cursor.fetchall() if any(word in row for word in words)]
    return found


def test_a_stranger_is_in_the_log_sealed_and_the_same_report_again_is_a_duplicate(code):
    one = swab(code)
    assert pushed(one) == ["accepted"]
    assert pushed(one) == ["duplicate"]
    assert clear() == []
    with scope.acting(LU):
        text = Report.objects.get().body
        name = sealing.parts(text.split('"name":"')[1].split('"')[0])[0]
        assert vault(world.INCIDENT).open(name, "name") == STRANGER["name"]
        assert Swab.objects.count() == 1


def test_what_is_refused_or_cannot_be_read_is_kept_sealed_and_the_rest_taken(code):
    reports = [
        swab(code, subject="nothing/T1"),
        swab(code, form_version=7),
        swab(code, area=world.MARKER),
        swab(code, body=dict(STRANGER)),
        swab(code, body=["E98765432", "过路之人"]),
        swab(code, occurred_at="过路之人"),
        swab(code, kind=["swab"]),
        swab(code),
    ]
    assert pushed(*reports) == ["refused"] * 7 + ["accepted"]
    assert clear() == []
    assert pushed(*reports, name="qin") == ["refused"] * 7 + ["duplicate"]
    with scope.acting(LU):
        assert RefusedReport.objects.count() == 7


def test_a_refused_swab_is_settled_as_sent_without_anybody_reading_it(code):
    one = swab(code, subject="nothing/T1")
    assert pushed(one) == ["refused"]
    client = client_of("lu")
    page = client.get(f"/phones/refused/{one['id']}/")
    assert page.status_code == 200
    assert not any(word in page.content.decode() for word in STRANGER.values())
    assert "••••••" in page.content.decode()
    with scope.acting(LU):
        said = selectors.said(RefusedReport.objects.get())
    given = {"subject": f"{code}/T1", "occurred_at": timezone.localtime().strftime("%Y-%m-%dT%H:%M")}
    given |= {"body_point": "S-SQUARE", "body_table": 1, "body_id_type": "passport", "body_phone": ""}
    given |= {"body_name": "另有其人"}
    answer = client.post(f"/phones/refused/{one['id']}/accept/", given)
    assert answer.status_code == 302, answer.content.decode()
    with scope.acting(LU):
        body, safe = Report.objects.get().body, vault(world.INCIDENT)
        assert said.body["phone"] in body
        name = sealing.parts(body.split('"name":"')[1].split('"')[0])[0]
        assert safe.open(name, "name") == "另有其人"
        assert Swab.objects.get().area == world.LOWER
    assert clear() == []


def test_a_sealed_text_of_another_incident_or_field_is_sealed_once_more(code):
    once = sealing.seal("E98765432", "name", vault_of())
    assert pushed(swab(code, body={"point": "S", "table": 1, "name": "好", "id_number": once})) == ["refused"]
    assert clear() == []


def test_a_round_with_strangers_is_replayed_to_the_same(code):
    assert (
        pushed(swab(code), swab(code), swab(code, body={"point": "S-SQUARE", "table": 1})) == ["accepted"] * 3
    )
    lu = actor_named("lu")
    with scope.acting(lu):
        assert rebuild_round(actor=lu, code=code).equal
    assert clear() == []


def test_who_may_settle_accepts_what_is_sealed_through_the_service_too(code):
    one = swab(code, subject="nothing/T1")
    pushed(one)
    with scope.acting(LU):
        said = selectors.said(RefusedReport.objects.get())
        sent = {"kind": "swab", "form_version": 1, "area": world.LOWER, "subject": f"{code}/T2"}
        sent |= {"occurred_at": timezone.now(), "body": said.body}
        services.accept_corrected(actor=LU, report=RefusedReport.objects.get().id, corrected=sent)
        assert all(said.body[name] in Report.objects.get().body for name in STRANGER)


def vault_of():
    with scope.acting(LU):
        return vault(world.INCIDENT)
