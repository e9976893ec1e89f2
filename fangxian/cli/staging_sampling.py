"""What the photographs need of sampling: a round of the township under way, with tubes at every stage."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from fangxian.cli import staging_carrying
from fangxian.kernel.authority import Actor, Can, Role
from fangxian.kernel.db import scope

POSITIVE, AMENDED = "DA0003", "DA0002"
FILLED = 12


def stage(county: Actor, township: str) -> dict[str, str]:
    """Codes of a round, its largest point and two tubes: an amended result waits on one, one is positive."""
    from fangxian.features.sampling.models import Point, Round

    with scope.acting(county):
        present = Round.objects.filter(area=township).order_by("number").first()
        code = present.code if present else ""
    code = code or _sample(county, township)
    with scope.acting(county):
        points = Point.objects.filter(round=code).order_by("-people", "code")
        point = points.values_list("code", flat=True).first() or ""
    moving = staging_carrying.stage(county, code)
    return {"round": code, "point": point, "tube": AMENDED, "positive": POSITIVE} | moving


def _sample(county: Actor, township: str) -> str:
    from fangxian.features.campaigns import services as campaigns
    from fangxian.features.sampling import services
    from fangxian.features.sampling.models import Point
    from fangxian.features.sampling.services import Order

    starts_at = timezone.now() - timedelta(hours=6)
    order = Order(
        area=township,
        name="都安乡第一轮",
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=12),
        results_by=starts_at + timedelta(hours=24),
        infected=0.0005,
        notice="请带身份证，戴口罩，按屯依次到就近采样点，保持两米距离。",
        stock=4_000,
        pooled_an_hour=200,
        single_an_hour=60,
    )
    with scope.acting(county):
        made = services.order_round(actor=county, order=order)
    campaigns.prepare(actor=county, code=made.code)
    with scope.acting(county):
        point = Point.objects.filter(round=made.code).order_by("-people", "code").first()
        if point is not None:
            _report(county, list(_facts(made.code, point, starts_at)))
    if point is not None:
        _test(replace(county, person="lab", name="黄丽萍", role=Role.LABORATORY), made.code, starts_at)
    return made.code


def _report(county: Actor, facts: list[dict[str, Any]]) -> None:
    from fangxian.features.field.recording import record_here
    from fangxian.features.roster.models import Responder

    swabs = (
        Responder.objects.filter(skills__contains=["swab"]).order_by("code").values_list("code", flat=True)
    )
    record_here(actor=county, reports=facts, person=swabs[0], can=Can.ROUND_ORDER)


def _facts(code: str, point: Any, starts_at: datetime) -> Iterator[dict[str, Any]]:
    """Swabs of those who live near, ten a tube; the first tubes in the laboratory, the last still open."""
    from fangxian.features.campaigns.models import Target

    targets = Target.objects.filter(campaign=code).order_by("code").values_list("code", flat=True)[:140]
    at_table = {"point": point.code, "table": 1}
    for number, target in enumerate(targets):
        tube, at = f"DA{number // 10 + 1:04}", starts_at + timedelta(minutes=2 * number)
        yield _fact("swab", point.area, f"{code}/{tube}", at, {**at_table, "target": target})
    closed = [f"DA{n + 1:04}" for n in range(FILLED)]
    for n, tube in enumerate(closed):
        count = 9 if n == FILLED - 1 else 10
        body = {**at_table, "step": "closed", "swabs": count, "size": 10}
        yield _fact("tube", point.area, f"{code}/{tube}", starts_at + timedelta(minutes=20 * n + 20), body)
    for box, tubes, steps in (("B01", closed[:6], 3), ("B02", closed[6:8], 2)):
        for n, step in enumerate(("packed", "handed", "received")[:steps]):
            at = starts_at + timedelta(minutes=125 + 25 * n)
            body = {"step": step, "tubes": tubes, "other": "县医院司机 韦国强", "celsius": 4}
            yield _fact("box", point.area, f"{code}/{box}", at, body)


def _fact(kind: str, area: str, subject: str, at: datetime, body: dict[str, Any]) -> dict[str, Any]:
    return {
        "kind": kind,
        "form_version": 1,
        "area": area,
        "subject": subject,
        "occurred_at": at,
        "body": body,
    }


def _test(laboratory: Actor, code: str, starts_at: datetime) -> None:
    """The first results: all negative but one, and one that is to be amended."""
    from fangxian.features.sampling import services
    from fangxian.features.sampling.services import Said

    at = starts_at + timedelta(hours=5)
    values = {f"DA{n:04}": "negative" for n in (1, 2, 4)} | {POSITIVE: "positive"}
    with scope.acting(laboratory):
        said = [Said(f"{code}/{tube}", value, at, "德保县人民医院") for tube, value in values.items()]
        services.note_results(actor=laboratory, said=said)
        other = Said(f"{code}/{AMENDED}", "invalid", at, "德保县人民医院")
        services.propose_amendment(actor=laboratory, said=other, reason="复核发现标本量不足，需重采")
