"""
A made prefecture with its ranks: 12 counties, 132 townships, 1,848 villages, 11,088 grids, 170,000 people.

Five of them look at it, one of each rank; what they look at, each bench adds. Made once, in the bench's home.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.test import Client

    from fangxian.kernel.authority import Actor

TOP = "45"
COUNTY, TOWNSHIP, VILLAGE, GRID = "450001", "450001001", "450001001001", "450001001001001"
PEOPLE = 170_000
READERS: dict[str, tuple[str, str]] = {
    "commander": (TOP, "commander"),
    "county": (COUNTY, "commander"),
    "township": (TOWNSHIP, "township_lead"),
    "village": (VILLAGE, "village_lead"),
    "grid": (GRID, "grid_worker"),
}
"""Who looks: name → area and role; the first is the reference of the others."""

_AREAS = """
    INSERT INTO territory_area (code, name, level, parent, population, households, valid_from)
    SELECT code, code, level, parent, 100, 40, date '2022-01-01' FROM (
        SELECT '45' AS code, 'prefecture' AS level, '' AS parent
        UNION ALL SELECT '45' || to_char(c, 'FM0000'), 'county', '45' FROM generate_series(1, 12) c
        UNION ALL SELECT '45' || to_char(c, 'FM0000') || to_char(t, 'FM000'), 'township',
                         '45' || to_char(c, 'FM0000') FROM generate_series(1, 12) c, generate_series(1, 11) t
        UNION ALL SELECT '45' || to_char(c, 'FM0000') || to_char(t, 'FM000') || to_char(v, 'FM000'),
                         'village',
                         '45' || to_char(c, 'FM0000') || to_char(t, 'FM000')
                  FROM generate_series(1, 12) c, generate_series(1, 11) t, generate_series(1, 14) v
        UNION ALL SELECT '45' || to_char(c, 'FM0000') || to_char(t, 'FM000') || to_char(v, 'FM000')
                         || to_char(g, 'FM000'), 'grid',
                         '45' || to_char(c, 'FM0000') || to_char(t, 'FM000') || to_char(v, 'FM000')
                  FROM generate_series(1, 12) c, generate_series(1, 11) t, generate_series(1, 14) v,
                       generate_series(1, 6) g) made
"""
_UNIT = """
    INSERT INTO orgs_unit (code, name, kind, path, area, site, valid_from)
    VALUES ('U', 'U', 'committee', 'U/', '45', '', date '2022-01-01')
"""


def operator(incident: str) -> Actor:
    """Whoever has the console."""
    from fangxian.kernel.authority import Actor, Role

    return Actor(person="console", name="console", role=Role.OPERATOR, area="", incident=incident)


def prepare(incident: str, people: int = PEOPLE) -> bool:
    """The prefecture and the five who look at it; whether they were made now."""
    from django.db import connection

    from fangxian.features.incidents import access, services
    from fangxian.kernel.db import scope

    who = operator(incident)
    with scope.acting(who):
        if access.visible(who).filter(code=incident).exists():
            return False
        services.create_incident(
            actor=who,
            code=incident,
            name="Bench",
            area=TOP,
            rule_pack="cn-2022-03",
            started_on=date(2022, 2, 4),
        )
        with connection.cursor() as cursor:
            cursor.execute(_AREAS)
            cursor.execute(_UNIT)
        _take_on(people)
        for number, (area, role) in enumerate(READERS.values(), start=1):
            _sign_up(who, f"P-{number}", area, role)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE territory_area, roster_responder")
    return True


def _take_on(number: int) -> None:
    """The responders, spread over the villages."""
    from fangxian.features.roster.models import Responder
    from fangxian.features.territory.models import Area

    homes = list(Area.objects.filter(level="village").order_by("code").values_list("code", flat=True))
    unit = {"unit_id": "U", "unit_name": "U", "unit_area": TOP, "kind": "member", "is_member": True}
    people = (
        Responder(code=f"P-{n}", name=f"P {n}", home_area=homes[n % len(homes)], **unit)
        for n in range(1, number + 1)
    )
    while chunk := list(islice(people, 5_000)):
        Responder.objects.bulk_create(chunk)


def _sign_up(who: Actor, code: str, area: str, role: str) -> None:
    from fangxian.features.accounts.services import open_account
    from fangxian.features.charges.services import appoint
    from fangxian.features.roster.services import link_account
    from fangxian.kernel.authority import Role

    name = f"bench.{role}.{area}"
    open_account(actor=who, username=name, password="lanterns on the ridge", area=TOP)  # noqa: S106
    link_account(actor=who, code=code, username=name)
    appoint(actor=who, area=area, role=Role(role), holder=code)


def actor(name: str) -> Actor:
    """One of those who look, under their charge."""
    from django.db import transaction

    from fangxian.features.charges import acting
    from fangxian.kernel.db import scope

    area, role = READERS[name]
    person = f"bench.{role}.{area}"
    with transaction.atomic():
        scope.enter_self(person)
        found = acting.choose(person)
    if found is None:
        raise SystemExit(f"{person} has no charge")
    return found


def client(name: str) -> Client:
    """One of those who look, signed in."""
    from django.test import Client

    from fangxian.features.accounts.models import Account

    area, role = READERS[name]
    signed = Client()
    account = Account.objects.get(username=f"bench.{role}.{area}")
    signed.force_login(account, backend="fangxian.features.accounts.backends.AccountBackend")
    return signed


def seconds(work: Callable[[], object]) -> float:
    """How long something takes."""
    started = time.perf_counter()
    work()
    return time.perf_counter() - started
