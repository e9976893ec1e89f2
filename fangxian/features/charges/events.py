"""Each kind of event of charges, with the sentence people read."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from fangxian.kernel.trail.services import told


@told
class Event(models.TextChoices):
    """
    What can happen to a charge.

    The fact `vacancies` of APPOINTED and ENDED is by how much the vacant lead charges of the area changed.
    """

    APPOINTED = "charges.appointed", _("appointed %(holder)s as %(role)s of %(area)s")
    ENDED = "charges.ended", _("ended the charge of %(holder)s as %(role)s of %(area)s")
    LEADS_PUBLISHED = (
        "charges.leads_published",
        _("let plan %(subject)s appoint for %(area)s: %(created)s new, %(kept)s kept, %(vacant)s vacant"),
    )
    SWITCHED = "charges.switched", _("went on as %(role)s of %(area)s")
    VIEWED = "charges.viewed", _("looked as %(holder)s, %(role)s of %(area)s, for %(minutes)s min at most")
    VIEWING_ENDED = (
        "charges.viewing_ended",
        _("stopped looking as %(holder)s, %(role)s of %(area)s, after %(minutes)s min"),
    )
