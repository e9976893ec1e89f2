"""Each figure of an appraisal against what was done through the services."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.utils import timezone

from fangxian.features.duty import services as duty
from fangxian.features.duty.models import Posting, Shift
from fangxian.features.field import recording
from fangxian.features.items import services as items
from fangxian.features.items.services import Wanted
from fangxian.features.relief.secondments import services as secondments
from fangxian.features.relief.secondments.services import Order
from fangxian.features.supervision.appraisal import services
from fangxian.features.supervision.directives import services as directives
from fangxian.features.supervision.directives.services import Draft
from fangxian.features.supervision.directives.services import Wanted as Question
from fangxian.features.supervision.inspections import services as inspections
from fangxian.features.supervision.inspections.services import Verdict
from fangxian.features.supervision.models import Band, Finding, To
from fangxian.features.supervision.tests.appraisal.conftest import (
    AFTER,
    FROM,
    PICTURE,
    UNTIL,
    hours,
    lines,
    opened,
    person,
)
from fangxian.kernel.authority import Actor
from fangxian.kernel.codes import uuid7
from fangxian.kernel.db import scope
from tests import world


def task(lu: Actor, title: str, *, at: datetime, due: datetime | None = None, area: str = world.UPPER) -> str:
    with scope.acting(lu):
        wanted = Wanted(area=area, title=title, deadline_at=due)
        return items.open_item(actor=lu, kind="task", wanted=wanted, at=at).code


def move(actor: Actor, code: str, step: str, at: datetime, reason: str = "") -> None:
    with scope.acting(actor):
        if step in ("finish", "remedy"):
            items.add_evidence(actor=actor, code=code, name="it.jpg", content=PICTURE, at=at)
        items.move_item(actor=actor, code=code, move=step, reason=reason, at=at)


def test_tasks_are_counted_as_they_were_moved(lu, li, wei):
    first = task(lu, "清点口罩", at=hours(1), due=hours(10))
    move(wei, first, "take", hours(2))
    move(wei, first, "finish", hours(9))
    move(lu, first, "return", hours(10), "少一箱")
    move(wei, first, "finish", hours(12))
    move(lu, first, "confirm", hours(13))
    second = task(lu, "搭帐篷", at=hours(20), due=hours(30))
    move(wei, second, "finish", hours(25))
    task(lu, "修路灯", at=hours(40), due=hours(50))
    outside = task(lu, "旧事", at=hours(-30))
    move(wei, outside, "finish", hours(-20))
    made = opened(li)
    him, her = person(made, "wei"), person(made, "lu")
    assert (him.took, him.finished, him.returned, him.confirmed) == (1, 2, 1, 0)
    assert (her.confirmed, her.finished) == (1, 0)
    # The first was done again two hours late, the second in time, the third not at all.
    assert (him.timed, him.in_time, him.late, him.late_median_min) == (3, 1, 1, 120)
    assert [(one.what, one.late_min) for one in lines(made, "wei", "finished", "undone")] == [
        ("清点口罩", 120),
        ("搭帐篷", -300),
        ("修路灯", None),
    ]


def test_a_task_given_on_after_its_deadline_is_held_against_nobody(lu, li, wei):
    code = task(lu, "修路灯", at=hours(1), due=hours(5))
    with scope.acting(lu):
        items.give_item(actor=lu, code=code, to="R-06", reason="换人", at=hours(8))
    made = opened(li)
    assert (person(made, "wei").timed, person(made, "liang").timed) == (0, 0)


def test_a_withdrawn_task_is_not_undone(lu, li, wei):
    code = task(lu, "修路灯", at=hours(1), due=hours(5))
    move(lu, code, "withdraw", hours(7), "不用修了")
    assert person(opened(li), "wei").timed == 0


def test_directives_count_for_leads_and_for_people(lu, li, huang, liang):
    masks = Question(name="masks", label="口罩还有多少")
    plain = Draft(title="清点", text="今晚", deadline_at=hours(30), levels=("township",), questions=(masks,))
    told = Draft(title="值守", text="守夜", deadline_at=hours(30), to=To.LIST, people=("R-06",))
    with scope.acting(lu):
        asked = directives.issue_directive(actor=lu, draft=plain, at=hours(1)).code
        other = directives.issue_directive(actor=lu, draft=told, at=hours(1)).code
    with scope.acting(huang):
        directives.report_back(actor=huang, code=asked, answers={"masks": "40"}, text="", at=hours(31))
    with scope.acting(liang):
        directives.acknowledge_directives(actor=liang, codes=[other], at=hours(2))
    made = opened(li)
    him, her = person(made, "huang"), person(made, "liang")
    assert (him.acknowledged, him.reported, him.timed, him.late_median_min) == (1, 1, 1, 60)
    # Nothing is asked of her that needs an answer, so nothing of hers is late.
    assert (her.acknowledged, her.reported, her.timed) == (1, 0, 0)


def test_findings_count_where_one_answers_and_for_who_put_them_right(li, he, wei):
    def look(at: datetime, result: str = "failed", finding: str = "") -> None:
        seen = {"labels": Verdict(result, "标签脱落", finding), "wait": Verdict("ok")}
        with scope.acting(he):
            inspections.inspect_place(
                actor=he, place="S-SQUARE", checklist="sampling_point", seen=seen, at=at
            )

    look(hours(1))
    [code] = found(he)
    move(wei, code, "remedy", hours(2))
    look(hours(3), "failed", code)
    move(wei, code, "remedy", hours(40))
    look(hours(41), "ok", code)
    look(hours(60))
    made = opened(li)
    him, inspector = person(made, "wei"), person(made, "he")
    assert (him.caused, him.repeated, him.cured, him.returned) == (2, 1, 1, 1)
    assert (inspector.inspected, inspector.found, inspector.caused) == (4, 2, 0)
    [cured] = lines(made, "wei", "cured")
    with scope.acting(he):
        lasts = Finding.objects.get(code=code).deadline_h
    assert cured.late_min == (40 - 3 - lasts) * 60


def found(actor: Actor) -> list[str]:
    with scope.acting(actor):
        return list(Finding.objects.order_by("found_at").values_list("code", flat=True))


def note(at: datetime, **more: object) -> dict[str, object]:
    plain = {"kind": "note", "form_version": 1, "area": world.UPPER, "subject": "", "occurred_at": at}
    return plain | {"body": {"text": "路滑"}} | more


def test_reports_are_counted_by_day_and_neither_twice_nor_refused(li, liang):
    twice = note(hours(5), id=str(uuid7()))
    with scope.acting(liang):
        sent = [note(hours(1)), twice, twice, note(hours(30)), note(hours(3), area="900101002001999")]
        answers = recording.record_here(actor=liang, reports=sent, person="R-06")
    assert [bool(one.code) for one in answers] == [False, False, False, False, True]
    made = opened(li)
    assert person(made, "liang").reports == 3
    assert [(one.what, int(one.amount or 0)) for one in lines(made, "liang", "report")] == [
        ("note", 2),
        ("note", 1),
    ]


@pytest.fixture
def published(county):
    """A plan of the county from the first midnight of the period, published the day before."""
    lu = world.BY_NAME["lu"].actor
    plan = duty.plan_area(actor=lu, area=world.COUNTY, pack="cn-2022-03", starts_at=FROM, days=7, seed=1)
    duty.publish_plan(actor=lu, code=plan.code, at=FROM - timedelta(days=1))
    return plan.code


def test_planned_hours_and_nights_are_those_of_the_shifts(published, li):
    made = opened(li)
    with scope.acting(world.OPERATOR):
        for posting in Posting.objects.filter(live=True).select_related("responder", "post"):
            shifts = Shift.objects.filter(post=posting.post, crew=posting.crew, starts_at__lt=UNTIL)
            spans = [(one.starts_at, one.ends_at) for one in shifts]
            him = made.appraised.get(responder=posting.responder)
            assert him.hours == sum_of(spans), posting
            assert him.nights == sum(stands_at_two(*one) for one in spans)
        assert made.appraised.filter(hours__gt=0).count() > 3


def sum_of(spans: list[tuple[datetime, datetime]]) -> Decimal:
    return Decimal(sum((end - start).total_seconds() for start, end in spans) / 3600).quantize(Decimal("0.1"))


def stands_at_two(start: datetime, end: datetime) -> int:
    local = timezone.localtime(start)
    two = local.replace(hour=2, minute=0, second=0, microsecond=0)
    nights = [two + timedelta(days=n) for n in range(3)]
    return sum(local <= one < timezone.localtime(end) for one in nights)


def test_a_plan_that_was_superseded_counts_until_then(published, li):
    lu = world.BY_NAME["lu"].actor
    again = duty.plan_area(
        actor=lu, area=world.COUNTY, pack="cn-2022-03", starts_at=hours(72), days=4, seed=2
    )
    duty.publish_plan(actor=lu, code=again.code, at=hours(60))
    made = opened(li)
    with scope.acting(world.OPERATOR):
        old = made.lines.filter(kind="post", at__lt=hours(60))
        assert old.exists()
        assert set(old.values_list("until", flat=True)) == {hours(60)}
        assert not made.lines.filter(kind="shift", at__gte=hours(60), at__lt=hours(72)).exists()


def test_those_without_post_or_charge_are_not_in_it(li):
    with scope.acting(world.OPERATOR), connection.cursor() as cursor:
        cursor.execute("UPDATE charges_charge SET valid_from = %s WHERE role = 'volunteer'", [UNTIL])
    made = opened(li)
    with scope.acting(li):
        codes = set(made.appraised.values_list("code", flat=True))
    assert "R-09" not in codes
    assert {one.code for one in world.CAST if one.area.startswith(world.COUNTY)} - {"R-09"} == codes


def test_a_list_and_a_unit_narrow_it(li):
    chosen = opened(li, people=("R-06", "R-05"))
    branch = opened(li, unit="U-RIVER")
    with scope.acting(li):
        assert set(chosen.appraised.values_list("code", flat=True)) == {"R-05", "R-06"}
        assert set(branch.appraised.values_list("unit", flat=True)) == {"U-RIVER", "U-UPPER"}


def test_a_band_is_of_the_same_kind_of_post_and_of_five_at_least(li, lu, wei):
    with scope.acting(world.OPERATOR), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE charges_charge SET role = 'grid_worker', leads = false WHERE role = ANY(%s)",
            [["sampler", "gate_guard", "volunteer", "site_lead"]],
        )
    made = opened(li)
    with scope.acting(li):
        bands = list(Band.objects.filter(appraisal=made))
    assert Counter(one.role for one in bands).keys() == {"grid_worker"}
    assert {one.people for one in bands} == {5}


def test_counting_anew_takes_in_what_came_later(lu, li, wei):
    made = opened(li)
    code = task(lu, "补报", at=hours(1))
    move(wei, code, "finish", hours(2))
    assert person(made, "wei").finished == 0
    with scope.acting(li):
        again = services.count_anew(actor=li, code=made.code, at=AFTER)
    assert (again.round, person(made, "wei").finished) == (2, 1)
    with scope.acting(li):
        assert set(made.lines.values_list("round", flat=True)) == {2}


def test_a_secondment_is_told_from_when_it_began_until_they_were_back(lu, li, huang):
    order = Order(
        people=["R-07"],
        area=world.RIVER,
        to_area=world.HILL,
        starts_at=hours(10),
        ends_at=hours(60),
        reason="山背缺采样员",
    )
    with scope.acting(lu):
        code = secondments.order_secondment(actor=lu, order=order, at=hours(1)).code
    with scope.acting(huang):
        secondments.answer_secondment(actor=huang, code=code, move="confirm", at=hours(2))
    for hour in (3, 11, 61):
        with scope.acting(world.OPERATOR):
            secondments.run_due(actor=world.OPERATOR, now=hours(hour))
    [line] = lines(opened(li), "qin", "seconded")
    assert (line.place, line.what, line.at) == (world.HILL, "山背乡", hours(11))
    assert line.until == hours(61)
