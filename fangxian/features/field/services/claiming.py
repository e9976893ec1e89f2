"""Work on targets as a phone claims it; campaigns decide who holds what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from fangxian.features.campaigns import services as campaigns
from fangxian.kernel.authority import Actor


def claim_work(
    *, actor: Actor, person: str, action: str, targets: Sequence[str], to: str, reason: str
) -> list[dict[str, Any]]:
    """
    Take, extend, release or hand over targets; per target what became of it, and who holds it.

    Raises:
        NotFound, NotAllowed, ReasonMissing, NothingChosen: see `campaigns.services`.
    """
    if action == "hand_over":
        held = campaigns.give_targets(actor=actor, codes=targets, to=to, reason=reason, person=person)
    elif action == "release":
        held = campaigns.release_targets(actor=actor, person=person, codes=targets)
    else:
        held = campaigns.take_targets(actor=actor, person=person, codes=targets)
    return [asdict(one) for one in held]
