"""Moves and evidence from phones: taken one by one in their order, under the charge they were made under."""

from __future__ import annotations

import json
from base64 import b64encode
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from fangxian.features.charges.services import appoint, end_charge
from fangxian.features.field import pushes, recording, services
from fangxian.features.field.jobs import Job
from fangxian.features.field.models import Device, RefusedReport, Report
from fangxian.features.field.tests.conftest import actor_named
from fangxian.features.items import services as items
from fangxian.features.items.models import Evidence, Item, ItemLine
from fangxian.features.items.services import Wanted
from fangxian.kernel.authority import Actor, Role
from fangxian.kernel.codes import uuid7
from fangxian.kernel.db import scope
from fangxian.kernel.reports.registry import carried
from fangxian.kernel.trail.models import Entry
from tests import world

JPEG = b64encode(b"\xff\xd8\xff\xe0" + bytes(40)).decode()


def given(area=world.UPPER, **more) -> Item:
    """A task from Lu."""
    lu = actor_named("lu")
    with scope.acting(lu):
        wanted = Wanted(area=area, title="清点口罩", **more)
        made = timezone.now() - timedelta(hours=1)
        return items.open_item(actor=lu, kind="task", wanted=wanted, at=made)


def report(kind, item, body, *, minutes=0.0, area=world.UPPER, **more):
    sent = {
        "id": str(uuid7()),
        "kind": kind,
        "form_version": 1,
        "area": area,
        "subject": getattr(item, "code", item),
        "occurred_at": (timezone.now() - timedelta(minutes=30 - minutes)).isoformat(),
        "body": body,
    }
    return sent | more


def move(item, code, reason="", **more):
    return report("move", item, {"move": code} | ({"reason": reason} if reason else {}), **more)


def evidence(item, **more):
    return report("evidence", item, {"jpeg": JPEG}, **more)


def push(phone, *reports, sent_at=None):
    """Write reports as the door does with care; the answers."""
    device = phone.device
    body = {"reports": list(reports)} | ({"sent_at": sent_at.isoformat()} if sent_at else {})
    brought = pushes.read(
        json.dumps(body).encode(),
        device=device.code,
        person=device.person,
        area=device.area,
        at=timezone.now(),
        kinds=carried(Role(device.role)),
    )
    job = Job(device.code, device.area, device.area, device.person, device.person_name, brought)
    nobody = Actor("field", "", Role.GRID_WORKER, device.area, world.INCIDENT)
    with scope.acting(nobody):
        recording.write(connection.connection, world.INCIDENT, [job], timezone.now())
    return [(one.result, one.code) for one in job.answers]


def state(item) -> str:
    with scope.acting(actor_named("lu")):
        return Item.objects.get(code=item.code).state


def test_a_task_is_done_by_phone_in_one_push(phone):
    task, wei = given(), phone("wei")
    some = move(task, "take"), evidence(task, minutes=1), move(task, "finish", "已清点", minutes=2)
    assert push(wei, *some) == [("accepted", "")] * 3
    with scope.acting(actor_named("lu")):
        found = Item.objects.get(code=task.code)
        assert (found.state, found.moved_by) == ("done", "wei.an")
        assert found.state_since.isoformat() == some[2]["occurred_at"]
        lines = list(ItemLine.objects.filter(item=task.code).order_by("at").values_list("move", "to", "text"))
        assert lines[1:] == [("take", some[0]["id"], ""), ("finish", some[2]["id"], "已清点")]
        assert [one.person_name for one in Evidence.objects.filter(item=task.code)] == ["韦林"]
        assert Report.objects.filter(kind="move", subject=task.code, device=wei.device.code).count() == 2
        assert Entry.objects.filter(kind="items.moved", person="wei.an").count() == 2


def test_the_same_again_is_a_duplicate_and_moves_nothing(phone):
    task, wei = given(), phone("wei")
    some = move(task, "take"), evidence(task, minutes=1)
    push(wei, *some)
    assert push(wei, *some) == [("duplicate", "")] * 2
    with scope.acting(actor_named("lu")):
        assert ItemLine.objects.filter(item=task.code).count() == 2
        assert Evidence.objects.filter(item=task.code).count() == 1


def test_a_move_without_its_evidence_is_refused_and_kept_and_stops_nothing_else(phone, campaign):
    task, wei = given(), phone("wei")
    visit = report("visit", f"{campaign}/{world.UPPER}-0000", {"outcome": "met"})
    finish = move(task, "finish")
    answers = push(wei, finish, visit, move(task, "take", minutes=1))
    assert answers == [("refused", "items.evidence_missing"), ("accepted", ""), ("accepted", "")]
    assert push(wei, finish) == [("refused", "items.evidence_missing")]
    assert state(task) == "doing"
    with scope.acting(actor_named("wei")):
        kept = RefusedReport.objects.get(id=finish["id"])
        assert (kept.kind, kept.subject, kept.person) == ("move", task.code, "R-05")
        assert not Report.objects.filter(id=finish["id"]).exists()


def test_evidence_before_the_move_in_the_push_is_there_when_it_is_needed(phone):
    task, wei = given(), phone("wei")
    assert push(wei, evidence(task), move(task, "finish", minutes=1)) == [("accepted", "")] * 2
    second = given()
    answers = push(wei, move(second, "finish", minutes=1), evidence(second))
    assert answers == [("refused", "items.evidence_missing"), ("accepted", "")]


def test_what_moved_on_meanwhile_is_refused(phone):
    task, wei, lu = given(), phone("wei"), actor_named("lu")
    with scope.acting(lu):
        items.move_item(actor=lu, code=task.code, move="withdraw", reason="不用了")
    assert push(wei, move(task, "take")) == [("refused", "items.move_not_possible")]


@pytest.mark.parametrize(
    ("name", "why"), [("liang", "items.move_not_possible"), ("tan", "field.subject_unknown")]
)
def test_a_move_by_somebody_who_does_not_hold_it_is_refused_and_kept(phone, name, why):
    task, other = given(), phone(name)
    assert push(other, move(task, "take")) == [("refused", why)]
    assert state(task) == "given"
    with scope.acting(actor_named("lu")):
        assert RefusedReport.objects.filter(kind="move", device=other.device.code).count() == 1


def test_the_next_county_moves_nothing_here(phone):
    task = given()
    assert (
        push(phone("chen"), move(task, "take"), evidence(task)) == [("refused", "field.subject_unknown")] * 2
    )
    with scope.acting(actor_named("chen")):
        assert RefusedReport.objects.count() == 2
    with scope.acting(actor_named("lu")):
        assert not RefusedReport.objects.exists()


def test_who_holds_it_in_person_moves_it_wherever_it_lies(phone):
    from fangxian.features.roster.models import Responder

    with scope.acting(world.OPERATOR):
        tan = Responder.objects.get(code="R-09")
    task, hers = given(world.RIDGE, holder=tan), phone("tan")
    some = evidence(task, area=world.RIDGE), move(task, "finish", area=world.RIDGE, minutes=1)
    assert push(hers, *some) == [("accepted", "")] * 2
    assert state(task) == "done"
    with scope.acting(actor_named("tan")):
        assert {one.area for one in Report.objects.filter(subject=task.code)} == {world.UPPER}


def test_an_inspector_reports_no_visit_and_a_grid_worker_no_inspection(phone, campaign):
    he, liang = phone("he"), phone("liang")
    visit = report("visit", f"{campaign}/{world.UPPER}-0000", {"outcome": "met"})
    seen = {"checklist": "sampling_point", "lines": [{"line": "flow", "result": "ok"}]}
    assert push(he, visit) == [("refused", "field.may_not")]
    assert push(liang, report("inspection", "S-SQUARE", seen)) == [("refused", "field.may_not")]
    with scope.acting(actor_named("lu")):
        assert set(RefusedReport.objects.values_list("kind", "code")) == {
            ("visit", "field.may_not"),
            ("inspection", "field.may_not"),
        }


def test_what_an_earlier_enrolment_may_not_report_is_refused_too(phone, campaign):
    """She stood at a sampling point before she went from door to door, on the same phone."""
    before = phone("tan")
    with scope.acting(world.OPERATOR):
        charge = appoint(actor=world.OPERATOR, area=world.UPPER, role=Role.GRID_WORKER, holder="R-09")
        offer = services.offer_enrolment(actor=world.OPERATOR, charge=charge.code)
        made = services.enrol_device(code=offer.code, installation="", label="")
        scope.enter_self("")
    now = type(before)(made.device, made.token)
    visit = report("visit", f"{campaign}/{world.UPPER}-0000", {"outcome": "met"})
    assert push(now, visit | {"device": before.device.code}) == [("refused", "field.may_not")]
    assert push(now, visit | {"id": str(uuid7())}) == [("accepted", "")]


def test_what_was_done_before_the_charge_ended_still_counts(phone):
    task, wei = given(), phone("wei")
    with scope.acting(world.OPERATOR):
        end_charge(actor=world.OPERATOR, code=wei.device.charge)
    assert push(wei, move(task, "take")) == [("accepted", "")]
    assert push(wei, move(task, "take", minutes=60)) == [("refused", "field.from_the_future")]


def test_a_phone_whose_clock_is_slow_is_set_right(phone):
    """Its evidence would else seem older than the sending back it answers."""
    task, wei, lu = given(), phone("wei"), actor_named("lu")
    push(wei, evidence(task), move(task, "finish", minutes=1))
    with scope.acting(lu):
        items.move_item(actor=lu, code=task.code, move="return", reason="看不清", at=timezone.now())
    slow = timedelta(hours=2)
    now = timezone.now() - slow
    again = evidence(task) | {"occurred_at": now.isoformat()}
    done = move(task, "finish") | {"occurred_at": now.isoformat()}
    assert push(wei, again, done, sent_at=now) == [("accepted", "")] * 2
    with scope.acting(lu):
        assert abs(Item.objects.get(code=task.code).state_since - timezone.now()) < timedelta(minutes=1)


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"move": "x" * 25},
        {"move": "take", "answers": {"a": {"b": 1}}},
        {"move": "take", "answers": {str(n): "x" for n in range(41)}},
        {"move": "take", "answers": {"a": "x" * 2_001}},
        {"move": "take", "reason": "x" * 1_001},
    ],
)
def test_a_body_that_does_not_fit_is_refused(phone, body):
    assert push(phone("wei"), report("move", given(), body)) == [("refused", "field.body_wrong")]


def test_a_text_that_no_column_holds_stops_nothing(phone):
    task, wei = given(), phone("wei")
    assert push(wei, move(task, "take", "好\0的"), move("\x01", "take")) == [
        ("accepted", ""),
        ("refused", "field.subject_unknown"),
    ]


def test_a_supervisor_corrects_a_refused_move_in_the_name_of_its_sender(phone):
    task, wei = given(), phone("wei")
    finish = move(task, "finish")
    push(wei, finish)
    huang = actor_named("huang")
    corrected = {name: finish[name] for name in ("kind", "form_version", "area", "subject", "occurred_at")}
    with scope.acting(huang):
        kept = RefusedReport.objects.get(id=finish["id"])
        services.accept_corrected(
            actor=huang, report=kept.id, corrected=corrected | {"body": {"move": "take"}}
        )
    with scope.acting(actor_named("lu")):
        assert (state(task), Item.objects.get(code=task.code).moved_by) == ("doing", "wei.an")
        assert Entry.objects.filter(kind="field.report_accepted", person="huang.an").count() == 1


def test_the_queue_says_why_a_move_was_refused_and_offers_items(phone, signed_in):
    task, wei = given(), phone("wei")
    finish = move(task, "finish")
    push(wei, finish)
    client = signed_in("huang")
    page = client.get("/phones/refused/").content.decode()
    assert "Add a picture or a file that shows it. (1)" in page
    one = client.get(f"/phones/refused/{finish['id']}/").content.decode()
    assert task.code in one
    assert "Move of an item" in one
    found = client.get(f"/phones/refused/subjects/?kind=move&subject={task.title[:2]}")
    assert task.code in found.content.decode()


def test_a_device_without_an_account_moves_under_the_code_of_its_holder(phone):
    task, wei = given(), phone("wei")
    with scope.acting(world.OPERATOR):
        Device.objects.filter(code=wei.device.code).update(account="")
    assert push(wei, move(task, "take")) == [("accepted", "")]
    with scope.acting(actor_named("lu")):
        assert Item.objects.get(code=task.code).moved_by == "R-05"
