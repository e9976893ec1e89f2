"""Who answers: the lead of each area, and of the nearest area around where nobody does."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from fangxian.features.charges import selectors as charges
from fangxian.features.charges.covers import Who
from fangxian.kernel.authority import Actor, Role


@dataclass(frozen=True, slots=True)
class Lead:
    """The lead charge of an area, and who answers under it now."""

    area: str
    role: str
    who: Who

    @property
    def answers(self) -> str:
        """Who is to be asked now: the holder, else the deputy, '' if there is neither."""
        return self.who.name


def of(actor: Actor, codes: Iterable[str]) -> dict[str, Lead]:
    """The lead charges of areas, vacant ones too; an area that never had one is not in it."""
    rows = charges.leads(actor).filter(area__in=set(codes))
    return {one.area: Lead(one.area, str(Role(one.role).label), one.now) for one in rows}


def nearest(actor: Actor, codes: Iterable[str]) -> dict[str, Lead]:
    """For each area the lead of the smallest one around it where somebody answers; none where nobody does."""
    wanted = set(codes)
    around = {code[:length] for code in wanted for length in range(1, len(code) + 1)}
    present = {area: lead for area, lead in of(actor, around).items() if lead.answers}
    found = {}
    for code in wanted:
        for length in range(len(code), 0, -1):
            if code[:length] in present:
                found[code] = present[code[:length]]
                break
    return found
