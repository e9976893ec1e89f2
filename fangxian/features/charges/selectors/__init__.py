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
    silent_areas,
    vacant_areas,
)
from fangxian.features.charges.selectors.appointments import (
    Appointment,
    appointment,
    candidates,
    chosen,
)
from fangxian.features.charges.selectors.look import Look, look, sheet

__all__ = [
    "Answer",
    "Appointment",
    "Look",
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
    "others",
    "sheet",
    "silent_areas",
    "vacant_areas",
]
