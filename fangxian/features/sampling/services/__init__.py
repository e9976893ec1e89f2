"""What can be done with rounds."""

from fangxian.features.sampling.services.alarming import raise_alarms
from fangxian.features.sampling.services.amending import (
    confirm_amendment,
    propose_amendment,
    withdraw_amendment,
)
from fangxian.features.sampling.services.asking import Told, ask_result
from fangxian.features.sampling.services.carrying import Fetching, plan_couriers
from fangxian.features.sampling.services.listing import Listed, end_listing, list_residents
from fangxian.features.sampling.services.moving import move_team, put_back
from fangxian.features.sampling.services.naming import find_people
from fangxian.features.sampling.services.noting import Amending, Said, amend_result, note_results
from fangxian.features.sampling.services.ordering import Order, order_round
from fangxian.features.sampling.services.pointing import change_point
from fangxian.features.sampling.services.reading import Who, read_stranger
from fangxian.features.sampling.services.rebuilding import rebuild_round
from fangxian.features.sampling.services.staffing import staff_round
from fangxian.features.sampling.services.telling import tell_people
from fangxian.features.sampling.services.turning import lay_turns

__all__ = [
    "Amending",
    "Fetching",
    "Listed",
    "Order",
    "Said",
    "Told",
    "Who",
    "amend_result",
    "ask_result",
    "change_point",
    "confirm_amendment",
    "end_listing",
    "find_people",
    "lay_turns",
    "list_residents",
    "move_team",
    "note_results",
    "order_round",
    "plan_couriers",
    "propose_amendment",
    "put_back",
    "raise_alarms",
    "read_stranger",
    "rebuild_round",
    "staff_round",
    "tell_people",
    "withdraw_amendment",
]
