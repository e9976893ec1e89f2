"""What can be done with campaigns and their targets."""

from fangxian.features.campaigns.services.claims import Held, give_targets, release_targets, take_targets
from fangxian.features.campaigns.services.closing import close_campaign, reopen_campaign
from fangxian.features.campaigns.services.exempting import set_exempt
from fangxian.features.campaigns.services.handing import MOST, give_back, hand_over
from fangxian.features.campaigns.services.opening import open_campaign
from fangxian.features.campaigns.services.preparing import (
    discard_campaign,
    note_failure,
    prepare,
    prepare_again,
)
from fangxian.features.campaigns.services.rebuilding import follow_grids, recount
from fangxian.features.campaigns.services.replaying import counted_twice, rebuild_coverage, remember

__all__ = [
    "MOST",
    "Held",
    "close_campaign",
    "counted_twice",
    "discard_campaign",
    "follow_grids",
    "give_back",
    "give_targets",
    "hand_over",
    "note_failure",
    "open_campaign",
    "prepare",
    "prepare_again",
    "rebuild_coverage",
    "recount",
    "release_targets",
    "remember",
    "reopen_campaign",
    "set_exempt",
    "take_targets",
]
