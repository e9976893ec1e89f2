"""What follows from what: kind of event → reactions. A lower feature writes its event, no more."""

from fangxian.features.campaigns import reactions as campaigns
from fangxian.features.charges import reactions as charges
from fangxian.features.duty import reactions as duty
from fangxian.features.field import reactions as field
from fangxian.features.items import reactions as items
from fangxian.features.relief.secondments.services import answering as secondments
from fangxian.features.supervision.directives import services as directives
from fangxian.kernel.trail.reactions import Reaction

REACTIONS: dict[str, tuple[Reaction, ...]] = {
    "accounts.locked": (field.revoke_phones,),
    "charges.appointed": (duty.count_vacancies, items.follow_vacancy),
    "charges.ended": (duty.count_vacancies, items.follow_vacancy, field.end_devices),
    "charges.covered": (duty.count_vacancies, items.follow_vacancy),
    "charges.uncovered": (duty.count_vacancies, items.follow_vacancy),
    "charges.cover_ended": (duty.count_vacancies, items.follow_vacancy),
    "charges.leads_published": (items.follow_publication, field.end_devices),
    "items.moved": (directives.follow_item, secondments.follow_item),
    "relief.secondment_started": (duty.lend_people,),
    "relief.secondment_ended": (duty.bring_people_back,),
    "roster.responder_away": (charges.follow_absence,),
    "roster.responder_back": (charges.follow_absence,),
    "roster.bulk_applied": (charges.follow_absence,),
    "roster.bulk_undone": (charges.follow_absence,),
    "territory.grids_laid": (campaigns.follow_grids,),
    "sheets.taken_in": (duty.count_register,),
}
