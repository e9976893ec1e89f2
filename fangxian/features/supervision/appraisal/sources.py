"""Where lines of fact come from: one query each; features above hand down those of what they keep."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """
    One query of lines of fact about the people of an appraisal.

    It may read `p` (`responder`, `code`, `account` of each person) and be filled with `start`, `end` (of the
    area's code range), `since`, `till` (the period), `cut` (its end, or now if that is sooner), `now`,
    `incident`, `zone`. It gives `responder`, `kind`, `at`, `until`, `role`, `place`, `subject`, `what`,
    `amount`, `nights`, `timed`, `late_min`, each (`responder`, `kind`, `subject`) once, and depends on facts
    alone, not on the order in which they came.
    """

    name: str
    query: str


_handed: dict[str, Source] = {}


def told_by(source: Source) -> None:
    """Have a feature above tell lines; called once, when its application starts."""
    _handed[source.name] = source


def handed() -> Sequence[Source]:
    """What features above tell, by name."""
    return [_handed[name] for name in sorted(_handed)]
