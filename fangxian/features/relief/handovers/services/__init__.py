"""What can be done with hand-overs: ask, accept, decline, withdraw; begin those whose time has come."""

from fangxian.features.relief.handovers.services.answering import (
    accept_hand_over,
    decline_hand_over,
    withdraw_hand_over,
)
from fangxian.features.relief.handovers.services.asking import Asked, ask_hand_over
from fangxian.features.relief.handovers.services.beginning import begin_due

__all__ = [
    "Asked",
    "accept_hand_over",
    "ask_hand_over",
    "begin_due",
    "decline_hand_over",
    "withdraw_hand_over",
]
