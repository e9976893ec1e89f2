"""What can be done with charges: appoint, end, publish a plan's leads, go on under another of one's own."""

from fangxian.features.charges.services.appointing import appoint, end_charge
from fangxian.features.charges.services.covering import (
    follow_absences,
    put_deputy_on,
    take_deputy_off,
    tell_covers,
)
from fangxian.features.charges.services.deputising import name_deputy
from fangxian.features.charges.services.grouping import dissolve_groups, form_groups
from fangxian.features.charges.services.handing import hand_over_charge
from fangxian.features.charges.services.publishing import LeadRow, Published, publish_leads
from fangxian.features.charges.services.switching import switch
from fangxian.features.charges.services.viewing import stop_viewing, view_as

__all__ = [
    "LeadRow",
    "Published",
    "appoint",
    "dissolve_groups",
    "end_charge",
    "follow_absences",
    "form_groups",
    "hand_over_charge",
    "name_deputy",
    "publish_leads",
    "put_deputy_on",
    "stop_viewing",
    "switch",
    "take_deputy_off",
    "tell_covers",
    "view_as",
]
