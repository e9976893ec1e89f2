"""What duty does when something happens below it; `config/reactions.py` says when."""

from __future__ import annotations

from collections.abc import Mapping

from fangxian.features.duty.services import tallies
from fangxian.kernel.authority import Actor


def count_vacancies(actor: Actor, area: str, facts: Mapping[str, object]) -> None:
    """A lead was appointed or ended: the counters of vacancies of the area and of all that hold it follow."""
    by = facts.get("vacancies")
    if isinstance(by, int) and by:
        tallies.move_vacancies(actor=actor, area=area, by=by)


def count_register(actor: Actor, area: str, facts: Mapping[str, object]) -> None:
    """A sheet changed areas, households or sites: what the actor's area holds is counted anew."""
    if facts.get("new") or facts.get("changed"):
        tallies.hold_still(actor.incident)
        tallies.recount(actor.incident, area)
