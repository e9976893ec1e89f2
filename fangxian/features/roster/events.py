"""Each kind of event of the roster, with the sentence people read."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from fangxian.kernel.trail.services import told


@told
class Event(models.TextChoices):
    """What can happen to responders."""

    RESPONDER_ENROLLED = "roster.responder_enrolled", _("enrolled responder %(subject)s in %(area)s")
    RESPONDER_AMENDED = "roster.responder_amended", _("changed what is known of responder %(subject)s")
    RESPONDER_AWAY = "roster.responder_away", _("marked responder %(subject)s unavailable: %(reason)s")
    RESPONDER_BACK = "roster.responder_back", _("marked responder %(subject)s available again")
    ACCOUNT_LINKED = "roster.account_linked", _("gave responder %(subject)s the account %(account)s")
    ACCOUNT_UNLINKED = "roster.account_unlinked", _("took the account %(account)s from responder %(subject)s")
    POSTED = (
        "roster.posted",
        _("noted where %(posted)s responders of %(area)s stand, %(freed)s are free again"),
    )
    SECONDED = "roster.seconded", _("noted %(count)s people as seconded to %(area)s")
    RELEASED = "roster.released", _("noted %(count)s people as back from %(area)s")
    BULK_APPLIED = (
        "roster.bulk_applied",
        _("changed %(field)s of %(changed)s responders at once (%(subject)s), left %(left)s alone"),
    )
    BULK_UNDONE = (
        "roster.bulk_undone",
        _("put back %(restored)s responders of the change %(subject)s, kept %(kept)s as they are"),
    )
