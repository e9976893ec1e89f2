"""Issuing directives: to leads, roles, units, lists and everybody; refusals; withdrawal and new versions."""

from __future__ import annotations

from dataclasses import replace

import pytest

from fangxian.features.items.models import Item
from fangxian.features.supervision import tasks
from fangxian.features.supervision.directives import access, rules, services
from fangxian.features.supervision.directives.refusals import (
    DeadlinePast,
    NobodyAddressed,
    NotRunning,
    PeopleUnknown,
    QuestionAsked,
    ReasonMissing,
)
from fangxian.features.supervision.directives.services import sending
from fangxian.features.supervision.models import Directive
from fangxian.features.supervision.tests.directives.conftest import (
    AT,
    MASKS,
    actor_named,
    counted,
    draft,
    hours,
    issued,
    receipts,
    tallies,
)
from fangxian.kernel.db import scope
from fangxian.kernel.errors import NotAllowed, NotFound
from fangxian.kernel.trail.models import Entry
from tests import world


def test_every_lead_of_the_level_has_a_receipt_and_an_item(lu):
    made = issued(lu)
    found = receipts(made.code)
    assert [(one.area, one.level) for one in found] == [(world.RIVER, "township"), (world.HILL, "township")]
    with scope.acting(lu):
        items = {item.code: item for item in Item.objects.filter(subject=made.code)}
        assert {one.item for one in found} == set(items)
        assert {item.state for item in items.values()} == {"issued"}
        assert {item.due_at for item in items.values()} == {hours(2)}
        assert Entry.objects.filter(kind="directives.issued").get().facts["expected"] == 2
    assert (made.state, made.sent, made.expected, made.number) == ("issued", 2, 2, "2031-001")
    assert tallies(made.code) == counted(made.code)


def test_numbers_go_on(lu):
    assert [issued(lu).number for _ in range(3)] == ["2031-001", "2031-002", "2031-003"]


@pytest.mark.parametrize(
    ("more", "names"),
    [
        ({"to": "role", "role": "grid_worker"}, ["梁兰"]),
        ({"to": "unit", "unit": "U-HILL"}, ["莫勇", "罗军"]),
        ({"to": "people", "areas": (world.HILL,)}, ["莫勇", "罗军"]),
        ({"to": "people", "areas": (world.HILL, world.RIDGE)}, ["莫勇", "罗军"]),
        ({"to": "list", "people": ("R-08", "R-06", "R-08")}, ["莫勇", "梁兰"]),
    ],
)
def test_people_are_found_by_role_unit_area_and_list(lu, more, names):
    made = issued(lu, **more)
    found = receipts(made.code)
    assert sorted(one.name for one in found) == sorted(names)
    assert all(one.responder_id and not one.item and one.remind_at == hours(2) for one in found)
    assert tallies(made.code) == counted(made.code)


def test_nobody_is_addressed_in_the_next_county(lu):
    with pytest.raises(NotAllowed):
        issued(lu, areas=(world.BORDER,))
    with pytest.raises(PeopleUnknown):
        issued(lu, to="list", people=("R-06", "R-21"))
    with pytest.raises(NobodyAddressed):
        issued(lu, to="unit", unit="U-NEXT")


def test_what_cannot_be_issued_is_refused(lu, wei):
    with pytest.raises(DeadlinePast):
        issued(lu, deadline_at=AT)
    with pytest.raises(NobodyAddressed):
        issued(wei, levels=("township",))
    with pytest.raises(NotAllowed):
        issued(actor_named("liang"), levels=("grid",))


def test_a_stranger_sees_nothing_and_a_receiver_the_directive(lu, huang):
    made = issued(lu)
    with scope.acting(huang):
        assert access.get(huang, made.code).title == "清点口罩"
    yang, wei = actor_named("yang"), actor_named("wei")
    for actor in (yang, wei):
        with scope.acting(actor), pytest.raises(NotFound):
            access.get(actor, made.code)
        with scope.acting(actor):
            assert not Directive.objects.exists()


def test_the_same_is_not_asked_twice_of_the_same_people(lu, huang):
    first = issued(lu, questions=(MASKS,))
    with scope.acting(huang):
        services.report_back(actor=huang, code=first.code, answers={"masks": "120"}, at=hours(1))
    with pytest.raises(QuestionAsked) as refused:
        issued(lu, questions=(MASKS,), at=hours(2))
    facts = refused.value.facts
    assert (facts["directive"], facts["same"], facts["answered"]) == (first.code, 2, 1)


def test_the_same_may_be_asked_of_others_and_on_another_day(lu):
    issued(lu, questions=(MASKS,))
    assert issued(lu, questions=(MASKS,), levels=("village",)).expected == 3
    assert issued(lu, questions=(MASKS,), at=hours(24), deadline_at=hours(30)).expected == 2
    weekly = replace(MASKS, period="week")
    with pytest.raises(QuestionAsked):
        issued(lu, questions=(weekly,), at=hours(48), deadline_at=hours(60))


def test_a_level_between_asks_no_village_what_the_county_asks_it(lu, huang):
    issued(lu, questions=(MASKS,), levels=("village",))
    with pytest.raises(QuestionAsked):
        issued(huang, questions=(MASKS,), levels=("village",))


def test_a_directive_is_issued_onward_under_the_same_root(lu, huang):
    top = issued(lu)
    below = issued(huang, levels=("village",), parent=top.code, title="清点口罩（河口）")
    assert (below.root, below.parent) == (top.code, top.code)
    above = next(one.item for one in receipts(top.code) if one.area == world.RIVER)
    with scope.acting(lu):
        assert set(Item.objects.filter(subject=below.code).values_list("parent", flat=True)) == {above}


def test_nobody_issues_onward_what_they_do_not_have(lu, county):
    top = issued(lu)
    with pytest.raises(NotFound):
        issued(actor_named("wei"), levels=("grid",), parent=top.code)


def test_withdrawing_ends_everything_that_came_of_it(lu, huang):
    top = issued(lu)
    below = issued(huang, levels=("village",), parent=top.code)
    people = issued(huang, to="role", role="grid_worker", parent=below.code)
    with scope.acting(lu), pytest.raises(ReasonMissing):
        services.withdraw_directive(actor=lu, code=top.code, reason=" ", at=hours(1))
    with scope.acting(lu):
        services.withdraw_directive(actor=lu, code=top.code, reason="已完成", at=hours(1))
        assert set(Directive.objects.values_list("state", flat=True)) == {"withdrawn"}
        assert set(Item.objects.values_list("state", flat=True)) == {"withdrawn"}
    ended = [one for code in (top, below, people) for one in receipts(code.code)]
    assert all(one.ended_at == hours(1) and one.remind_at is None for one in ended)
    with scope.acting(lu), pytest.raises(NotRunning):
        services.withdraw_directive(actor=lu, code=top.code, reason="再来", at=hours(2))


def test_a_receiver_withdraws_nothing_of_those_above(lu, huang):
    made = issued(lu)
    with scope.acting(huang), pytest.raises(NotAllowed):
        services.withdraw_directive(actor=huang, code=made.code, reason="不要")


def test_a_new_version_takes_the_place_of_the_old(lu, huang):
    old = issued(lu, questions=(MASKS,))
    with scope.acting(lu):
        new = services.replace_directive(
            actor=lu,
            code=old.code,
            draft=draft(title="清点口罩和手套", questions=(MASKS,)),
            reason="加手套",
            at=hours(1),
        )
    assert (new.number, new.version, new.replaces, new.root) == (old.number, 2, old.code, new.code)
    with scope.acting(huang):
        assert access.get(huang, old.code).state == "superseded"
        assert access.own(huang).filter(ended_at__isnull=True).get().directive_id == new.code


def test_many_are_sent_by_a_worker_who_may_be_killed_in_between(lu, monkeypatch):
    monkeypatch.setattr(rules, "AT_ONCE", 3)
    monkeypatch.setattr(sending, "AT_ONCE", {True: 1, False: 4})
    queued = []
    monkeypatch.setattr(tasks, "queue_sending", lambda code, actor: queued.append(code))
    made = issued(lu, to="people")
    assert (queued, made.state, made.expected) == ([made.code], "sending", 13)

    real, calls = sending._lay_out, []

    def killed(*args):
        if calls:
            raise RuntimeError("killed")
        calls.append(1)
        return real(*args)

    monkeypatch.setattr(sending, "_lay_out", killed)
    with pytest.raises(RuntimeError):
        services.send_directive(actor=lu, code=made.code, at=hours(1))
    assert len(receipts(made.code)) == 4
    monkeypatch.setattr(sending, "_lay_out", real)
    assert services.send_directive(actor=lu, code=made.code, at=hours(1)) == 13
    assert services.send_directive(actor=lu, code=made.code, at=hours(1)) == 0
    assert tallies(made.code) == counted(made.code)
    assert len(receipts(made.code)) == 13


def test_a_worker_sends_as_whoever_issued_it(lu, monkeypatch):
    monkeypatch.setattr(rules, "AT_ONCE", 1)
    monkeypatch.setattr(tasks, "queue_sending", lambda code, actor: None)
    made = issued(lu)
    tasks.send_directive.func(directive=made.code, person=lu.person, charge=lu.charge)
    assert len(receipts(made.code)) == 2
    with pytest.raises(NotAllowed):
        tasks.send_directive.func(directive=made.code, person=lu.person, charge="another")
