"""Each kind of event of orgs, with the sentence people read."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from fangxian.kernel.trail.services import told


@told
class Event(models.TextChoices):
    """What can happen to units."""

    UNIT_FOUNDED = "orgs.unit_founded", _("founded unit %(subject)s in %(area)s")
    UNIT_RENAMED = "orgs.unit_renamed", _("renamed unit %(subject)s")
    UNIT_MOVED = "orgs.unit_moved", _("moved unit %(subject)s to another place in the tree")
    UNIT_CLOSED = "orgs.unit_closed", _("closed unit %(subject)s")
    BRANCHES_FOUNDED = "orgs.branches_founded", _("founded %(branches)s temporary branches in %(area)s")
    BRANCHES_DISSOLVED = "orgs.branches_dissolved", _("dissolved %(branches)s temporary branches in %(area)s")
