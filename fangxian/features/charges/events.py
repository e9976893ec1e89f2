"""Each kind of event of charges, with the sentence people read."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from fangxian.kernel.trail.services import told


@told
class Event(models.TextChoices):
    """
    What can happen to a charge.

    The fact `vacancies` is by how much the lead charges of the area changed that are vacant or uncovered.
    """

    APPOINTED = "charges.appointed", _("appointed %(holder)s as %(role)s of %(area)s")
    ENDED = "charges.ended", _("ended the charge of %(holder)s as %(role)s of %(area)s")
    LEADS_PUBLISHED = (
        "charges.leads_published",
        _("let plan %(subject)s appoint for %(area)s: %(created)s new, %(kept)s kept, %(vacant)s vacant"),
    )
    COVERED = "charges.covered", _("let %(deputy)s cover for %(holder)s as %(role)s of %(area)s")
    UNCOVERED = (
        "charges.uncovered",
        _("noted that %(holder)s is away as %(role)s of %(area)s and nobody covers"),
    )
    COVER_ENDED = "charges.cover_ended", _("noted that %(holder)s answers again as %(role)s of %(area)s")
    DEPUTY_NAMED = "charges.deputy_named", _("named %(deputy)s deputy of %(holder)s, %(role)s of %(area)s")
    GROUPED = "charges.grouped", _("put %(areas)s areas of %(area)s into %(count)s groups")
    UNGROUPED = "charges.ungrouped", _("dissolved the groups of %(areas)s areas of %(area)s")
    SWITCHED = "charges.switched", _("went on as %(role)s of %(area)s")
    VIEWED = "charges.viewed", _("looked as %(holder)s, %(role)s of %(area)s, for %(minutes)s min at most")
    VIEWING_ENDED = (
        "charges.viewing_ended",
        _("stopped looking as %(holder)s, %(role)s of %(area)s, after %(minutes)s min"),
    )
