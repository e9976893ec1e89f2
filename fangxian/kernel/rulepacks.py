"""The rule packs in `fangxian/rules`: read, checked, ready for the planner."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from importlib import resources
from typing import Any, Final

import yaml
from django.utils.translation import gettext_lazy as _

from fangxian.engines.planning.pack import FIGURES, GRADES, Duty, Figure, PostRule, RulePack
from fangxian.engines.planning.problem import KINDS, LEVELS, SITE_KINDS, SKILLS
from fangxian.kernel.errors import NotFound

LANGUAGES: Final = ("zh-Hans", "zh-Hant", "en")
PLACES: Final = (*SITE_KINDS, "mobile", *LEVELS)
MEASURES: Final = ("place", "table", "person", "household", "room")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


class PackUnknown(NotFound):
    """No such rule pack."""

    code = "rules.pack_unknown"
    sentence = _("There is no rule pack %(pack)s. There are: %(known)s.")


class PackBroken(ValueError):
    """A rule pack that cannot be used; the message names every place at fault."""


def codes() -> tuple[str, ...]:
    """The packs there are, sorted."""
    files = resources.files("fangxian.rules").iterdir()
    return tuple(sorted(file.name.removesuffix(".yaml") for file in files if file.name.endswith(".yaml")))


@cache
def load(code: str) -> RulePack:
    """
    The rule pack of this code.

    Raises:
        PackUnknown: there is none.
        PackBroken: it cannot be used.
    """
    if code not in codes():
        raise PackUnknown(pack=code, known=", ".join(codes()))
    return parse((resources.files("fangxian.rules") / f"{code}.yaml").read_text(encoding="utf-8"))


def parse(text: str) -> RulePack:
    """
    A rule pack from YAML.

    Raises:
        PackBroken: not YAML, or something missing, unknown or impossible; all of it is named.
    """
    try:
        data = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise PackBroken(f"not YAML: {error}") from error
    reader = _Reader()
    pack = reader.pack(data if isinstance(data, dict) else {})
    if not reader.faults:
        reader.faults += _contradictions(pack)
    if reader.faults:
        raise PackBroken("; ".join(reader.faults))
    return pack


class _Reader:
    """Reads a pack to the end, noting every fault with its place."""

    def __init__(self) -> None:
        self.faults: list[str] = []
        self._at: list[str] = []

    def pack(self, data: Mapping[str, Any]) -> RulePack:
        duties = tuple(self._each(data, "duties", self._duty))
        names = [duty.name for duty in duties]
        return RulePack(
            code=self._text(data, "code"),
            titles=self._titles(data),
            valid_from=self._date(data, "valid_from"),
            valid_until=self._date(data, "valid_until", empty=True),
            figures=self._figures(data),
            duties=duties,
            posts=tuple(self._each(data, "posts", lambda row: self._post(row, names))),
        )

    @contextmanager
    def _inside(self, name: str) -> Iterator[None]:
        self._at.append(name)
        yield
        self._at.pop()

    def _fault(self, key: str, what: str) -> None:
        self.faults.append(".".join([*self._at, key]) + f": {what}")

    def _each(self, data: Mapping[str, Any], key: str, read: Any) -> Iterator[Any]:
        rows = data.get(key)
        if not isinstance(rows, list) or not rows:
            self._fault(key, "a list is needed")
            return
        for number, row in enumerate(rows):
            with self._inside(f"{key}[{number}]"):
                yield read(row if isinstance(row, dict) else {})

    def _figures(self, data: Mapping[str, Any]) -> dict[str, Figure]:
        given = data.get("figures")
        given = given if isinstance(given, dict) else {}
        for name in sorted(set(given) - set(FIGURES)):
            self._fault(f"figures.{name}", "no such figure")
        figures = {}
        for name, meaning in FIGURES.items():
            with self._inside(f"figures.{name}"):
                row = given.get(name)
                if not isinstance(row, dict):
                    self._fault("value", f"missing ({meaning})")
                    continue
                value = self._number(row, "value", least=0)
                figures[name] = Figure(name, value, self._text(row, "unit"), *self._origin(row))
        return figures

    def _duty(self, row: Mapping[str, Any]) -> Duty:
        opens, closes = self._clock(row, "opens"), self._clock(row, "closes")
        shift = round(self._number(row, "shift_hours", least=0) * 60)
        if closes < opens:
            self._fault("closes", "is before it opens")
        elif closes > opens and (shift == 0 or (closes - opens) % shift):
            self._fault("shift_hours", "does not divide the opening hours")
        every = int(self._number(row, "every_days", least=1))
        return Duty(self._text(row, "name"), opens, closes, shift, every, *self._origin(row))

    def _post(self, row: Mapping[str, Any], duties: list[str]) -> PostRule:
        seats = row.get("seats")
        seats = seats if isinstance(seats, dict) else {}
        duty = self._one(row, "duty", duties)
        with self._inside("seats"):
            per = self._one(seats, "per", MEASURES)
            each = self._number(seats, "each", least=1e-9)
            take = int(self._number(seats, "take", least=1))
        grade, source = self._origin(row)
        return PostRule(
            role=self._text(row, "role"),
            titles=self._titles(row),
            at=self._many(row, "at", PLACES, empty=False),
            skills=self._many(row, "skills", SKILLS),
            kinds=self._many(row, "kinds", KINDS),
            per=per,
            each=each,
            take=take,
            people_each=self._number(row, "people_each", least=0) if "people_each" in row else 0.0,
            crews=int(self._number(row, "crews", least=1)),
            duty=duties.index(duty) if duty in duties else 0,
            priority=int(self._number(row, "priority", least=0)),
            farthest_km=self._number(row, "farthest_km", least=0),
            grade=grade,
            source=source,
        )

    def _origin(self, row: Mapping[str, Any]) -> tuple[str, str]:
        return self._one(row, "grade", GRADES), self._text(row, "source")

    def _titles(self, row: Mapping[str, Any]) -> dict[str, str]:
        titles = row.get("titles")
        with self._inside("titles"):
            return {name: self._text(titles if isinstance(titles, dict) else {}, name) for name in LANGUAGES}

    def _text(self, row: Mapping[str, Any], key: str) -> str:
        value = row.get(key)
        if not isinstance(value, str) or not value.strip():
            self._fault(key, "text is needed")
            return ""
        return value

    def _date(self, row: Mapping[str, Any], key: str, *, empty: bool = False) -> str:
        value = str(row.get(key) or "")
        if not (_DATE.fullmatch(value) or (empty and not value)):
            self._fault(key, "a date as 2022-03-22 is needed")
        return value

    def _number(self, row: Mapping[str, Any], key: str, *, least: float) -> float:
        value = row.get(key)
        if isinstance(value, bool) or not isinstance(value, int | float) or value < least:
            self._fault(key, f"a number of at least {least:g} is needed")
            return max(least, 1.0)
        return float(value)

    def _clock(self, row: Mapping[str, Any], key: str) -> int:
        hours, colon, minutes = str(row.get(key)).partition(":")
        if not (colon and hours.isdecimal() and minutes.isdecimal() and len(hours + minutes) < 9) or (
            int(hours) * 60 + int(minutes) > 1440
        ):
            self._fault(key, 'a time as "07:00" is needed')
            return 0
        return int(hours) * 60 + int(minutes)

    def _one(self, row: Mapping[str, Any], key: str, known: tuple[str, ...] | list[str]) -> str:
        value = row.get(key)
        if value not in known:
            self._fault(key, f"{value!r} is none of {', '.join(known)}")
            return known[0] if known else ""
        return str(value)

    def _many(
        self, row: Mapping[str, Any], key: str, known: tuple[str, ...], *, empty: bool = True
    ) -> tuple[str, ...]:
        values = row.get(key)
        if not isinstance(values, list) or not (values or empty):
            self._fault(key, "a list is needed")
            return ()
        for value in values:
            if value not in known:
                self._fault(key, f"{value!r} is none of {', '.join(known)}")
        return tuple(str(value) for value in values)


def _contradictions(pack: RulePack) -> list[str]:
    """Figures that are well formed and cannot be met together."""
    faults = []
    if pack["grid_households_min"] * 2 > pack["grid_households_max"] + 1:
        faults.append("figures.grid_households_max: must be at least twice the least, less one")
    if not pack["grid_households_min"] <= pack["grid_households"] <= pack["grid_households_max"]:
        faults.append("figures.grid_households: must lie between least and most")
    if pack["grid_balance"] < 1:
        faults.append("figures.grid_balance: must be at least 1")
    faults += [
        f"figures.{name}: must be above 0"
        for name in ("people_per_point", "people_per_table", "people_per_point_max", "round_hours")
        if pack[name] <= 0
    ]
    seen: set[tuple[str, str]] = set()
    for rule in pack.posts:
        pairs = {(rule.role, at) for at in rule.at}
        faults += [f"posts: {role} at {at} is given twice" for role, at in sorted(pairs & seen)]
        seen |= pairs
    longest = [duty for duty in pack.duties if duty.shift > pack["hours_day"] * 60]
    return faults + [f"duties.{duty.name}: a shift is longer than hours_day" for duty in longest]
