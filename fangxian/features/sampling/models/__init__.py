"""Tables of sampling."""

from fangxian.features.sampling.models.round import Mode, Point, Round, Zone, ZoneKind
from fangxian.features.sampling.models.swab import Swab, Void
from fangxian.features.sampling.models.tally import Pace, Tally
from fangxian.features.sampling.models.tube import Stage, Step, Tube, TubeStep

__all__ = [
    "Mode",
    "Pace",
    "Point",
    "Round",
    "Stage",
    "Step",
    "Swab",
    "Tally",
    "Tube",
    "TubeStep",
    "Void",
    "Zone",
    "ZoneKind",
]
