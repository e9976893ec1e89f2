"""Questions about households and the residents in them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from fangxian.features.incidents.selectors import vault
from fangxian.features.territory import access, identity
from fangxian.features.territory.models import NEEDS, Area, Household, Resident
from fangxian.features.territory.selectors.areas import path
from fangxian.features.territory.selectors.needs import WORDS
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.codes import LAST, within
from fangxian.kernel.errors import Text

PER_PAGE = 50
CHUNK = 1_000


@dataclass(slots=True)
class Door:
    """A household as a list shows it: without anybody's name."""

    household: Household
    needs: dict[str, int] = field(default_factory=lambda: dict.fromkeys(NEEDS, 0))

    @property
    def told(self) -> list[tuple[Text, int]]:
        """Word and number of each need somebody there has."""
        return [(WORDS[need], count) for need, count in self.needs.items() if count]


@dataclass(frozen=True, slots=True)
class HomePage:
    """A page of households in the order of grids and codes; `next` asks for the one after, '' at the end."""

    doors: list[Door]
    next: str


@dataclass(frozen=True, slots=True)
class Person:
    """A resident as a household's page shows them: details masked until they are read for a purpose."""

    code: str
    name: str
    sex: str
    age: int | None
    needs: list[Text]


@dataclass(frozen=True, slots=True)
class Home:
    """A household with all its page needs."""

    household: Household
    path: list[Area]
    people: list[Person]


def home_page(actor: Actor, area: str, *, after: str = "", need: str = "") -> HomePage:
    """
    Fifty households of an area; `need` leaves only those where somebody has it, `after` is a page's `next`.

    Asked by key, not by number of page: the millionth household comes as fast as the first.
    """
    rows = access.households(actor).filter(within(area)).order_by("area", "code")
    if need in NEEDS:
        rows = rows.filter(code__in=_in_need(actor, area, need))
    last_area, _separator, last_code = after.partition("~")
    if last_code:
        rows = rows.filter(Q(area__gt=last_area) | Q(code__gt=last_code), area__gte=last_area)
    found = list(rows[: PER_PAGE + 1])
    more = len(found) > PER_PAGE
    shown = found[:PER_PAGE]
    return HomePage(_doors(actor, shown), f"{shown[-1].area}~{shown[-1].code}" if more else "")


def _in_need(actor: Actor, area: str, need: str) -> QuerySet[Resident, str]:
    return access.residents(actor).filter(within(area), **{need: True}).values_list("household", flat=True)


def find_households(actor: Actor, text: str) -> list[Door]:
    """Households whose code begins with a text; at most fifty."""
    text = text.strip()
    rows = access.households(actor).filter(code__gte=text, code__lt=text + LAST).order_by("code")
    return _doors(actor, list(rows[:PER_PAGE])) if text else []


def doors(actor: Actor, area: str) -> Iterator[Door]:
    """Every household of an area with its needs, streamed."""
    rows = access.households(actor).filter(within(area)).order_by("area", "code")
    chunk: list[Household] = []
    for household in rows.iterator(chunk_size=CHUNK):
        chunk.append(household)
        if len(chunk) == CHUNK:
            yield from _doors(actor, chunk)
            chunk = []
    yield from _doors(actor, chunk)


def _doors(actor: Actor, households: Iterable[Household]) -> list[Door]:
    found = {household.code: Door(household) for household in households}
    needy = access.residents(actor).filter(household__in=list(found)).values_list("household", *NEEDS)
    for code, *flags in needy:
        for need, has in zip(NEEDS, flags, strict=True):
            found[code].needs[need] += has
    return list(found.values())


def home(actor: Actor, code: str) -> Home:
    """
    One household with who lives there, details masked; surnames only for those who may read details.

    Raises:
        NotFound: no such household, or out of sight.
    """
    household = access.get_household(actor, code)
    residents = access.residents(actor).filter(area=household.area, household=code).order_by("code")
    names: dict[str, str] = defaultdict(str)
    if actor.may(Can.RESIDENT_READ):
        safe = vault(actor.incident)
        names |= {one.code: identity.masked_name(safe.open(one.name_sealed, "name")) for one in residents}
    today = timezone.localdate()
    people = [
        Person(
            code=one.code,
            name=names[one.code],
            sex=one.sex,
            age=_age(one.born_on, today),
            needs=[WORDS[need] for need in NEEDS if getattr(one, need)],
        )
        for one in residents
    ]
    return Home(household, path(actor, household.area), people)


def _age(born_on: date | None, today: date) -> int | None:
    if born_on is None:
        return None
    return today.year - born_on.year - ((today.month, today.day) < (born_on.month, born_on.day))
