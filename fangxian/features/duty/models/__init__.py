"""Tables of duty: sites, plans with their drafts, posts with their shifts and postings, tallies."""

from fangxian.features.duty.models.draft import PlanBranch, PlanGrid, PlanLead, PlanNotice, PlanSite, PlanTeam
from fangxian.features.duty.models.plan import Plan, PlanEdit
from fangxian.features.duty.models.post import Gap, Post, Posting, Shift
from fangxian.features.duty.models.site import Site
from fangxian.features.duty.models.tally import Tally

__all__ = [
    "Gap",
    "Plan",
    "PlanBranch",
    "PlanEdit",
    "PlanGrid",
    "PlanLead",
    "PlanNotice",
    "PlanSite",
    "PlanTeam",
    "Post",
    "Posting",
    "Shift",
    "Site",
    "Tally",
]
