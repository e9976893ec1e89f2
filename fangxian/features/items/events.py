"""Each kind of event of items, with the sentence people read."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from fangxian.kernel.trail.services import told


@told
class Event(models.TextChoices):
    """What can happen to an item."""

    OPENED = "items.opened", _("opened %(item)s %(subject)s for %(area)s")
    MOVED = "items.moved", _("moved %(item)s %(subject)s from %(source)s to %(target)s")
    ENDED = "items.ended", _("ended %(count)s items %(item)s of %(subject)s")
    GIVEN = "items.given", _("gave %(item)s %(subject)s to %(to)s")
    COMMENTED = "items.commented", _("wrote something about %(item)s %(subject)s")
    EVIDENCE_ADDED = "items.evidence_added", _("added evidence to %(item)s %(subject)s")
    EVIDENCE_READ = "items.evidence_read", _("read the evidence of %(item)s %(subject)s")
    CLIMBED = "items.climbed", _("let %(count)s late items climb")
    RECOUNTED = "items.recounted", _("counted %(count)s items anew")
