"""What can be done with responders: the only writers."""

from fangxian.features.roster.services.accounts import link_account, unlink_account
from fangxian.features.roster.services.availability import mark_available, mark_unavailable
from fangxian.features.roster.services.bulk import (
    apply_bulk_change,
    propose_bulk_change,
    undo_bulk_change,
)
from fangxian.features.roster.services.own_absence import say_away, say_back
from fangxian.features.roster.services.posting import note_postings
from fangxian.features.roster.services.responders import amend_responder, enrol_responder
from fangxian.features.roster.services.seconding import note_released, note_seconded

__all__ = [
    "amend_responder",
    "apply_bulk_change",
    "enrol_responder",
    "link_account",
    "mark_available",
    "mark_unavailable",
    "note_postings",
    "note_released",
    "note_seconded",
    "propose_bulk_change",
    "say_away",
    "say_back",
    "undo_bulk_change",
    "unlink_account",
]
