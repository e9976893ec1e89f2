"""Each kind of event of inspections, with the sentence people read."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from fangxian.kernel.trail.services import told


@told
class Event(models.TextChoices):
    """What can happen in inspections; those that come by phone are told by the report log."""

    INSPECTED = "supervision.inspected", _("inspected %(subject)s by %(checklist)s: %(failed)s failed")
    LOOKED_AGAIN = "supervision.looked_again", _("looked again at %(subject)s: %(result)s")
    WITHDRAWN = "supervision.finding_withdrawn", _("withdrew the finding %(subject)s: %(reason)s")
