"""What the trail tells of the glass."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from fangxian.kernel.trail.services import told


@told
class Event(models.TextChoices):
    """Kinds of event; whatever is done meanwhile stands under the glass's code, in place of a charge's."""

    BROKEN = "glass.broken", _("broke the glass to %(area)s for %(minutes)s min: %(reason)s (%(subject)s)")
    CLOSED = "glass.closed", _("closed the glass to %(area)s (%(subject)s)")
    ACKNOWLEDGED = "glass.acknowledged", _("took note of the broken glass to %(area)s (%(subject)s)")
    REVIEWED = "glass.reviewed", _("reviewed the broken glass to %(area)s: %(verdict)s (%(subject)s)")
