"""The door as phones meet it: ASGI in, JSON out, real transactions of its own threads."""

from __future__ import annotations

import asyncio
import json
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from fangxian.features.campaigns.models import Coverage
from fangxian.features.field.door import PATH, bearers, writer
from fangxian.features.field.door.application import Door
from fangxian.features.field.models import Device, RefusedReport, Report
from fangxian.features.field.tests.conftest import campaign_for, phone_of
from fangxian.kernel.codes import uuid7
from fangxian.kernel.db import scope
from tests import world

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])
LU = world.BY_NAME["lu"].actor


@pytest.fixture
def campaign(tmp_path):
    """A door-knock over the county, committed."""
    bearers._known.clear()
    world.build(tmp_path)
    return campaign_for(LU, world.COUNTY)


@pytest.fixture
def door():
    return Door


def visit(campaign, household=0, village=world.UPPER, **more):
    sent = {
        "id": str(uuid7()),
        "kind": "visit",
        "form_version": 1,
        "area": village,
        "subject": f"{campaign}/{village}-{household:04d}",
        "occurred_at": timezone.now().isoformat(),
        "device_seq": 1,
        "body": {"outcome": "met"},
    }
    return sent | more


async def ask(door, body, token="", method="POST", language="en"):
    """One request through the door; status, headers and the answer."""
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    parts = [content[:100], content[100:]]
    sent = []

    async def receive():
        part = parts.pop(0) if parts else b""
        return {"type": "http.request", "body": part, "more_body": bool(parts)}

    async def send(message):
        sent.append(message)

    headers = [(b"authorization", f"Bearer {token}".encode()), (b"accept-language", language.encode())]
    await door({"type": "http", "method": method, "path": PATH, "headers": headers}, receive, send)
    start, answer = sent
    return start["status"], dict(start["headers"]), json.loads(answer["body"])


def run(door, *requests):
    async def together():
        opened = door()
        try:
            return await asyncio.gather(*(ask(opened, body, token) for body, token in requests))
        finally:
            await opened.close()

    return asyncio.run(together())


def results(answer):
    return [one["result"] for one in answer["answers"]]


def test_what_was_answered_is_durable_and_counted(campaign, door):
    phone = phone_of("wei")
    [(status, headers, answer)] = run(door, ({"reports": [visit(campaign)], "waiting": 1}, phone.token))
    assert (status, results(answer)) == (200, ["accepted"])
    assert headers[b"cache-control"] == b"no-store"
    with scope.acting(LU):
        report = Report.objects.get()
        assert (report.device, report.person) == (phone.device.code, "R-05")
        assert Coverage.objects.get(area=world.UPPER).reached == 1


def test_many_phones_at_once_are_written_together_and_exactly(campaign, door, monkeypatch):
    monkeypatch.setattr(writer, "PATIENCE", 60.0)  # however busy the machine is
    wei, huang = phone_of("wei"), phone_of("huang")
    asks = []
    for number in range(40):
        phone, village = (wei, world.UPPER) if number % 2 else (huang, world.LOWER)
        one = visit(campaign, number % 8, village, device_seq=number + 1)
        asks += [({"reports": [one]}, phone.token)] * 2  # each of them twice
    answers = [results(answer)[0] for _status, _headers, answer in run(door, *asks)]
    assert (answers.count("accepted"), answers.count("duplicate")) == (40, 40)
    with scope.acting(LU):
        assert Report.objects.count() == 40
        assert sum(Coverage.objects.values_list("asked", flat=True)) == 40
        assert sum(Coverage.objects.values_list("reached", flat=True)) == 8


def test_a_bad_report_does_not_stop_the_good_ones_of_others(campaign, door):
    wei, huang = phone_of("wei"), phone_of("huang")
    bad = visit(campaign, subject=f"{campaign}/nobody")
    answers = run(door, ({"reports": [bad]}, wei.token), ({"reports": [visit(campaign, 1)]}, huang.token))
    assert [results(answer) for _status, _headers, answer in answers] == [["refused"], ["accepted"]]
    refused = answers[0][2]["answers"][0]
    assert (refused["code"], refused["sentence"]) == (
        "field.subject_unknown",
        "What this speaks of is not in your area, or not for you. It may be gone.",
    )
    with scope.acting(LU):
        assert str(RefusedReport.objects.get().id) == bad["id"]


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [(b"{", 422, "field.unreadable"), ({"reports": [{}] * 501}, 413, "field.too_many")],
)
def test_what_is_no_push_is_told_so(campaign, door, body, status, code):
    [(found, _headers, answer)] = run(door, (body, phone_of("wei").token))
    assert (found, answer["code"]) == (status, code)


def test_only_post_is_taken(door):
    status, headers, _answer = asyncio.run(ask(door(), b"", method="GET"))
    assert (status, headers[b"allow"]) == (405, b"POST")


@pytest.mark.parametrize("token", ["", "nonsense", "x" * 300])
def test_a_stranger_is_not_let_in(campaign, door, token):
    [(status, _headers, answer)] = run(door, ({"reports": [visit(campaign)]}, token))
    assert (status, answer["code"]) == (401, "field.token_unknown")
    with scope.acting(LU):
        assert not Report.objects.exists()


@pytest.mark.parametrize(
    ("field", "code"), [("revoked_at", "field.device_revoked"), ("expires_at", "field.device_expired")]
)
def test_a_phone_that_was_revoked_a_moment_ago_is_barred_though_it_is_remembered(campaign, door, field, code):
    phone = phone_of("wei")
    assert run(door, ({"reports": []}, phone.token))[0][0] == 200
    with scope.acting(LU):
        past = timezone.now() - timedelta(seconds=1)
        Device.objects.filter(code=phone.device.code).update(**{field: past})
    for _ in range(2):
        [(status, _headers, answer)] = run(door, ({"reports": [visit(campaign)]}, phone.token))
        assert (status, answer["code"]) == (401, code)
    with scope.acting(LU):
        assert not Report.objects.exists()


def test_a_phone_of_the_next_county_reports_nothing_here(campaign, door):
    chen = phone_of("chen")
    reports = [visit(campaign), visit(campaign, area=world.MARKER), visit(campaign, area=world.MARKER[:6])]
    [(status, _headers, answer)] = run(door, ({"reports": reports}, chen.token))
    assert status == 200
    assert results(answer) == ["refused"] * 3
    with scope.acting(LU):
        assert not Report.objects.exists()


def test_chen_of_the_next_county_learns_nothing_of_an_id_that_is_taken_elsewhere(campaign, door):
    one = visit(campaign)
    run(door, ({"reports": [one]}, phone_of("wei").token))
    copied = visit(campaign, id=one["id"], kind="note", area=world.MARKER, subject="", body={"text": "?"})
    [(_status, _headers, answer)] = run(door, ({"reports": [copied]}, phone_of("chen").token))
    assert [(one["result"], one["code"]) for one in answer["answers"]] == [("refused", "field.not_yours")]
    with scope.acting(LU):
        assert Report.objects.get().kind == "visit"


def test_who_would_wait_too_long_is_sent_away_with_a_time(campaign, door, monkeypatch):
    phone = phone_of("wei")
    run(door, ({"reports": []}, phone.token))
    monkeypatch.setattr(writer, "PATIENCE", -1.0)
    monkeypatch.setattr(writer.Writer, "_group", lambda _self: [])  # nobody empties the queue

    async def two():
        busy = Door()
        first = asyncio.create_task(ask(busy, {"reports": [visit(campaign)]}, phone.token))
        await asyncio.sleep(0.05)
        answer = await ask(busy, {"reports": [visit(campaign)]}, phone.token)
        first.cancel()
        await busy.close()
        return answer

    status, headers, answer = asyncio.run(two())
    assert (status, answer["code"]) == (503, "field.busy")
    assert 1 <= int(headers[b"retry-after"]) <= 60


def test_a_broken_connection_is_opened_again_and_nothing_is_doubled(campaign, door):
    phone, one = phone_of("wei"), visit(campaign)
    assert run(door, ({"reports": [one]}, phone.token))[0][0] == 200
    with connection.cursor() as cursor:  # its own backends: what a restart of the server does to us
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = current_user"
            " AND pid <> pg_backend_pid() AND datname = current_database()"
        )
    for _ in range(3):
        [(status, _headers, answer)] = run(door, ({"reports": [one, visit(campaign, 1)]}, phone.token))
        if status == 200:
            break
    assert results(answer) == ["duplicate", "accepted"]
    with scope.acting(LU):
        assert Report.objects.count() == 2
