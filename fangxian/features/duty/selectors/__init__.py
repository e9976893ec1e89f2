"""The questions duty answers: plans and their drafts, what runs, one's own duty."""

from fangxian.features.duty.selectors.comparing import compare, person_changes
from fangxian.features.duty.selectors.looks import Look, at_plan, at_running
from fangxian.features.duty.selectors.plans import figures, running_plan, running_plans

__all__ = [
    "Look",
    "at_plan",
    "at_running",
    "compare",
    "figures",
    "person_changes",
    "running_plan",
    "running_plans",
]
