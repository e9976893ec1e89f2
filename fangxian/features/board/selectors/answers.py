"""Who answers for areas, and who answers where a lead is missing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from fangxian.features.board import rules
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
    def name(self) -> str:
        """Who holds it, or covers; '' while nobody does."""
        return self.who.shown

    @property
    def vacant(self) -> bool:
        """Whether nobody holds the charge, or covers."""
        return self.who.missing

    @property
    def answers(self) -> str:
        """Who is to be asked now: the holder, else the deputy, '' if there is neither."""
        return self.who.name


def of(actor: Actor, codes: Iterable[str]) -> dict[str, Lead]:
    """The running lead charges of areas, by area; an area whose charge was never made is not in it."""
    rows = charges.leads(actor).filter(area__in=set(codes))
    return {one.area: Lead(one.area, str(Role(one.role).label), one.now) for one in rows}


def nearest(actor: Actor, codes: Iterable[str]) -> dict[str, Lead | None]:
    """For each area the lead of the smallest area around it where somebody answers; None if nobody does."""
    wanted = set(codes)
    around = {one for code in wanted for one in rules.chain(code)}
    present = {area: lead for area, lead in of(actor, around).items() if lead.answers}
    return {code: rules.nearest(code, present) for code in wanted}
