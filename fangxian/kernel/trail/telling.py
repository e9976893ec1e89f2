"""A line of the trail as people read it, in their own language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from fangxian.kernel.authority import Role
from fangxian.kernel.trail.models import Entry
from fangxian.kernel.trail.services import SENTENCES


class _Facts(dict[str, object]):
    """What a sentence is filled with; a fact an old line does not have is a dash."""

    def __missing__(self, key: str) -> str:
        return "–"


@dataclass(frozen=True, slots=True)
class Change:
    """One field that changed."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Told:
    """A line with its sentence, the writer's role and what changed."""

    entry: Entry
    sentence: str
    role: str
    changes: list[Change]


def tell(entry: Entry) -> Told:
    """The line in the active language."""
    return Told(entry, sentence(entry), role_name(entry.role), list(_changes(entry)))


def sentence(entry: Entry) -> str:
    """What happened, without who and when; a kind no longer known is told by its code."""
    known = SENTENCES.get(entry.kind)
    if known is None:
        return f"{entry.kind} {entry.subject}".strip()
    area = entry.area or _("the whole installation")
    facts = _Facts(entry.facts, subject=entry.subject, area=area)
    if "role" in facts:
        facts["role"] = role_name(str(facts["role"]))
    return str(known) % facts


def role_name(role: str) -> str:
    """The role's name; empty for acts without a charge."""
    return str(Role(role).label) if role in Role.values else role


def _changes(entry: Entry) -> Iterator[Change]:
    before, after = entry.before or {}, entry.after or {}
    for field in dict.fromkeys([*before, *after]):
        old, new = before.get(field), after.get(field)
        if old != new:
            yield Change(field, _shown(old), _shown(new))


def _shown(value: object) -> str:
    if value is None or value == "":
        return "–"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
