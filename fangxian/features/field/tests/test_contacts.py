"""The contact ledger: everything said with a household, and nobody asked the same thing twice."""

from __future__ import annotations

import base64
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from fangxian.features.field import services
from fangxian.features.field.recording import record_here
from fangxian.features.field.refusals import AskedAlready
from fangxian.features.field.selectors import ledger
from fangxian.kernel.db import scope
from fangxian.kernel.errors import NotAllowed, NotFound
from fangxian.kernel.trail.models import Entry
from tests import world

HOME = f"{world.UPPER}-0003"
QUESTION = "近十四天去过百色吗？"
JPEG = base64.b64encode(b"\xff\xd8\xff\xe0" + bytes(40) + b"\xff\xd9").decode()


def ask(actor, **more):
    given = {"channel": "phone", "department": "县医院", "question": QUESTION, "answer": "没有"}
    with scope.acting(actor):
        return services.record_contact(actor=actor, household=HOME, **(given | more))


def tomorrow():
    return timezone.now() + timedelta(days=1)


def read(actor):
    with scope.acting(actor):
        return ledger.ledger(actor, HOME)


def test_a_contact_stands_in_the_ledger_and_in_the_trail(named):
    ask(named("wei"))
    found = read(named("liang"))
    assert [(one.kind, one.question, one.who) for one in found.lines] == [("contact", QUESTION, "韦林")]
    assert found.asked == 1
    with scope.acting(world.OPERATOR):
        line = Entry.objects.get(kind="field.contact_recorded")
    assert (line.subject, line.facts["department"]) == (HOME, "县医院")
    assert QUESTION not in str(line.facts)


def test_the_same_question_is_not_asked_again_too_early(named):
    ask(named("wei"), not_before=tomorrow())
    with pytest.raises(AskedAlready) as refusal:
        ask(named("nong"), question="近十四天 去过百色吗?", department="疾控中心")
    assert "县医院" in str(refusal.value)
    ask(named("nong"), question="家里缺药吗？")
    assert read(named("lu")).asked == 2


def test_it_may_be_asked_again_for_a_reason_which_the_trail_keeps(named):
    ask(named("wei"), not_before=tomorrow())
    ask(named("nong"), again_because="流调复核")
    with scope.acting(world.OPERATOR):
        assert Entry.objects.get(kind="field.asked_again").facts["reason"] == "流调复核"
    assert [one.times for one in read(named("lu")).questions] == [2]


def test_once_the_time_has_come_it_may_be_asked(named):
    ask(
        named("wei"),
        not_before=timezone.now() - timedelta(minutes=1),
        occurred_at=timezone.now() - timedelta(days=1),
    )
    ask(named("nong"))


def test_visits_notes_and_photos_of_all_campaigns_are_in_it(campaign, named):
    liang = named("liang")
    common = {"form_version": 1, "area": world.UPPER, "occurred_at": timezone.now()}
    reports = [
        {"kind": "visit", "subject": f"{campaign}/{HOME}", "body": {"outcome": "not_home"}},
        {"kind": "note", "subject": HOME, "body": {"text": "狗很凶"}},
        {"kind": "photo", "subject": HOME, "body": {"jpeg": JPEG, "caption": "门牌"}},
        {"kind": "household", "subject": HOME, "body": {"change": "members", "members": 5}},
    ]
    with scope.acting(liang):
        answers = record_here(actor=liang, reports=[one | common for one in reports], person="R-06")
    assert {one.result for one in answers} == {"accepted"}
    found = read(liang)
    assert {one.kind for one in found.lines} == {"visit", "note", "photo", "household"}
    assert found.asked == 1
    assert all("jpeg" not in one.body for one in found.lines)


def test_the_next_county_reads_and_notes_nothing(named):
    ask(named("wei"))
    for name in ("yang", "chen"):
        with pytest.raises(NotFound):
            read(named(name))
        with pytest.raises(NotFound):
            ask(named(name))


def test_who_does_not_report_from_the_field_notes_nothing(named):
    with pytest.raises(NotAllowed):
        ask(named("lu"))


class TestPages:
    """Finding a household, reading its ledger, noting a contact."""

    def given(self, **more):
        now = timezone.localtime().strftime("%Y-%m-%dT%H:%M")
        return {"channel": "sms", "question": QUESTION, "occurred_at": now, **more}

    def test_a_household_is_found(self, signed_in):
        client = signed_in("wei")
        assert HOME in client.get("/contacts/").content.decode()
        assert HOME in client.get(f"/contacts/?q={HOME}").content.decode()
        assert "No household" in client.get("/contacts/?q=x").content.decode()

    def test_an_empty_ledger_says_what_will_stand_there(self, signed_in):
        assert (
            "Nobody has asked it anything yet"
            in signed_in("liang").get(f"/contacts/{HOME}/").content.decode()
        )

    def test_a_contact_is_noted_and_a_second_one_too_early_is_not(self, signed_in):
        client, path = signed_in("wei"), f"/contacts/{HOME}/"
        until = (timezone.localtime() + timedelta(days=2)).strftime("%Y-%m-%dT%H:%M")
        assert client.post(path, self.given(not_before=until)).status_code == 302
        again = client.post(path, self.given())
        assert again.status_code == 422
        assert "Why it must be asked again" in again.content.decode()
        assert client.post(path, self.given(again_because="复核")).status_code == 302
        page = client.get(path).content.decode()
        assert "SMS" in page
        assert "not before" in page

    def test_a_commander_reads_but_notes_nothing(self, signed_in):
        client, path = signed_in("lu"), f"/contacts/{HOME}/"
        assert "Note it" not in client.get(path).content.decode()
        assert client.post(path, self.given()).status_code == 403

    def test_a_photo_is_shown(self, named, signed_in):
        liang = named("liang")
        report = {
            "kind": "photo",
            "form_version": 1,
            "area": world.UPPER,
            "subject": HOME,
            "body": {"jpeg": JPEG},
        }
        with scope.acting(liang):
            [answer] = record_here(actor=liang, reports=[report | {"occurred_at": timezone.now()}])
        path = f"/contacts/{HOME}/photos/{answer.id}.jpg"
        assert signed_in("liang").get(path).headers["Content-Type"] == "image/jpeg"
        assert signed_in("yang").get(path).status_code == 404
        assert (
            signed_in("liang").get(f"/contacts/{world.UPPER}-0004/photos/{answer.id}.jpg").status_code == 404
        )

    def test_more_contacts_take_no_more_queries(self, named, signed_in):
        client = signed_in("wei")
        ask(named("wei"))
        client.get(f"/contacts/{HOME}/")
        with CaptureQueriesContext(connection) as few:
            client.get(f"/contacts/{HOME}/")
        for number in range(4):
            ask(named("wei"), question=f"{number}?")
        with CaptureQueriesContext(connection) as many:
            client.get(f"/contacts/{HOME}/")
        assert len(many) == len(few)
