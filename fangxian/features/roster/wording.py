"""The columns a change of many touches, in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from fangxian.features.roster.models import Absence, Field, Skill

Record = Mapping[str, Any]
Names = Mapping[str, str]
"""Names of areas by code."""


def asked(field: Field, record: Record, names: Names) -> str:
    """What a change asks, e.g. “+ Swabbing, − Driving”."""
    if field is not Field.SKILLS:
        return value(field, record, names)
    added = [f"+ {Skill(one).label}" for one in record["add"]]
    return ", ".join([*added, *(f"− {Skill(one).label}" for one in record["remove"])])


def value(field: Field, record: Record, names: Names) -> str:
    """The field of one responder, from the columns of one side of a row."""
    return _WORDS[field](record, names)


def _availability(record: Record, names: Names) -> str:
    if record["is_available"]:
        return _("Available")
    return absence(record["absence"], record["absent_from"], record["absent_until"])


def absence(reason: str, since: object, until: object) -> str:
    """An absence with its days, as far as they are known."""
    word = str(Absence(reason).label)
    if since and until:
        return _("%(reason)s, from %(since)s, back on %(until)s") % {
            "reason": word,
            "since": since,
            "until": until,
        }
    if since:
        return _("%(reason)s, from %(since)s") % {"reason": word, "since": since}
    return _("%(reason)s, back on %(until)s") % {"reason": word, "until": until} if until else word


def _skills(record: Record, names: Names) -> str:
    return ", ".join(str(Skill(one).label) for one in record["skills"]) or _("none")


def _unit(record: Record, names: Names) -> str:
    return f"{record['unit_name']} ({record['unit_id']})"


def _home(record: Record, names: Names) -> str:
    code = record["home_area"]
    return f"{names[code]} ({code})" if code in names else str(code)


def _hours(record: Record, names: Names) -> str:
    return str(record["max_hours_week"])


_WORDS: dict[Field, Callable[[Record, Names], str]] = {
    Field.AVAILABILITY: _availability,
    Field.SKILLS: _skills,
    Field.UNIT: _unit,
    Field.HOME: _home,
    Field.HOURS: _hours,
}
