"""Each kind of event of incidents, with the sentence people read."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from fangxian.kernel.trail.services import told


@told
class Event(models.TextChoices):
    """What can happen to an incident."""

    OPENED = "incidents.opened", _("opened incident %(subject)s in %(area)s")
    ENDED = "incidents.ended", _("ended incident %(subject)s in %(area)s")
