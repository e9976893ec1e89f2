"""Inspections made on a page, findings judged and taken back: the row, the trail line, the refusal."""

from __future__ import annotations

import pytest

from fangxian.features.items.models import Evidence, ItemLine
from fangxian.features.items.refusals import EvidenceUnfit
from fangxian.features.supervision.inspections import services
from fangxian.features.supervision.inspections.refusals import (
    AlreadyEnded,
    ChecklistUnfit,
    NothingSeen,
    NotPutRight,
    OwnRemedy,
    ReasonMissing,
)
from fangxian.features.supervision.inspections.selectors import chains, ranking, rounds
from fangxian.features.supervision.inspections.services import Picture, Verdict
from fangxian.features.supervision.models import Finding, Inspection
from fangxian.features.supervision.tests.inspections.conftest import (
    AT,
    PICTURE,
    actor_named,
    findings,
    hours,
    remedy,
)
from fangxian.kernel.db import scope
from fangxian.kernel.errors import NotAllowed, NotFound
from fangxian.kernel.trail.models import Entry
from tests import world


def look(actor, *, place="S-SQUARE", checklist="sampling_point", at=AT, **results):
    """Inspect a place: line=result, or line=Verdict."""
    seen = {line: one if isinstance(one, Verdict) else Verdict(one) for line, one in results.items()}
    with scope.acting(actor):
        return services.inspect_place(actor=actor, place=place, checklist=checklist, seen=seen, at=at)


def judge(actor, code, result, remark="", at=None):
    with scope.acting(actor):
        return services.look_again(actor=actor, code=code, result=result, remark=remark, at=at)


def test_an_inspection_on_a_page_is_a_report_in_the_log(he):
    from fangxian.features.field.models import Report

    made = look(he, labels="failed", wait="ok")
    with scope.acting(he):
        assert Report.objects.filter(pk=made.pk, kind="inspection", person="R-10").exists()
        told = Entry.objects.get(kind="supervision.inspected")
        assert (told.subject, told.facts["failed"], told.area) == ("S-SQUARE", 1, world.UPPER)


def test_a_picture_of_a_failed_line_stays_with_its_finding(he):
    look(he, labels=Verdict("failed", "标签脱落", "", [Picture("labels.jpg", PICTURE)]), wait="ok")
    with scope.acting(he):
        kept = Evidence.objects.get()
        assert (kept.item_id, kept.name) == (Finding.objects.get().code, "labels.jpg")


def test_an_unfit_picture_undoes_the_inspection(he):
    with pytest.raises(EvidenceUnfit):
        look(he, labels=Verdict("failed", "", "", [Picture("x.exe", b"\x7fELF\xff\xfe")]))
    with scope.acting(he):
        assert not Inspection.objects.exists()


def test_what_is_still_open_is_not_found_twice(he):
    look(he, labels="failed")
    look(he, labels="failed", at=hours(3))
    assert len(findings(he)) == 1
    with scope.acting(he):
        assert ItemLine.objects.filter(move="return").count() == 1


@pytest.mark.parametrize("name", ["wei", "liang", "nong", "li"])
def test_only_those_who_inspect_make_inspections(county, name):
    with pytest.raises(NotAllowed):
        look(actor_named(name), labels="failed")


def test_a_township_lead_inspects_at_home_only(huang):
    assert look(huang, labels="ok").person == "R-04"
    with pytest.raises(NotFound):
        look(huang, place="S-GATE", checklist="checkpoint", manned="ok")


def test_a_stranger_neither_inspects_nor_judges_here(he):
    look(he, labels="failed")
    yang = actor_named("yang")
    with pytest.raises(NotFound):
        look(yang, labels="ok")
    with pytest.raises(NotFound):
        judge(yang, findings(he)[0].code, "ok")


def test_a_checklist_must_fit_and_something_must_be_judged(he):
    with pytest.raises(ChecklistUnfit):
        look(he, checklist="isolation_site", zones="ok")
    with pytest.raises(NothingSeen):
        look(he, labels="not_seen")


def test_judging_closes_or_returns(he, wei):
    look(he, labels="failed", wait="failed")
    labels, wait = (one.code for one in findings(he))
    for code in (labels, wait):
        remedy(wei, code, hours(1))
    assert judge(he, labels, "ok", at=hours(2)).state == "closed"
    with pytest.raises(ReasonMissing):
        judge(he, wait, "failed", at=hours(2))
    assert judge(he, wait, "failed", "还是排长队", at=hours(2)).state == "open"
    with scope.acting(he):
        results = Entry.objects.filter(kind="supervision.looked_again").order_by("at")
        assert {one.facts["result"] for one in results} == {"ok", "failed"}


def test_nobody_judges_what_is_not_put_right_or_their_own_work(he, huang):
    from fangxian.features.items import services as items

    look(he, labels="failed")
    code = findings(he)[0].code
    with pytest.raises(NotPutRight):
        judge(he, code, "ok")
    with scope.acting(huang):
        items.give_item(actor=huang, code=code, to="R-04", reason="我去办", at=hours(1))
    remedy(huang, code, hours(1))
    with pytest.raises(OwnRemedy):
        judge(huang, code, "ok", at=hours(2))


def test_whoever_answers_there_cannot_close_it(he, wei):
    look(he, labels="failed")
    code = findings(he)[0].code
    remedy(wei, code, hours(1))
    with pytest.raises(NotAllowed):
        judge(wei, code, "ok")
    with scope.acting(wei), pytest.raises(NotAllowed):
        services.withdraw_finding(actor=wei, code=code, reason="不算")


def test_a_withdrawn_finding_is_over_and_counts_as_no_repeat(he, wei):
    look(he, labels="failed")
    first = findings(he)[0].code
    with scope.acting(he):
        with pytest.raises(ReasonMissing):
            services.withdraw_finding(actor=he, code=first, reason=" ")
        services.withdraw_finding(actor=he, code=first, reason="看错了点位", at=hours(1))
    look(he, labels="failed", at=hours(2))
    with scope.acting(he):
        told = dict(Finding.objects.values_list("withdrawn", "repeats"))
        assert told == {True: 0, False: 0}
        with pytest.raises(AlreadyEnded):
            services.withdraw_finding(actor=he, code=first, reason="再来")
        assert Entry.objects.filter(kind="supervision.finding_withdrawn", subject=first).count() == 1


def test_areas_are_ranked_by_what_is_overdue(he):
    look(he, labels="failed", at=AT)
    look(he, place="S-GATE", checklist="checkpoint", manned="ok", shelter="failed", at=AT)
    now = hours(3)
    with scope.acting(he):
        total, rows = ranking.ranked(he, world.COUNTY, now)
    assert (total.open, total.overdue, total.inspections) == (2, 1, 2)
    assert [(one.area.code, one.counts.overdue, one.counts.open) for one in rows] == [
        (world.RIVER, 1, 1),
        (world.HILL, 0, 1),
    ]
    assert rows[0].lead.holder_name == "黄强"


def test_the_round_begins_with_what_is_to_be_looked_at_again(he, wei):
    look(he, labels="failed")
    remedy(wei, findings(he)[0].code, hours(1))
    with scope.acting(he):
        today = rounds.todays_round(he, hours(2))
    assert {one.place.code for one in today.due} == {"S-SQUARE", "S-GATE", "S-HOTEL"}
    square = next(one for one in today.due if one.place.code == "S-SQUARE")
    assert square.stop.reasons[0] == "to_look_again"


def test_the_slowest_link_is_where_most_are_late(he, wei):
    look(he, labels="failed", wait="failed")
    remedy(wei, findings(he)[0].code, hours(1))
    with scope.acting(he):
        [chain] = chains.chains(he, world.COUNTY, hours(6))
    assert [(one.state, one.standing, one.late, one.slowest) for one in chain.links] == [
        ("open", 1, 1, True),
        ("remedied", 1, 0, False),
    ]
