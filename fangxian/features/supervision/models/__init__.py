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
from fangxian.features.supervision.models.finding import Finding
from fangxian.features.supervision.models.inspection import Inspection, SeenLine
from fangxian.features.supervision.models.receipt import Answer, Receipt, Reminder, Tally

__all__ = [
    "Answer",
    "Attachment",
    "Directive",
    "DirectiveState",
    "Finding",
    "Inspection",
    "Period",
    "Question",
    "QuestionKind",
    "Receipt",
    "Reminder",
    "SeenLine",
    "Tally",
    "To",
]
