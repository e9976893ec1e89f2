"""What follows from what: kind of event → reactions. A lower feature writes its event, no more."""

from fangxian.features.campaigns import reactions as campaigns
from fangxian.features.charges import reactions as charges
from fangxian.features.duty import reactions as duty
from fangxian.features.field import reactions as field
from fangxian.features.supervision.directives import services as directives
from fangxian.kernel.trail.reactions import Reaction

REACTIONS: dict[str, tuple[Reaction, ...]] = {
    "accounts.locked": (field.revoke_phones,),
    "charges.appointed": (duty.count_vacancies,),
    "charges.ended": (duty.count_vacancies, field.end_devices),
    "charges.covered": (duty.count_vacancies,),
    "charges.uncovered": (duty.count_vacancies,),
    "charges.cover_ended": (duty.count_vacancies,),
    "charges.leads_published": (field.end_devices,),
    "items.moved": (directives.follow_item,),
    "roster.responder_away": (charges.follow_absence,),
    "roster.responder_back": (charges.follow_absence,),
    "roster.bulk_applied": (charges.follow_absence,),
    "roster.bulk_undone": (charges.follow_absence,),
    "territory.grids_laid": (campaigns.follow_grids,),
    "sheets.taken_in": (duty.count_register,),
}
