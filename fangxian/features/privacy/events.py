"""What the trail tells of privacy."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from fangxian.kernel.trail.services import told


@told
class Event(models.TextChoices):
    """Kinds of event; the subject is the Monday with which the week began."""

    REPORT_MADE = (
        "privacy.report_made",
        _("made the week's report of readings of %(area)s, %(subject)s: %(readings)s, %(flagged)s unusual"),
    )
    REPORT_ACKNOWLEDGED = (
        "privacy.report_acknowledged",
        _("looked at the week's report of readings of %(area)s, %(subject)s"),
    )
