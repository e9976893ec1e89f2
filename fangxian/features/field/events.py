"""Each kind of event of the field, with the sentence people read."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from fangxian.kernel.trail.services import told


@told
class Event(models.TextChoices):
    """What can happen to phones and what they report; no code or token of a phone is ever a fact of it."""

    ENROLMENT_OFFERED = (
        "field.enrolment_offered",
        _("showed %(holder)s the code to enrol a phone for %(area)s"),
    )
    DEVICE_ENROLLED = "field.device_enrolled", _("enrolled phone %(subject)s (%(label)s) for %(area)s")
    DEVICE_REVOKED = (
        "field.device_revoked",
        _("revoked phone %(subject)s of %(holder)s: %(reason)s; %(missing)s missing, %(waiting)s waiting"),
    )
    DEVICE_LEFT = "field.device_left", _("took phone %(subject)s off %(area)s, %(waiting)s reports waiting")
    REPORT_ACCEPTED = (
        "field.report_accepted",
        _("accepted the refused report %(subject)s of %(holder)s, corrected, as %(replaced_by)s"),
    )
    REPORTS_DISCARDED = "field.reports_discarded", _("discarded %(count)s refused reports: %(reason)s")
    REPORT_REOPENED = "field.report_reopened", _("put the refused report %(subject)s back into the queue")
    CONTACT_RECORDED = (
        "field.contact_recorded",
        _("noted a contact with household %(subject)s by %(department)s (%(channel)s)"),
    )
    ASKED_AGAIN = (
        "field.asked_again",
        _("asked household %(subject)s again before the time, although %(asked_by)s had: %(reason)s"),
    )
