"""What the trail tells of kept files; each under the code that stands in the file."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from fangxian.kernel.trail.services import told


@told
class Event(models.TextChoices):
    """Kinds of event."""

    DOWNLOADED = "files.downloaded", _("downloaded file %(subject)s of %(area)s, %(name)s, time %(times)s")
    TAKEN_BACK = "files.taken_back", _("took back file %(subject)s of %(area)s, %(name)s")
    EXPIRED = (
        "files.expired",
        _("removed file %(subject)s of %(area)s, whose time was over, taken %(times)s times"),
    )
