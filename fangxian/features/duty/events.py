"""Each kind of event of duty, with the sentence people read."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from fangxian.kernel.trail.services import told


@told
class Event(models.TextChoices):
    """What can happen to plans, sites and posts."""

    PLAN_DRAFTED = "duty.plan_drafted", _("drafted plan %(subject)s for %(area)s")
    PLAN_COMPUTED = "duty.plan_computed", _("had plan %(subject)s for %(area)s computed")
    PLAN_FAILED = "duty.plan_failed", _("could not have plan %(subject)s for %(area)s computed")
    PLAN_EDITED = "duty.plan_edited", _("changed plan %(subject)s by hand in %(area)s")
    EDIT_WITHDRAWN = "duty.edit_withdrawn", _("withdrew a change by hand of plan %(subject)s in %(area)s")
    PLAN_PUBLISHED = "duty.plan_published", _("published plan %(subject)s for %(area)s")
    PLAN_SUPERSEDED = "duty.plan_superseded", _("replaced plan %(subject)s for %(area)s by a newer one")
    PLAN_DISCARDED = "duty.plan_discarded", _("discarded plan %(subject)s for %(area)s")
    SITE_OPENED = "duty.site_opened", _("opened site %(subject)s in %(area)s")
    SITE_CLOSED = "duty.site_closed", _("closed site %(subject)s in %(area)s")
    POST_VACATED = "duty.post_vacated", _("took %(subject)s off a post in %(area)s")
    POST_RESTORED = "duty.post_restored", _("put %(subject)s back on a post in %(area)s")
    POST_REINFORCED = "duty.post_reinforced", _("sent %(subject)s to a post in %(area)s")
    TALLIES_REBUILT = "duty.tallies_rebuilt", _("counted the running plan of %(area)s anew")
