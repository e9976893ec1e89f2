"""Questions about charges: who answers for what, who above, where nobody does, who could be appointed."""

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

__all__ = [
    "Answer",
    "Appointment",
    "Look",
    "Missing",
    "answering",
    "answers",
    "answers_for",
    "appointment",
    "below",
    "candidates",
    "chain",
    "chosen",
    "is_lead",
    "leads",
    "look",
    "missing",
    "others",
    "sheet",
    "vacant_areas",
    "who_answers",
]
