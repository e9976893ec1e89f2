"""What can be done with phones, with refused reports, with contacts and with paper."""

from fangxian.features.field.services.carrying import leave_device, note_received, note_seen, revoke_device
from fangxian.features.field.services.claiming import claim_work
from fangxian.features.field.services.contacting import record_contact
from fangxian.features.field.services.enrolling import Enrolled, Offer, enrol_device, offer_enrolment
from fangxian.features.field.services.papering import Entered, enter_line
from fangxian.features.field.services.reading import read_household
from fangxian.features.field.services.settling import accept_corrected, discard_reports, reopen_report
from fangxian.features.field.services.slips import close_slip, enter_row, take_row_back

__all__ = [
    "Enrolled",
    "Entered",
    "Offer",
    "accept_corrected",
    "claim_work",
    "close_slip",
    "discard_reports",
    "enrol_device",
    "enter_line",
    "enter_row",
    "leave_device",
    "note_received",
    "note_seen",
    "offer_enrolment",
    "read_household",
    "record_contact",
    "reopen_report",
    "revoke_device",
    "take_row_back",
]
