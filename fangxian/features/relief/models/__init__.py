"""Tables of relief: hand-overs, secondments, and each person of one."""

from fangxian.features.relief.models.handover import ChargeHandover
from fangxian.features.relief.models.secondment import Seconded, Secondment

__all__ = ["ChargeHandover", "Seconded", "Secondment"]
