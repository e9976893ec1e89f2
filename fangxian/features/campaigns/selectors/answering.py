"""Who answers: the lead of each area, and of the nearest area around where nobody does."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from fangxian.features.charges import selectors as charges
from fangxian.kernel.authority import Actor, Role


@dataclass(frozen=True, slots=True)
class Lead:
    """The lead charge of an area; `name` is '' while nobody holds it, `deputy` while there is none."""

    area: str
    role: str
    name: str
    deputy: str

    @property
    def answers(self) -> str:
        """Who is to be asked now: the holder, else the deputy, '' if there is neither."""
        return self.name or self.deputy


def of(actor: Actor, codes: Iterable[str]) -> dict[str, Lead]:
    """The lead charges of areas, vacant ones too; an area that never had one is not in it."""
    rows = charges.leads(actor).filter(area__in=set(codes))
    return {
        area: Lead(area, str(Role(role).label), holder, deputy)
        for area, role, holder, deputy in rows.values_list("area", "role", "holder_name", "deputy_name")
    }


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
