"""What is not right with tubes: each trouble as the database sees it."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Exists, OuterRef, Q

from fangxian.features.sampling.models import Stage, Trouble, Tube, TubeStep
from fangxian.features.sampling.models.tube import MISCOUNTED, WARM
from fangxian.features.sampling.rules import Clocks

CARRIED = (Stage.PACKED, Stage.HANDED)


def which(now: datetime, clocks: Clocks) -> dict[Trouble, Q]:
    """The tubes with each trouble, in the order in which it presses."""
    gone = Q(packed_at__lte=now - clocks.delivery) | Q(packed_at=None, handed_at__lte=now - clocks.delivery)
    return {
        Trouble.MISSING: gone & Q(stage__in=CARRIED),
        Trouble.NOT_IN_BOX: Q(stage__in=CARRIED) & ~Q(box="") & Q(_arrived()),
        Trouble.STANDING: Q(stage=Stage.CLOSED, first_at__lte=now - clocks.room),
        Trouble.OPEN: Q(stage=Stage.OPEN, first_at__lte=now - clocks.open),
        Trouble.WARM: Q(result="") & ~Q(stage=Stage.SPOILED) & Q(_warm(clocks)),
        Trouble.MISCOUNTED: MISCOUNTED,
        Trouble.TWO_TABLES: Q(tables__gt=1),
    }


def _arrived() -> Exists:
    """Others of the same box are in the laboratory."""
    others = Tube.objects.filter(box=OuterRef("box"), round=OuterRef("round"), stage=Stage.RECEIVED)
    return Exists(others.exclude(box=""))


def _warm(clocks: Clocks) -> Exists:
    """Its box was not cold at a step so long after the first swab that it should have been."""
    late = OuterRef("first_at") + clocks.room
    return Exists(TubeStep.objects.filter(WARM, tube=OuterRef("code"), at__gt=late))
