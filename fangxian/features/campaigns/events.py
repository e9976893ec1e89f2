"""Each kind of event of campaigns, with the sentence people read."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from fangxian.kernel.trail.services import told


@told
class Event(models.TextChoices):
    """What can happen to a campaign and its targets."""

    OPENED = "campaigns.opened", _("opened campaign %(subject)s in %(area)s: %(targets)s targets")
    EXTENDED = (
        "campaigns.extended",
        _("added %(added)s who were missing to campaign %(subject)s in %(area)s: %(targets)s targets"),
    )
    DISCARDED = "campaigns.discarded", _("gave up campaign %(subject)s in %(area)s before it ran")
    CLOSED = "campaigns.closed", _("closed campaign %(subject)s in %(area)s")
    REOPENED = "campaigns.reopened", _("opened campaign %(subject)s in %(area)s again")
    TARGETS_GIVEN = "campaigns.targets_given", _("gave %(count)s targets of %(area)s to %(to)s: %(reason)s")
    TARGETS_TAKEN_BACK = (
        "campaigns.targets_taken_back",
        _("took %(count)s targets of %(area)s back: %(reason)s"),
    )
    REBUILT = (
        "campaigns.rebuilt",
        _("counted the coverage of %(area)s anew from the log: %(targets)s targets"),
    )
