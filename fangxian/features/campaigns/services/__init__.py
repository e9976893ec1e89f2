"""What can be done with campaigns and their targets."""

from fangxian.features.campaigns.services.claims import Held, give_targets, release_targets, take_targets
from fangxian.features.campaigns.services.opening import (
    close_campaign,
    open_campaign,
    prepare,
    reopen_campaign,
)
from fangxian.features.campaigns.services.rebuilding import follow_grids, recount, reset_states

__all__ = [
    "Held",
    "close_campaign",
    "follow_grids",
    "give_targets",
    "open_campaign",
    "prepare",
    "recount",
    "release_targets",
    "reopen_campaign",
    "reset_states",
    "take_targets",
]
