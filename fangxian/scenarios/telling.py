"""The worked example in words: its statements, figures, cases and people, in the active language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from fangxian.kernel.authority import Role
from fangxian.kernel.db.home import home
from fangxian.scenarios import facts
from fangxian.scenarios.debao_2022 import PERSONAS, Manifest, read_manifest
from fangxian.scenarios.debao_2022.statements import STATEMENTS, SUMMARY, TITLE
from fangxian.scenarios.deployments import Compared, compared
from fangxian.scenarios.figures import FIGURES


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: what it takes from the world, what it makes up, and where the former was found."""

    name: str
    real: list[str]
    made: list[str]
    sources: list[str]


@dataclass(frozen=True, slots=True)
class Person:
    """One person of the demo, with the role and the area they act in."""

    username: str
    name: str
    role: str
    area: str
    area_name: str
    who: str


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure that the scenario is held to; `assumed` where no source was found."""

    label: str
    value: str
    source: str
    assumed: bool


@dataclass(frozen=True, slots=True)
class Scenario:
    """Everything the page and the document say; `folders` are the manifests of what was made here."""

    title: str
    summary: list[str]
    figures: list[Figure]
    cases: tuple[facts.Cases, ...]
    sheets: list[Sheet]
    people: list[Person]
    folders: list[Manifest]
    deployments: list[Compared]

    @property
    def total(self) -> int:
        """All published cases of the days told."""
        return sum(day.new_confirmed for day in self.cases)


def scenario() -> Scenario:
    """The worked example, with what this installation has made of it."""
    return Scenario(
        title=_(TITLE),
        summary=_each(SUMMARY),
        figures=[_figure(*figure) for figure in FIGURES],
        cases=facts.cases(),
        sheets=[
            Sheet(name, _each(one.real), _each(one.made), _each(one.sources))
            for name, one in STATEMENTS.items()
        ],
        people=_people(),
        folders=made_here(),
        deployments=compared(),
    )


def made_here() -> list[Manifest]:
    """The manifests of the sheets that this installation has made, by scale and seed."""
    folders = sorted((home() / "scenarios").glob("*/"))
    return [manifest for folder in folders if (manifest := read_manifest(folder)) is not None]


def curve() -> dict[str, Any]:
    """The published cases day by day, as the bars of a drawing."""
    days = facts.cases()
    return {
        "description": _("New confirmed cases in Baise by day"),
        "unit": _("cases"),
        "bars": [[f"{day.on.month}-{day.on.day}", day.new_confirmed] for day in days],
    }


def _people() -> list[Person]:
    names = {area.code: area.name for area in facts.territory()}
    return [
        Person(
            username=one.username,
            name=one.name,
            role=str(Role(one.role).label),
            area=one.area_code,
            area_name=names[one.area_code],
            who=_(one.who),
        )
        for one in PERSONAS
    ]


def _each(sentences: tuple[str, ...]) -> list[str]:
    return [_(sentence) for sentence in sentences]


def _figure(label: str, value: float, source: str) -> Figure:
    decimals = 0 if float(value).is_integer() else 2
    shown = number_format(value, decimals, use_l10n=True, force_grouping=True)
    return Figure(_(label), shown, _(source) if source else "", not source)
