"""Which pools a zone has, and how far a tube may be from its next step; pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from fangxian.features.sampling.models import Stage, ZoneKind

POOLS: dict[str, int] = {ZoneKind.LOCKDOWN: 1, ZoneKind.CONTROLLED: 10, ZoneKind.PRECAUTION: 20}
"""People a tube by zone. Source: NHC graphic, 2022; in lockdown zones also a tube for each household."""
LARGEST = 20
ROOM = timedelta(hours=4)
"""How long a tube may stand at room temperature. Source: NHC handbook 2020-313."""
DELIVERY = timedelta(hours=4)
"""By when a closed tube is with the laboratory: 2 to 4 hours. Source: the same."""


@dataclass(frozen=True, slots=True)
class Pooling:
    """How the people of an area are pooled."""

    kind: str
    size: int
    by_household: bool = False


def pooling(area: str, zones: Mapping[str, Pooling]) -> Pooling:
    """
    The pools of an area: those of the innermost zone around it, or of the precaution zone without any.

    >>> pooling("451024001", {"451024": Pooling("controlled", 10)}).size
    10
    """
    around = [zone for zone in zones if area.startswith(zone)]
    return zones[max(around, key=len)] if around else Pooling(ZoneKind.PRECAUTION, POOLS[ZoneKind.PRECAUTION])


def warm_until(stage: str, first_at: datetime | None) -> datetime | None:
    """Until when a tube that is not in the laboratory yet may stand at room temperature."""
    done = stage in (Stage.RECEIVED, Stage.SPOILED)
    return None if done or first_at is None else first_at + ROOM
