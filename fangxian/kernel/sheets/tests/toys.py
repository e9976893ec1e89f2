"""A toy kind: coloured bricks, merged into a temporary table."""

from __future__ import annotations

from django.db import connection
from django.db.models import TextChoices

from fangxian.kernel.authority import Actor, Can, Role
from fangxian.kernel.sheets import Check, Column, Kind, Upsert, cells


class Colour(TextChoices):
    """Colours of bricks."""

    RED = "red", "Red"
    BLUE = "blue", "Blue"


BRICKS = Kind(
    code="bricks",
    title="Bricks",
    can=Can.UNIT_EDIT,
    key=("code",),
    columns=(
        Column(name="code", title="Code", parse=cells.code(8), required=True, aliases=("编码",)),
        Column(name="name", title="Name", parse=cells.text(20), needed=True, aliases=("名称",)),
        Column(name="colour", title="Colour", parse=cells.choice(Colour)),
        Column(name="studs", title="Studs", parse=cells.whole(0, 1000)),
        Column(name="secret", title="Secret", parse=cells.text(20), personal=True),
    ),
    checks=(
        Check(
            code="heavy",
            column="studs",
            sentence="%(studs)s studs are too many.",
            sql="SELECT line, jsonb_build_object('studs', studs) FROM sheet_rows WHERE studs > 900",
        ),
    ),
    merge=Upsert(
        table="bricks",
        key=("code",),
        values={"code": "s.code", "name": "s.name", "colour": "s.colour", "studs": "s.studs"},
    ),
)
KINDS = {"bricks": BRICKS}
CLERK = Actor(person="ann", name="Ann", role=Role.CLERK, area="90", incident="toy")
NEXT = Actor(person="bob", name="Bob", role=Role.CLERK, area="91", incident="toy")
GUARD = Actor(person="cy", name="Cy", role=Role.GATE_GUARD, area="90", incident="toy")


def make_table() -> None:
    """The table the bricks go to."""
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS pg_temp.bricks")
        cursor.execute(
            "CREATE TEMPORARY TABLE bricks (code text PRIMARY KEY, name text, colour text, studs bigint)"
        )


def bricks() -> dict[str, tuple[str, str | None, int | None]]:
    """What the table holds."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT code, name, colour, studs FROM bricks")
        return {code: (name, colour, studs) for code, name, colour, studs in cursor.fetchall()}
