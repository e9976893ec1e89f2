"""Checklists as data (`contracts/checklists`): what is looked at, how grave it is, how long it may last."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec

FOLDER = Path(__file__).resolve().parents[3] / "contracts" / "checklists"
MOST = 60
"""Lines of a checklist, at most."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to look at; where it fails it is put right within `deadline`. `source`: of its figure."""

    code: str
    severity: int
    deadline: timedelta
    words: dict[str, str]
    source: str = ""


@dataclass(frozen=True, slots=True)
class Checklist:
    """What is looked at in one kind of place; `places` are the kinds of sites, or `grid`."""

    code: str
    places: frozenset[str]
    words: dict[str, str]
    lines: dict[str, Line]


class Seen(msgspec.Struct, forbid_unknown_fields=True):
    """One line as somebody saw it; `finding` names the finding that is being looked at again."""

    line: Annotated[str, msgspec.Meta(max_length=24)]
    result: Literal["ok", "failed", "not_seen"]
    remark: Annotated[str, msgspec.Meta(max_length=500)] = ""
    finding: Annotated[str, msgspec.Meta(max_length=48)] = ""


@cache
def load() -> dict[str, Checklist]:
    """Code → checklist, in the order of the codes."""
    found = (json.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.json")))
    return {one["checklist"]: _checklist(one) for one in found}


def check(checklist: str, lines: Iterable[Seen]) -> None:
    """
    See that lines are of a checklist, each once, and at least one.

    Lines that are missing were not seen: a phone with an older copy of the checklist does not know them.

    Raises:
        ValueError: they are not.
    """
    known, told = load()[checklist].lines, [one.line for one in lines]
    if not told or len(told) != len(set(told)):
        raise ValueError("each line stands once, and there is at least one")
    strange = [line for line in told if line not in known]
    if strange:
        raise ValueError(f"{checklist} has no line {strange[0]}")


def _checklist(one: dict[str, Any]) -> Checklist:
    lines = (
        Line(
            line["code"],
            line["severity"],
            timedelta(hours=line["deadline_h"]),
            line["words"],
            line.get("source", ""),
        )
        for line in one["lines"]
    )
    return Checklist(
        one["checklist"], frozenset(one["for"]), one["words"], {line.code: line for line in lines}
    )
