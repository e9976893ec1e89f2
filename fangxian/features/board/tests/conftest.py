"""The cast's county under a running plan that lacks samplers at the square and one in the upper grid."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.db import transaction
from django.test import Client

from fangxian.config.sheets import KINDS
from fangxian.features.accounts.models import Account
from fangxian.features.accounts.services import open_account
from fangxian.features.charges.services import appoint
from fangxian.features.duty.models import Gap, Plan, Post, Site, Tally
from fangxian.features.incidents.services import create_incident
from fangxian.features.roster.services import link_account
from fangxian.features.territory.models import Area
from fangxian.kernel.db import scope
from fangxian.kernel.sheets import take_in
from tests import world

GRID = f"{world.UPPER}001"
OUTLINE = {"type": "Polygon", "coordinates": [[[106, 23], [107, 23], [107, 24], [106, 24], [106, 23]]]}
AT = datetime(2022, 2, 7, tzinfo=UTC)
APPOINTED = ("lu", "huang", "wei", "nong", "qin", "lan", "deng", "luo", "yang")
# code: grids, households, people, sites, posts, seats, filled, vacancies
TALLIES = {
    world.COUNTY: (1, 26, 70, 1, 3, 12, 9, 2),
    world.RIVER: (1, 20, 50, 1, 2, 8, 5, 1),
    world.HILL: (0, 6, 20, 0, 1, 4, 4, 1),
    world.UPPER: (1, 12, 30, 1, 2, 8, 5, 0),
    GRID: (1, 12, 30, 0, 1, 4, 3, 0),
    world.NEXT_COUNTY: (0, 4, 12, 1, 1, 4, 3, 1),
}
COUNTERS = ("grids", "households", "people", "sites", "posts", "seats", "filled", "vacancies")


def lay_out(folder) -> None:
    """Territory, units, roster, and the charges and accounts of those who sign in here."""
    create_incident(
        actor=world.OPERATOR,
        code=world.INCIDENT,
        name="Anning 2022",
        area=world.REGION,
        rule_pack="cn-2022-03",
        started_on=date(2022, 2, 4),
    )
    sheets = world._sheets()
    for kind in ("territory", "units", "roster"):
        path = folder / f"{kind}.csv"
        path.write_text(sheets[kind], encoding="utf-8")
        assert take_in(world.OPERATOR, KINDS[kind], path).refused == 0
    with scope.acting(world.OPERATOR):
        for name in APPOINTED:
            person = world.BY_NAME[name]
            open_account(actor=world.OPERATOR, username=f"{name}.an", password=world.PASSWORD)
            link_account(actor=world.OPERATOR, code=person.code, username=f"{name}.an")
            appoint(actor=world.OPERATOR, area=person.area, role=person.role, holder=person.code)


def run_a_plan() -> None:
    """The rows that a published plan leaves; written as they are, for the board only reads them."""
    common = {"starts_at": AT, "ends_at": AT, "live": True}
    with scope.acting(world.OPERATOR):
        Area.objects.filter(code=world.COUNTY).update(outline=OUTLINE)
        upper = Area.objects.get(code=world.UPPER)
        Area.objects.create(
            code=GRID,
            name="上河村第1网格",
            level="grid",
            parent=upper.code,
            lat=23.31,
            lon=106.61,
            valid_from=AT,
        )
        plan = Plan.objects.create(
            code="plan-1",
            incident=world.INCIDENT,
            area="90",
            rule_pack="cn-2022-03",
            starts_at=AT,
            made_at=AT,
        )
        square = Site.objects.create(
            code="S-SQUARE",
            name="河口广场采样点",
            kind="sampling_point",
            area=world.UPPER,
            lat=23.3,
            lon=106.6,
        )
        Site.objects.create(
            code="S-NEXT", name="界头采样点", kind="sampling_point", area=world.MARKER, lat=23.1, lon=106.4
        )
        for code, area, place, kind, name, role, wanted, filled in (
            ("P-1", world.UPPER, square.code, square.kind, square.name, "sampler", 4, 2),
            ("P-2", GRID, GRID, "grid", "上河村第1网格", "door_knock", 4, 3),
            ("P-3", world.MARKER, "S-NEXT", "sampling_point", "界头采样点", "sampler", 4, 3),
        ):
            post = Post.objects.create(
                plan=plan, code=code, area=area, place=place, place_kind=kind, place_name=name, role=role,
                seats=wanted, wanted=wanted, filled=filled, **common,
            )  # fmt: skip
            Gap.objects.create(post=post, area=area, missing=wanted - filled, reason="no_skill", live=True)
        for code, counts in TALLIES.items():
            whole = Area.objects.get(code=code)
            figures = dict(zip(COUNTERS, counts, strict=True))
            kept = {"level": whole.level, "parent": whole.parent} | figures
            Tally.objects.update_or_create(area=code, defaults=kept)


@pytest.fixture(scope="package")
def laid_out(django_db_setup, django_db_blocker, tmp_path_factory):
    """All of it once, in a transaction around the tests' own, undone at the end."""
    whole = transaction.atomic()
    with django_db_blocker.unblock():
        whole.__enter__()
        lay_out(tmp_path_factory.mktemp("sheets"))
        run_a_plan()
    yield
    with django_db_blocker.unblock():
        transaction.set_rollback(True)
        whole.__exit__(None, None, None)


@pytest.fixture
def county(laid_out, db):
    """The county with its running plan."""


@pytest.fixture
def signed_in(county):
    """A browser signed in as one of the cast: `signed_in("lu").get("/")`."""

    def client(name: str) -> Client:
        found = Client()
        found.force_login(
            Account.objects.get(username=f"{name}.an"), "fangxian.features.accounts.backends.AccountBackend"
        )
        return found

    return client
