"""Rule packs in the reader's language, every figure with its source."""

from __future__ import annotations

from dataclasses import dataclass

from fangxian.engines.planning.pack import RulePack
from fangxian.features.duty import words
from fangxian.features.duty.rules import language_of_pack
from fangxian.kernel import rulepacks


@dataclass(frozen=True, slots=True)
class PackFigure:
    """One figure of a rule pack in words, with its source; grade A or B as published, else an assumption."""

    name: str
    meaning: str
    value: float
    unit: str
    grade: str
    source: str


@dataclass(frozen=True, slots=True)
class PackPage:
    """A rule pack as the form shows it."""

    code: str
    title: str
    valid_from: str
    valid_until: str
    figures: tuple[PackFigure, ...]
    posts: tuple[tuple[str, str, str], ...]


def packs() -> list[PackPage]:
    """All rule packs, newest first."""
    return [pack_page(code) for code in reversed(rulepacks.codes())]


def pack_page(code: str) -> PackPage:
    """
    One rule pack in the reader's language.

    Raises:
        PackUnknown: there is none.
    """
    pack = rulepacks.load(code)
    language = language_of_pack()
    return PackPage(
        pack.code,
        pack.titles.get(language, pack.code),
        pack.valid_from,
        pack.valid_until,
        _figures(pack),
        tuple((one.titles.get(language, one.role), one.grade, one.source) for one in pack.posts),
    )


def _figures(pack: RulePack) -> tuple[PackFigure, ...]:
    return tuple(
        PackFigure(
            name,
            words.figure_meaning(name),
            one.value,
            words.unit(one.unit),
            words.unit(one.grade),
            one.source,
        )
        for name, one in pack.figures.items()
    )
