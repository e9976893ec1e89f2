"""What duty does when something happens below it; `config/reactions.py` says when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from fangxian.features.duty.services import tallies
from fangxian.features.duty.services.lending import bring_back, lend
from fangxian.kernel.authority import Actor


def count_vacancies(actor: Actor, area: str, facts: Mapping[str, object]) -> None:
    """A lead was appointed or ended: the counters of vacancies of the area and of all that hold it follow."""
    by = facts.get("vacancies")
    if isinstance(by, int) and by:
        tallies.move_vacancies(actor=actor, area=area, by=by)


def lend_people(actor: Actor, area: str, facts: Mapping[str, object]) -> None:
    """A secondment began: its people leave their posts elsewhere, which become gaps."""
    lend(actor=actor, people=_people(facts), to=str(facts["to"]), at=_moment(facts))


def bring_people_back(actor: Actor, area: str, facts: Mapping[str, object]) -> None:
    """A secondment ended: its people leave their posts there and take up those they left."""
    bring_back(actor=actor, people=_people(facts), of=str(facts["to"]), at=_moment(facts))


def _moment(facts: Mapping[str, object]) -> datetime:
    return datetime.fromisoformat(str(facts["moment"]))


def _people(facts: Mapping[str, object]) -> list[str]:
    codes = facts["people"]
    assert isinstance(codes, list)
    return [str(code) for code in codes]


def count_register(actor: Actor, area: str, facts: Mapping[str, object]) -> None:
    """A sheet changed areas, households or sites: what the actor's area holds is counted anew."""
    if facts.get("new") or facts.get("changed"):
        tallies.hold_still(actor.incident)
        tallies.recount(actor.incident, area)
