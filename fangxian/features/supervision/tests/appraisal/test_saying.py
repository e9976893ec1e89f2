"""What people write of each other and answer: with proof, once, and by whom it may be."""

from __future__ import annotations

from datetime import datetime

import pytest

from fangxian.features.charges.models import Charge
from fangxian.features.items.models import Item
from fangxian.features.supervision.appraisal import refusals, services
from fangxian.features.supervision.inspections import services as inspections
from fangxian.features.supervision.inspections.services import Verdict
from fangxian.features.supervision.models import (
    AppraisalNote,
    Finding,
    NoteKind,
    Reply,
)
from fangxian.features.supervision.tests.appraisal.conftest import (
    AFTER,
    BEFORE,
    UNTIL,
    hours,
    lines,
    note,
    opened,
    task,
    trail,
)
from fangxian.kernel.authority import Actor
from fangxian.kernel.db import scope
from fangxian.kernel.errors import NotAllowed, NotFound, Refusal
from tests import world


def test_notes_and_commendations_stand_on_a_proof_and_are_read_by_the_person(li, lu, he, wei):
    made, proof = opened(li), task(lu)
    note(he, made.code, proof)
    note(lu, made.code, proof, service=services.commend)
    with pytest.raises(refusals.CommendedAlready):
        note(lu, made.code, proof, service=services.commend)
    with scope.acting(wei):
        mine = AppraisalNote.objects.order_by("pk")
        assert [(one.kind, one.by_name) for one in mine] == [
            (NoteKind.NOTE, "何文"),
            (NoteKind.COMMENDATION, "陆明"),
        ]
    assert len(trail("appraisal.noted")) == len(trail("appraisal.commended")) == 1


@pytest.mark.parametrize(
    ("more", "refusal"),
    [
        ({"proof": "task-none"}, refusals.ProofMissing),
        ({"proof": ""}, refusals.ProofMissing),
        ({"text": " "}, refusals.TextMissing),
        ({"place": ""}, refusals.TextMissing),
        ({"at": UNTIL}, refusals.SeenOutside),
        ({"who": "R-21"}, NotFound),
    ],
)
def test_a_note_without_its_parts_is_refused(li, lu, more, refusal):
    made = opened(li)
    plain = {"proof": task(lu)}
    with pytest.raises(refusal):
        note(lu, made.code, **plain | more)


def looked(he: Actor, place: str, at: datetime) -> str:
    """An inspection of a place that finds one thing wrong; its code."""
    seen = {"labels": Verdict("failed", "标签脱落")} if place == "S-SQUARE" else {"manned": Verdict("ok")}
    checklist = "sampling_point" if place == "S-SQUARE" else "checkpoint"
    with scope.acting(he):
        made = inspections.inspect_place(actor=he, place=place, checklist=checklist, seen=seen, at=at)
        return str(made.pk)


def test_an_inspection_and_a_finding_of_the_place_in_the_period_are_proofs(li, he):
    made, proof = opened(li), looked(he, "S-SQUARE", hours(3))
    with scope.acting(he):
        finding = Finding.objects.get(inspection=proof).code
    note(he, made.code, proof)
    note(he, made.code, finding)
    assert len(trail("appraisal.noted")) == 2


@pytest.mark.parametrize(
    "of", ["vacancy", "secondment", "above", "elsewhere", "late", "other site", "old look"]
)
def test_what_shows_nothing_of_the_person_is_refused(li, lu, he, of):
    """Of another kind, of another place, or from other days; Wei leads the upper village."""
    made = opened(li)
    proof = {
        "vacancy": lambda: _of_kind("vacancy", task(lu)),
        "secondment": lambda: _of_kind("secondment", task(lu)),
        "above": lambda: task(lu, world.RIVER),
        "elsewhere": lambda: task(lu, world.HILL),
        "late": lambda: task(lu, at=UNTIL),
        "other site": lambda: looked(he, "S-GATE", hours(3)),
        "old look": lambda: looked(he, "S-SQUARE", BEFORE),
    }[of]()
    with pytest.raises(refusals.ProofUnfit):
        note(he, made.code, proof)


def test_who_held_nothing_has_nothing_that_shows_it(li, lu):
    with scope.acting(world.OPERATOR):
        Charge.objects.filter(holder__code="R-09").update(valid_from=AFTER)
    made = opened(li, people=("R-09",))
    with pytest.raises(refusals.ProofUnfit):
        note(lu, made.code, task(lu), who="R-09")


def _of_kind(kind: str, code: str) -> str:
    with scope.acting(world.OPERATOR):
        Item.objects.filter(code=code).update(kind=kind)
    return code


def test_who_may_write_what_of_whom(li, lu, he, huang, wei, liang):
    made, proof = opened(li), task(lu)
    note(huang, made.code, proof)
    cases: list[tuple[Actor, dict[str, object], type[Refusal]]] = [
        (wei, {}, refusals.AboutOneself),
        (li, {}, NotAllowed),
        (liang, {"who": "R-05"}, NotFound),
        (huang, {"who": "R-08"}, NotFound),
        (he, {"service": services.commend}, NotAllowed),
    ]
    for actor, more, refusal in cases:
        with pytest.raises(refusal):
            note(actor, made.code, proof, **more)


def test_a_person_answers_to_all_of_it_and_to_a_line(li, lu, liang):
    made = opened(li)
    [charge] = lines(made, "liang", "charge")
    with scope.acting(liang):
        services.reply(actor=liang, appraisal=made.code, text="其中三天隔离")
        services.reply(actor=liang, appraisal=made.code, text="接任于八日", line=f"charge {charge.subject}")
        for text, line, refusal in (("x", "charge none", NotFound), (" ", "", refusals.TextMissing)):
            with pytest.raises(refusal):
                services.reply(actor=liang, appraisal=made.code, text=text, line=line)
    with scope.acting(lu):
        assert [one.line_kind for one in Reply.objects.order_by("pk")] == ["", "charge"]


def test_replies_outlive_a_new_counting(li, liang):
    made = opened(li)
    [charge] = lines(made, "liang", "charge")
    with scope.acting(liang):
        services.reply(actor=liang, appraisal=made.code, text="接任于八日", line=f"charge {charge.subject}")
    with scope.acting(li):
        services.count_anew(actor=li, code=made.code, at=AFTER)
        assert Reply.objects.get().line_subject == lines(made, "liang", "charge")[0].subject
