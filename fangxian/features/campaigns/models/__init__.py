"""Tables of campaigns."""

from fangxian.features.campaigns.models.campaign import Aim, Campaign, CampaignKind, CampaignState
from fangxian.features.campaigns.models.coverage import Coverage, Pace
from fangxian.features.campaigns.models.listed import Handover, ListedTarget
from fangxian.features.campaigns.models.target import Outcome, Standing, Target

__all__ = [
    "Aim",
    "Campaign",
    "CampaignKind",
    "CampaignState",
    "Coverage",
    "Handover",
    "ListedTarget",
    "Outcome",
    "Pace",
    "Standing",
    "Target",
]
