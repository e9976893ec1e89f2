"""What charges do when something happens below them; `config/reactions.py` says when."""

from __future__ import annotations

from collections.abc import Mapping

from fangxian.features.charges.services import follow_absences
from fangxian.features.roster.models import Responder
from fangxian.kernel.authority import Actor


def follow_absence(actor: Actor, area: str, facts: Mapping[str, object]) -> None:
    """A responder was marked away or back (`code`), or many were: the charges they hold follow."""
    code = facts.get("code")
    if code is None:
        follow_absences()
    else:
        follow_absences(Responder.objects.filter(code=str(code)).values_list("pk", flat=True))
