"""Who may move an item on, with what, and what a move leaves behind."""

from __future__ import annotations

import pytest
from django.db import ProgrammingError, connection, transaction

from fangxian.features.items import access, rules, services
from fangxian.features.items.flows import By, Flow, Move
from fangxian.features.items.models import Item, ItemLine
from fangxian.features.items.refusals import (
    AreaUnknown,
    DeadlinePast,
    EvidenceMissing,
    EvidenceUnfit,
    MoveNotPossible,
    ReasonMissing,
)
from fangxian.features.items.registry import flows
from fangxian.features.items.services import Wanted
from fangxian.features.items.tests.conftest import AT, actor_named, do, given, hours, show
from fangxian.kernel.db import scope
from fangxian.kernel.errors import NotAllowed, NotFound
from fangxian.kernel.trail.models import Entry
from tests import world


def lines(actor, item):
    with scope.acting(actor):
        return list(
            ItemLine.objects.filter(item=item.code).order_by("at", "pk").values_list("move", "target")
        )


def test_a_task_goes_from_given_to_closed(lu, wei, task):
    do(wei, task, "take", at=hours(1))
    show(wei, task, hours(2))
    do(wei, task, "finish", at=hours(2))
    closed = do(lu, task, "confirm", at=hours(3))
    assert (closed.state, closed.ended_at, closed.due_at, closed.call_at) == ("closed", hours(3), None, None)
    assert lines(lu, task) == [
        ("opened", "given"),
        ("take", "doing"),
        ("finish", "done"),
        ("confirm", "closed"),
    ]
    with scope.acting(lu):
        moves = Entry.objects.filter(kind="items.moved").order_by("at")
        assert [one.facts["target"] for one in moves] == ["doing", "done", "closed"]


def test_nothing_is_done_without_evidence(wei, task):
    with pytest.raises(EvidenceMissing):
        do(wei, task, "finish")


def test_evidence_of_an_earlier_round_does_not_do(lu, wei, task):
    show(wei, task, hours(1))
    do(wei, task, "finish", at=hours(1))
    do(lu, task, "return", at=hours(2), reason="照片看不清")
    with pytest.raises(EvidenceMissing):
        do(wei, task, "finish", at=hours(3))


def test_a_picture_of_what_is_wrong_is_no_proof_that_it_was_put_right(lu, wei, task):
    show(lu, task, hours(1))
    with pytest.raises(EvidenceMissing):
        do(wei, task, "finish", at=hours(2))
    show(wei, task, hours(2))
    assert do(wei, task, "finish", at=hours(2)).state == "done"


def test_nobody_confirms_what_they_did_themselves(lu, county):
    own = given(lu, world.COUNTY)
    show(lu, own)
    do(lu, own, "finish", at=hours(1))
    with pytest.raises(MoveNotPossible):
        do(lu, own, "confirm", at=hours(2))


def test_whoever_answers_in_between_may_confirm(huang, wei, task):
    show(wei, task)
    do(wei, task, "finish")
    assert do(huang, task, "confirm").state == "closed"


@pytest.mark.parametrize(
    ("who", "move"), [("lu", "take"), ("wei", "withdraw"), ("wei", "confirm"), ("huang", "take")]
)
def test_a_move_is_for_those_it_is_for(county, task, who, move):
    with pytest.raises(MoveNotPossible):
        do(actor_named(who), task, move, reason="?")


def test_sending_back_needs_a_reason(lu, wei, task):
    show(wei, task)
    do(wei, task, "finish")
    with pytest.raises(ReasonMissing):
        do(lu, task, "return", reason="  ")


def test_the_same_key_moves_once(wei, task):
    for _ in range(2):
        with scope.acting(wei):
            services.move_item(actor=wei, code=task.code, move="take", at=hours(1), once="report-1")
    assert lines(wei, task) == [("opened", "given"), ("take", "doing")]


def test_the_clock_of_a_state_is_nearer_than_the_deadline(wei, task):
    assert task.due_at == hours(2)
    assert do(wei, task, "take", at=hours(1)).due_at == hours(10)


def test_many_are_moved_and_those_that_are_not_say_why(lu, wei, task):
    second = given(lu)
    do(wei, second, "take")
    with scope.acting(wei):
        moved, refused = services.move_items(actor=wei, codes=[task.code, second.code], move="take", at=AT)
    assert [one.code for one in moved] == [task.code]
    assert {code: refusal.code for code, refusal in refused.items()} == {
        second.code: "items.move_not_possible"
    }


def test_an_item_is_given_to_a_person_with_a_reason(wei, task):
    liang = actor_named("liang")
    with scope.acting(wei):
        given_on = services.give_item(actor=wei, code=task.code, to="R-06", reason="她在现场", at=AT)
    assert given_on.holder_name == "梁兰"
    with pytest.raises(MoveNotPossible):
        do(wei, task, "take")
    assert do(liang, task, "take").state == "doing"


def test_a_stranger_sees_nothing_of_it(task):
    yang = actor_named("yang")
    with scope.acting(yang), pytest.raises(NotFound):
        access.get(yang, task.code)
    with scope.acting(yang):
        assert not ItemLine.objects.exists()


def test_nothing_is_opened_outside_or_in_the_past(lu, county):
    with scope.acting(lu), pytest.raises(AreaUnknown):
        services.open_item(actor=lu, kind="task", wanted=Wanted(area=world.MARKER, title="x"), at=AT)
    with pytest.raises(DeadlinePast):
        given(lu, deadline_at=AT)
    he = actor_named("tan")
    with scope.acting(he), pytest.raises(NotAllowed):
        services.open_item(actor=he, kind="task", wanted=Wanted(area=world.UPPER, title="x"), at=AT)


def test_one_bad_area_opens_nothing(lu):
    some = [Wanted(area=world.UPPER, title="a"), Wanted(area="999", title="b")]
    with pytest.raises(AreaUnknown), scope.acting(lu):
        services.open_items(actor=lu, kind="task", wanted=some, at=AT)
    with scope.acting(lu):
        assert not Item.objects.exists()


@pytest.mark.parametrize("content", [b"", b"\x7fELF\xff\xfe", b"\xff\xd8\xff" + bytes(5_000_000)])
def test_unfit_evidence_is_not_kept(wei, task, content):
    with scope.acting(wei), pytest.raises(EvidenceUnfit):
        services.add_evidence(actor=wei, code=task.code, name="x.jpg", content=content)


def test_reading_evidence_is_told(lu, wei, task):
    show(wei, task)
    with scope.acting(lu):
        read = services.read_evidence(actor=lu, code=task.code, number=1)
        assert (read.media_type, bytes(read.content)[:3]) == ("image/jpeg", b"\xff\xd8\xff")
        assert Entry.objects.filter(kind="items.evidence_read", person=lu.person).count() == 1
        with pytest.raises(NotFound):
            services.read_evidence(actor=lu, code=task.code, number=2)


def test_what_happened_cannot_be_rewritten(lu, task):
    with pytest.raises(ProgrammingError, match="permission denied"), scope.acting(lu), transaction.atomic():
        connection.cursor().execute("UPDATE items_itemline SET text = 'nothing'")


def test_a_flow_that_leads_nowhere_is_a_defect():
    lost = (Move("go", "Go", ("here",), "there", (By.HOLDER,)),)
    with pytest.raises(ValueError, match="there"):
        Flow("x", "X", {"here": "Here"}, lost, frozenset())


def test_every_flow_can_end_from_everywhere():
    for flow in flows().values():
        reach = set(flow.ended)
        for _ in flow.states:
            reach |= {state for move in flow.moves if move.target in reach for state in move.source}
        assert reach == set(flow.states), flow.kind
        assert all(flow.onward(state) == [] for state in flow.ended), flow.kind


def test_urgency_has_three_words():
    assert [rules.urgency(at, hours(5)) for at in (None, hours(5), hours(5.5), hours(9))] == [
        "",
        "late",
        "soon",
        "",
    ]
