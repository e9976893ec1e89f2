"""A round for the bench: ordered over the scenario, its people queued at the tables, a phone at each."""

from __future__ import annotations

import hashlib
import secrets
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from bench.doorknock import INCIDENT
from fangxian.scenarios.debao_2022.scales import COUNTY, DUAN

NAME = "bench round"
SWABBING, BEFORE = timedelta(hours=8), timedelta(hours=12)
"""How long swabs are taken, and how long ago that began: by now the laboratory has everything."""
SHARE = 98 / 207_506
"""Infected people in Debao's first round, of those sampled. Source: the county's count of 6 Feb 2022."""
ZONES = {COUNTY: ("controlled", 10, False), DUAN: ("lockdown", 20, True)}
"""Du'an was sealed, with a tube for each household; the rest of Debao was sampled by tens."""


@dataclass(slots=True)
class Phone:
    """One enrolled phone, of a table, a courier or a laboratory; `seq` is the number of its last report."""

    token: str
    area: str
    seq: int = 0


@dataclass(slots=True)
class Table:
    """
    One table of a point: its phone, how it pools, and who queues there, as targets with their household.

    `tubes` are the barcodes it has closed so far, `next` is who is first in the queue.
    """

    phone: Phone
    point: str
    number: int
    name: str
    size: int
    by_household: bool
    queue: list[tuple[str, str]] = field(default_factory=list)
    tubes: list[str] = field(default_factory=list)
    next: int = 0

    @property
    def area(self) -> str:
        """Where it stands."""
        return self.phone.area


@dataclass(frozen=True, slots=True)
class Round:
    """The round that is replayed: its code, its area, when its swabs begin, its tables, its people."""

    code: str
    area: str
    starts_at: datetime
    tables: list[Table]
    people: int
    hours: float
    """How long it takes at 60 people an hour and table: the last point decides."""


def order(area: str) -> Round:
    """A fresh round over an area, laid out, with a phone at each table; earlier ones of benches close."""
    from django.db import connections

    from fangxian.cli.operator import operator
    from fangxian.features.campaigns import services as campaigns
    from fangxian.features.campaigns.models import Campaign, CampaignState
    from fangxian.features.sampling import services
    from fangxian.features.sampling.models import Point
    from fangxian.features.sampling.rules import Pooling
    from fangxian.kernel.db import scope

    actor = operator(INCIDENT)
    starts_at = datetime.now(UTC) - BEFORE
    zones = {code: Pooling(*zone) for code, zone in ZONES.items()}
    with scope.acting(actor):
        for last in Campaign.objects.filter(name=NAME, state=CampaignState.OPEN):
            campaigns.close_campaign(actor=actor, code=last.code)
        wanted = services.Order(
            area=area,
            name=NAME,
            starts_at=starts_at,
            ends_at=starts_at + SWABBING,
            results_by=starts_at + 3 * SWABBING,
            zones=zones,
            infected=SHARE,
        )
        made = services.order_round(actor=actor, order=wanted)
    campaigns.prepare(actor=actor, code=made.code)
    with connections["owner"].cursor() as cursor:
        cursor.execute("ANALYZE")  # as a server that stays up does by itself within a minute or two
    with scope.acting(actor):
        points = list(Point.objects.filter(round=made.code).order_by("code"))
        tables, people = _tables(made.code, points, zones)
        phones = [table.phone for table in tables]
        enrol(phones, "sampler")
    hours = max(point.people / point.tables for point in points) / 60
    return Round(made.code, area, starts_at, tables, people, hours)


def _tables(code: str, points: list[Any], zones: Any) -> tuple[list[Table], int]:
    """The tables of all points with the people of their surroundings, household by household."""
    from fangxian.features.sampling.rules import pooling

    at: dict[str, list[Table]] = defaultdict(list)
    for point in points:
        for number in range(1, point.tables + 1):
            pool = pooling(point.area, zones)
            name, phone = f"{sum(map(len, at.values())):05}", Phone(secrets.token_urlsafe(32), point.area)
            at[point.area].append(Table(phone, point.code, number, name, pool.size, pool.by_household))
    people = 0
    for area, queue in _queues(code, set(at)).items():
        here, people = at[area], people + len(queue)
        for n, table in enumerate(here):
            table.queue = queue[len(queue) * n // len(here) : len(queue) * (n + 1) // len(here)]
    return [table for some in at.values() for table in some], people


def _queues(code: str, areas: set[str]) -> dict[str, list[tuple[str, str]]]:
    """Who goes where: people go to the innermost area with points around them, or else to the first."""
    from django.db import connection

    lengths = sorted({len(area) for area in areas}, reverse=True)
    queues: dict[str, list[tuple[str, str]]] = defaultdict(list)
    asked = "SELECT area, code, household FROM campaigns_target WHERE campaign = %s ORDER BY 1, 3, 2"
    with connection.cursor() as cursor:
        cursor.execute(asked, [code])
        while rows := cursor.fetchmany(100_000):
            for area, target, household in rows:
                around = (area[:n] for n in lengths if area[:n] in areas)
                queues[next(around, None) or min(areas)].append((target, household))
    return queues


def enrol(phones: list[Phone], role: str) -> None:
    """Have these phones be enrolled, each with a responder of its own, in the caller's scope."""
    from fangxian.features.field.models import Device
    from fangxian.features.roster.models import Responder

    now = datetime.now(UTC)
    people = list(Responder.objects.order_by("code")[: len(phones)])
    devices = [
        Device(
            code=f"bench-{secrets.token_hex(8)}",
            incident=INCIDENT,
            area=phone.area,
            charge=f"bench-{role}",
            role=role,
            responder=people[n % len(people)],
            person=people[n % len(people)].code,
            person_name=people[n % len(people)].name,
            token_hash=hashlib.sha256(phone.token.encode()).hexdigest(),
            enrolled_at=now,
            expires_at=now + timedelta(days=1),
        )
        for n, phone in enumerate(phones)
    ]
    Device.objects.bulk_create(devices, batch_size=1000)
