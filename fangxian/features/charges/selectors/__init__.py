"""Questions about charges: who answers for what, who above, where nobody does, who could be appointed."""

from fangxian.features.charges.selectors.alarms import Alarm, alarms
from fangxian.features.charges.selectors.answers import (
    Answer,
    answering,
    answers,
    answers_for,
    below,
    chain,
    is_lead,
    leads,
    others,
    vacant_areas,
    who_answers,
)
from fangxian.features.charges.selectors.appointments import (
    Appointment,
    appointment,
    candidates,
    chosen,
)
from fangxian.features.charges.selectors.look import Look, look, sheet
from fangxian.features.charges.selectors.missing import Missing, missing
from fangxian.features.charges.selectors.own import Held, Own, held_charges, own
from fangxian.features.charges.selectors.spans import Part, Span, group_leads, groups_below, wide

__all__ = [
    "Alarm",
    "Answer",
    "Appointment",
    "Held",
    "Look",
    "Missing",
    "Own",
    "Part",
    "Span",
    "alarms",
    "answering",
    "answers",
    "answers_for",
    "appointment",
    "below",
    "candidates",
    "chain",
    "chosen",
    "group_leads",
    "groups_below",
    "held_charges",
    "is_lead",
    "leads",
    "look",
    "missing",
    "others",
    "own",
    "sheet",
    "vacant_areas",
    "who_answers",
    "wide",
]
