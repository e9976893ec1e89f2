"""What can be done with plans, sites and posts: the only writers of duty."""

from fangxian.features.duty.services.computing import compute, plan_area
from fangxian.features.duty.services.drafting import discard_plan, draft_plan, recompute
from fangxian.features.duty.services.editing import (
    close_site,
    mark_unavailable,
    pin_person,
    withdraw_edit,
)
from fangxian.features.duty.services.publishing import publish_plan
from fangxian.features.duty.services.sites import open_site, shut_site
from fangxian.features.duty.services.standing import mark_away, mark_many_away
from fangxian.features.duty.services.tallies import move_vacancies, rebuild_tallies

__all__ = [
    "close_site",
    "compute",
    "discard_plan",
    "draft_plan",
    "mark_away",
    "mark_many_away",
    "mark_unavailable",
    "move_vacancies",
    "open_site",
    "pin_person",
    "plan_area",
    "publish_plan",
    "rebuild_tallies",
    "recompute",
    "shut_site",
    "withdraw_edit",
]
