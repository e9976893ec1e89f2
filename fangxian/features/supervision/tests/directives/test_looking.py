"""Looking as somebody who has a directive: it is read without being taken for read; files stay closed."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile

from fangxian.features.supervision.tests.directives.conftest import HOME, body, tallies, written
from tests import world


def test_a_directive_is_seen_but_not_read_by_who_looks_as_its_receiver(client_of, lu, huang):
    file = SimpleUploadedFile("list.txt", "名单".encode())
    path = client_of("lu").post(f"{HOME}new/", written(files=file))["Location"]
    looker = client_of("lu")
    assert looker.post(f"/charges/of/{huang.charge}/view/").status_code == 302
    seen = looker.get(HOME)
    assert (seen.status_code, "清点口罩" in body(seen)) == (200, True)
    page = looker.get(path)
    assert (page.status_code, "逐村" in body(page)) == (200, True)
    closed = looker.get(f"{path}files/1/")
    assert (closed.status_code, "items.file_closed" in body(closed)) == (403, True)
    assert tallies(path.rstrip("/").split("/")[-1])[world.RIVER] == (1, 0, 0, 0, 0, 0)


def test_a_number_of_no_file_is_not_found(client_of, lu, huang):
    path = client_of("lu").post(f"{HOME}new/", written())["Location"]
    client = client_of("huang")
    for number in ("0", "2", "9" * 21, "9" * 5000):
        assert client.get(f"{path}files/{number}/").status_code == 404, number[:30]
