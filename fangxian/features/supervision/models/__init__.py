"""Tables of supervision."""

from fangxian.features.supervision.models.appraisal import Appraisal, AppraisalState, Appraised, Band, Who
from fangxian.features.supervision.models.appraised import AppraisalNote, FactLine, NoteKind, Reply, Told
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
    "Appraisal",
    "AppraisalNote",
    "AppraisalState",
    "Appraised",
    "Attachment",
    "Band",
    "Directive",
    "DirectiveState",
    "FactLine",
    "Finding",
    "Inspection",
    "NoteKind",
    "Period",
    "Question",
    "QuestionKind",
    "Receipt",
    "Reminder",
    "Reply",
    "SeenLine",
    "Tally",
    "To",
    "Told",
    "Who",
]
