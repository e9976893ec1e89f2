"""Tables of supervision."""

from fangxian.features.supervision.models.directive import (
    Attachment,
    Directive,
    DirectiveState,
    Period,
    Question,
    QuestionKind,
    To,
)
from fangxian.features.supervision.models.receipt import Answer, Receipt, Reminder, Tally

__all__ = [
    "Answer",
    "Attachment",
    "Directive",
    "DirectiveState",
    "Period",
    "Question",
    "QuestionKind",
    "Receipt",
    "Reminder",
    "Tally",
    "To",
]
