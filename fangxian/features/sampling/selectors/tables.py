"""What a table or a courier is told of the rounds over their area, and by what they are known again."""

from __future__ import annotations

import base64
import hashlib
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

import msgspec
from django.db import connection

from fangxian.features.campaigns.models import Campaign, CampaignState
from fangxian.features.sampling import access
from fangxian.features.sampling.models import Point, Round, Zone
from fangxian.features.sampling.selectors import carried
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.codes import inside, span

Row = dict[str, Any]

MOST_PEOPLE = 6_000
SLOW = timedelta(minutes=15)
"""That somebody was sampled elsewhere makes a list a new one by quarter hours: lists are long."""

_OF_ROUND = """
    FROM campaigns_target t JOIN territory_resident r ON r.incident = %(incident)s AND r.code = t.resident
    WHERE t.campaign = %(round)s AND t.area >= %(start)s AND t.area < %(end)s
"""
# In a positive pool that is not resolved, and not sampled alone since; what is invalid is done again.
_SINGLY = """
    EXISTS (
        SELECT 1 FROM sampling_swab s JOIN sampling_pool p ON p.tube = s.tube AND p.resolved_at IS NULL
        WHERE s.target = t.code AND NOT s.void AND NOT EXISTS (
            SELECT 1 FROM sampling_swab a JOIN sampling_tube one ON one.code = a.tube
            WHERE a.target = t.code AND NOT a.void AND a.at > s.at AND one.swabs = 1
                AND one.result <> 'invalid'
        )
    )
"""
_LISTED = """
    coalesce((SELECT l.kind FROM sampling_listing l WHERE l.incident = r.incident AND l.resident = r.code
        AND l.ended_at IS NULL AND (l.until IS NULL OR l.until >= current_date)), '')
"""
_PEOPLE = f"""
    SELECT t.code, t.household, t.area, r.id_sealed, r.name_sealed, r.sex, extract(year FROM r.born_on)::int,
        t.standing = 'reached', {_SINGLY}, {_LISTED} {_OF_ROUND}
    ORDER BY t.household, t.code LIMIT {MOST_PEOPLE}
"""  # noqa: S608 names are ours
_KNOWN = f"""
    SELECT count(*), coalesce(sum(hashtextextended(concat_ws('|', t.code, t.area, encode(r.row_digest, 'hex'),
        t.standing = 'reached' AND t.occurred_at < %(slot)s, {_SINGLY}, {_LISTED}), 7)), 0) {_OF_ROUND}
"""


class Person(NamedTuple):
    """Somebody of a round, still sealed."""

    target: str
    household: str
    area: str
    id_sealed: bytes
    name_sealed: bytes
    sex: str
    born: int | None
    sampled: bool
    singly: bool
    listed: str


def may_hold(actor: Actor) -> bool:
    """Whether a charge is told of rounds at all: it samples, or it carries."""
    return actor.may(Can.SWAB_TAKE) or actor.may(Can.TUBE_CARRY)


def rounds(actor: Actor) -> list[Row]:
    """The rounds that run over the charge's area, or inside it, without their people."""
    here = [
        one
        for one in access.visible(actor).order_by("code")
        if inside(actor.area, one.area) or inside(one.area, actor.area)
    ]
    codes = [one.code for one in here]
    running = Campaign.objects.filter(code__in=codes, state=CampaignState.OPEN).in_bulk()
    zones, points = _by_round(Zone, codes, _ZONE), _by_round(Point, codes, _POINT)
    carries = actor.may(Can.TUBE_CARRY)
    in_boxes, called = (carried.boxes(actor, codes), carried.calls(actor, codes)) if carries else ({}, {})
    return [
        _round(one, running[one.code])
        | {"zones": zones[one.code], "points": points[one.code]}
        | ({"boxes": in_boxes.get(one.code, []), "calls": called.get(one.code, [])} if carries else {})
        for one in here
        if one.code in running
    ]


def _round(of_round: Round, campaign: Campaign) -> Row:
    return {
        "code": of_round.code,
        "name": campaign.name,
        "number": of_round.number,
        "starts_at": campaign.starts_at,
        "ends_at": campaign.ends_at,
        "salt": base64.b64encode(bytes(of_round.salt)).decode(),
        "people": [],
    }


_ZONE = ("area", "kind", "size", "by_household")
_POINT = ("code", "name", "area", "mode", "tables", "opens_at", "closes_at", "is_open")


def _by_round(
    model: type[Zone | Point], codes: Sequence[str], columns: Sequence[str]
) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in model.objects.filter(round__in=codes).order_by("area", "pk").values("round", *columns):
        found[row.pop("round")].append(row)
    return found


def digest(actor: Actor, told: Sequence[Row], at: datetime) -> str:
    """By what a cursor knows the rounds again; nobody's details are opened for it."""
    whole = hashlib.sha256(msgspec.json.encode(told))
    if actor.may(Can.SWAB_TAKE):
        with connection.cursor() as cursor:
            for row in told:
                cursor.execute(_KNOWN, _facts(actor, row["code"]) | {"slot": _quarter(at)})
                whole.update(repr(cursor.fetchone()).encode())
    return whole.hexdigest()[:8]


def people(actor: Actor, code: str) -> list[Person]:
    """Who of the charge's area is to be sampled in a round, by household."""
    with connection.cursor() as cursor:
        cursor.execute(_PEOPLE, _facts(actor, code))
        return [Person(*row) for row in cursor.fetchall()]


def _facts(actor: Actor, code: str) -> dict[str, str]:
    start, end = span(actor.area)
    return {"incident": actor.incident, "round": code, "start": start, "end": end}


def _quarter(at: datetime) -> datetime:
    return at - timedelta(seconds=at.timestamp() % SLOW.total_seconds())
