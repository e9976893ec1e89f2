"""What can be done with inspections and findings."""

from fangxian.features.supervision.inspections.services.inspecting import Picture, Verdict, inspect_place
from fangxian.features.supervision.inspections.services.judging import look_again, withdraw_finding

__all__ = ["Picture", "Verdict", "inspect_place", "look_again", "withdraw_finding"]
