"""Each kind of event of hand-overs, with the sentence people read."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from fangxian.kernel.trail.services import told


@told
class Event(models.TextChoices):
    """What can happen to a hand-over; its answers are moves of its item."""

    ASKED = "relief.handover_asked", _("asked %(successor)s to take over from %(holder)s in %(area)s")
    TAKEN = (
        "relief.handed_over",
        _("let the charge of %(holder)s in %(area)s go to %(successor)s, with %(passed)s items in person"),
    )
