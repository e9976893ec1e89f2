"""What follows from what: kind of event → reactions. A lower feature writes its event, no more."""

from fangxian.features.duty import reactions as duty
from fangxian.kernel.trail.reactions import Reaction

REACTIONS: dict[str, tuple[Reaction, ...]] = {
    "charges.appointed": (duty.count_vacancies,),
    "charges.ended": (duty.count_vacancies,),
    "sheets.taken_in": (duty.count_register,),
}
