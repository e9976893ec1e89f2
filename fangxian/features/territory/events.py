"""What the trail tells of territory."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from fangxian.kernel.trail.services import reading, told


@told
class Event(models.TextChoices):
    """Kinds of event."""

    GRIDS_LAID = (
        "territory.grids_laid",
        _("laid out the grids of %(area)s: %(opened)s opened, %(closed)s closed"),
    )
    RESIDENT_READ = (
        "territory.resident_read",
        _("read the details of resident %(subject)s in %(area)s, for: %(purpose)s"),
    )
    NUMBER_LOOKED_UP = (
        "territory.number_looked_up",
        _("looked a resident up by number in %(area)s, %(found)s found"),
    )


reading(Event.RESIDENT_READ)
