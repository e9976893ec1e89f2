"""Tables of the roster: responders, and changes of many at once."""

from fangxian.features.roster.models.bulk import BulkChange, BulkRow, BulkState, Field, RowState
from fangxian.features.roster.models.responder import Absence, Responder, ResponderKind, Skill

__all__ = [
    "Absence",
    "BulkChange",
    "BulkRow",
    "BulkState",
    "Field",
    "Responder",
    "ResponderKind",
    "RowState",
    "Skill",
]
