"""Tables of sampling."""

from fangxian.features.sampling.models.alarm import Alarm, Trouble
from fangxian.features.sampling.models.attempt import Attempt
from fangxian.features.sampling.models.carrying import CourierCall, CourierPlan
from fangxian.features.sampling.models.listing import Listing, ListKind, ListReason
from fangxian.features.sampling.models.move import TeamMove
from fangxian.features.sampling.models.result import Amendment, Pool, Result
from fangxian.features.sampling.models.round import Mode, Point, Round, Zone, ZoneKind
from fangxian.features.sampling.models.stranger import Stranger
from fangxian.features.sampling.models.swab import Swab, Void
from fangxian.features.sampling.models.tally import Pace, Tally
from fangxian.features.sampling.models.tube import Stage, Step, Tube, TubeStep, Value
from fangxian.features.sampling.models.turn import Turn

__all__ = [
    "Alarm",
    "Amendment",
    "Attempt",
    "CourierCall",
    "CourierPlan",
    "ListKind",
    "ListReason",
    "Listing",
    "Mode",
    "Pace",
    "Point",
    "Pool",
    "Result",
    "Round",
    "Stage",
    "Step",
    "Stranger",
    "Swab",
    "Tally",
    "TeamMove",
    "Trouble",
    "Tube",
    "TubeStep",
    "Turn",
    "Value",
    "Void",
    "Zone",
    "ZoneKind",
]
