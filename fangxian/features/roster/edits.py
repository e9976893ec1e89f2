"""What a change of many does to a row: as JSON of the columns it touches, before and after, in SQL."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import models
from psycopg.types.json import Jsonb

from fangxian.features.orgs.models import Unit
from fangxian.features.roster.models import Absence, Field
from fangxian.features.territory.models import Area


@dataclass(frozen=True, slots=True)
class Columns:
    """
    The columns of a field: `compared` tell whether somebody changed it meanwhile, `carried` go along.

    A unit's name and area are carried: they follow the unit, so a renaming is no change of the responder.
    """

    compared: tuple[str, ...]
    carried: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        """Every column that is written."""
        return self.compared + self.carried


COLUMNS = {
    Field.AVAILABILITY: Columns(("is_available", "absence", "absence_note", "absent_from", "absent_until")),
    Field.SKILLS: Columns(("skills",)),
    Field.UNIT: Columns(("unit_id",), ("unit_name", "unit_area")),
    Field.HOME: Columns(("home_area", "lat", "lon")),
    Field.HOURS: Columns(("max_hours_week",)),
}

_NEW_SKILLS = """jsonb_build_object('skills', (
    SELECT coalesce(jsonb_agg(skill ORDER BY skill COLLATE "C"), '[]') FROM (
        SELECT unnest(r.skills || %(add)s::varchar(16)[]) EXCEPT SELECT unnest(%(remove)s::varchar(16)[])
    ) kept (skill)))"""


@dataclass(frozen=True, slots=True)
class Edit:
    """
    One change to make to many: `after` is SQL over the row `r` that gives the columns' new values as JSON.

    `asked` says the same for people, as JSON values.
    """

    field: Field
    after: str
    params: dict[str, object]
    asked: dict[str, object]


def away(reason: Absence, since: date | None, until: date | None, note: str = "") -> Edit:
    """Mark unavailable, from one day until before another."""
    told: dict[str, object] = {
        "is_available": False,
        "absence": str(reason),
        "absence_note": note,
        "absent_from": since.isoformat() if since else None,
        "absent_until": until.isoformat() if until else None,
    }
    return _fixed(Field.AVAILABILITY, told)


def back() -> Edit:
    """Mark available again."""
    nothing = {"absence": "", "absence_note": "", "absent_from": None, "absent_until": None}
    return _fixed(Field.AVAILABILITY, {"is_available": True, **nothing})


def skills(add: Sequence[str], remove: Sequence[str]) -> Edit:
    """Add some skills and take some away; what is both added and taken away is taken away."""
    asked: dict[str, object] = {"add": sorted(add), "remove": sorted(remove)}
    return Edit(Field.SKILLS, _NEW_SKILLS, dict(asked), asked)


def unit(to: Unit) -> Edit:
    """Give another work unit."""
    return _fixed(Field.UNIT, {"unit_id": to.code, "unit_name": to.name, "unit_area": to.area})


def home(to: Area) -> Edit:
    """Give another home; the position becomes that of the village."""
    return _fixed(Field.HOME, {"home_area": to.code, "lat": to.lat, "lon": to.lon})


def hours(most: int) -> Edit:
    """Give another number of hours a week at most."""
    return _fixed(Field.HOURS, {"max_hours_week": most})


def now(columns: Sequence[str]) -> str:
    """SQL: some columns of the row `r` as JSON."""
    pairs = ", ".join(f"'{name}', r.{name}" for name in columns)
    return f"jsonb_build_object({pairs})"


def picked(record: str, columns: Sequence[str]) -> str:
    """SQL: some keys of a JSON object."""
    pairs = ", ".join(f"'{name}', {record} -> '{name}'" for name in columns)
    return f"jsonb_build_object({pairs})"


def _fixed(field: models.TextChoices, told: dict[str, object]) -> Edit:
    return Edit(Field(field), "%(told)s::jsonb", {"told": Jsonb(told)}, told)
