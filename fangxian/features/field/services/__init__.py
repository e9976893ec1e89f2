"""What can be done with phones, with refused reports, with contacts and with paper."""

from fangxian.features.field.services.carrying import leave_device, note_seen, revoke_device
from fangxian.features.field.services.claiming import claim_work
from fangxian.features.field.services.enrolling import Enrolled, Offer, enrol_device, offer_enrolment
from fangxian.features.field.services.reading import read_household

__all__ = [
    "Enrolled",
    "Offer",
    "claim_work",
    "enrol_device",
    "leave_device",
    "note_seen",
    "offer_enrolment",
    "read_household",
    "revoke_device",
]
