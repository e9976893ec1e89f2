"""Round 1 of Debao in the demo: ordered, and played through the doors of reports and results; repeatable."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

from django.utils import timezone

from fangxian.cli import personas, round_reports
from fangxian.cli.round_reports import Report, Tube
from fangxian.cli.steps import Report as Progress
from fangxian.cli.steps import Steps
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.db import scope
from fangxian.scenarios.debao_2022 import round_one
from fangxian.scenarios.debao_2022.scales import COUNTY, DUAN

NAME, LABORATORY = "德保县第一轮区域核酸检测", "德保县人民医院"
NOTICE = "请带身份证，戴口罩，按屯依次到就近采样点，保持两米距离。"
BEGAN, ENDS, RESULTS = timedelta(hours=24), timedelta(hours=12), timedelta(hours=24)
"""It began a day ago, as the door-knock did ten hours ago; tables may go on, all results are due in a day."""
SUSPECTED = timedelta(hours=23, minutes=40)
"""When the laboratory says of the last pools that they are suspected: a while ago, so that clocks run."""
MANY = 200


def open_round(steps: Steps, actor: Actor, seed: int) -> str:
    """The code of round 1 of Debao, ordered and played to its bulletin; what was done before stays."""
    county = personas.acting_as(actor, "county")
    code = _ordered(steps, county)
    if _is_told(county, code):
        return code
    with steps.step("Round 1: who comes to which table"):
        first = _drawn(county, code, seed)
        singles = round_reports.again(code, first)
    with steps.step("Round 1: sampling") as report:
        _sample(county, first, report)
    with steps.step("Round 1: results"):
        _note(actor, [tube for tube in first if not tube.pool.to_check])
    with steps.step("Round 1: single samples of positive pools") as report:
        _sample(county, singles, report)
        _note(actor, singles)
        _note(actor, [tube for tube in first if tube.pool.to_check], first[0].swabs[0] + SUSPECTED)
    return code


def _ordered(steps: Steps, county: Actor) -> str:
    from fangxian.features.campaigns import services as campaigns
    from fangxian.features.sampling import access, services
    from fangxian.features.sampling.models import ZoneKind
    from fangxian.features.sampling.rules import Pooling

    with scope.acting(county):
        present = access.visible(county).filter(area=COUNTY).order_by("number").first()
    if present is not None:
        return present.code
    starts_at = timezone.now() - BEGAN
    order = services.Order(
        area=COUNTY,
        name=NAME,
        starts_at=starts_at,
        ends_at=starts_at + BEGAN + ENDS,
        results_by=starts_at + BEGAN + RESULTS,
        zones={DUAN: Pooling(ZoneKind.CONTROLLED, round_one.CONTROLLED)},
        infected=0.0005,
        notice=NOTICE,
        stock=30_000,
        pooled_an_hour=1_000,
        single_an_hour=120,
    )
    with steps.step("Ordering round 1 of Debao"):
        with scope.acting(county):
            code = services.order_round(actor=county, order=order, at=starts_at - timedelta(hours=8)).code
        campaigns.prepare(actor=county, code=code)
    return code


def _is_told(county: Actor, code: str) -> bool:
    """Whether the last thing that is done was done: the suspected pools are noted."""
    from fangxian.features.sampling.models import Result, Value

    with scope.acting(county):
        return Result.objects.filter(round=code, value=Value.SUSPECTED).exists()


def _drawn(county: Actor, code: str, seed: int) -> list[Tube]:
    from fangxian.features.campaigns.models import Campaign, Target
    from fangxian.features.sampling import rules
    from fangxian.features.sampling.models import Point, Turn, Zone

    with scope.acting(county):
        starts_at = Campaign.objects.get(code=code).starts_at
        points = {one.code: one for one in Point.objects.filter(round=code, is_open=True)}
        zones = {
            one.area: rules.Pooling(one.kind, one.size, one.by_household)
            for one in Zone.objects.filter(round=code)
        }
        turns = {one.area: one for one in Turn.objects.filter(round=code)}
        rows = Target.objects.filter(campaign=code).order_by("area", "household", "code")
        people = [round_one.Person(*row) for row in rows.values_list("code", "area", "household")]
    told = round_one.bulletin(len(people))
    queues = _queues(round_one.who_came(people, told.sampled), turns)
    pools = [
        pool
        for point, queue in sorted(queues.items())
        for pool in round_one.fill(
            point, points[point].tables, queue, rules.pooling(points[point].area, zones).size
        )
    ]
    areas = {point: one.area for point, one in points.items()}
    return round_reports.tubes(code, areas, round_one.infect(pools, told, seed), starts_at)


def _queues(people: Iterable[round_one.Person], turns: dict[str, Any]) -> dict[str, list[round_one.Person]]:
    """Everybody at the point to which their grid comes, grid after grid as their turns begin."""
    grids = [(turns[area], list(some)) for area, some in groupby(people, key=lambda one: one.area)]
    queues: dict[str, list[round_one.Person]] = defaultdict(list)
    for turn, some in sorted(grids, key=lambda one: (one[0].starts_at, one[0].area)):
        queues[turn.point] += some
    return queues


def _sample(county: Actor, some: Sequence[Tube], report: Progress) -> None:
    """Swabs at the tables of each point, its boxes handed on there, and all of them received."""
    samplers, couriers = _posted(county, "sampler"), _posted(county, "courier")
    driver, officer = personas.named("courier"), personas.named("laboratory")
    done = 0
    for point, inside in groupby(some, key=lambda one: one.pool.point):
        tubes = list(inside)
        sampler = samplers.get(point, (personas.named("sampler").code, personas.named("sampler").name))
        courier = couriers.get(point, (driver.code, driver.name))
        _record(county, sampler[0], list(round_reports.at_table(tubes)))
        handed = round_reports.boxes(tubes, "handed", round_reports.HANDED, sampler[1])
        _record(county, courier[0], list(handed))
        done += len(tubes)
        report("", done / len(some))
    received = list(round_reports.boxes(some, "received", round_reports.RECEIVED, driver.name))
    for start in range(0, len(received), MANY):
        _record(county, officer.code, received[start : start + MANY])


def _posted(county: Actor, role: str) -> dict[str, tuple[str, str]]:
    """Who stands in a role at each site, by the running plan: code and name."""
    from fangxian.features.duty.models.post import Posting

    with scope.acting(county):
        rows = Posting.objects.filter(live=True, post__role=role).order_by("post__place", "-responder__code")
        return {
            place: (code, name)
            for place, code, name in rows.values_list("post__place", "responder__code", "holder_name")
        }


def _record(county: Actor, person: str, reports: list[Report]) -> None:
    from fangxian.features.field.jobs import REFUSED
    from fangxian.features.field.recording import record_here

    with scope.acting(county):
        answers = record_here(actor=county, reports=reports, person=person, can=Can.ROUND_ORDER)
    refused = [one.code for one in answers if one.result == REFUSED]
    if refused:
        raise RuntimeError(f"{len(refused)} reports of the round were refused, the first: {refused[0]}")


def _note(actor: Actor, some: Sequence[Tube], at: datetime | None = None) -> None:
    """The laboratory's results, box by box as they came in, or all of them at one time."""
    from fangxian.features.sampling import services

    officer = personas.acting_as(actor, "laboratory")
    by_time: dict[datetime, list[services.Said]] = defaultdict(list)
    for tube in some:
        noted = at or tube.packed_at + round_reports.NOTED
        tested = noted - (round_reports.NOTED - round_reports.TESTED)
        by_time[noted].append(services.Said(tube.subject, tube.pool.value, tested, LABORATORY))
    for noted, said in sorted(by_time.items()):
        with scope.acting(officer):
            services.note_results(actor=officer, said=said, at=noted)
