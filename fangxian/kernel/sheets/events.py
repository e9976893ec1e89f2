"""What the trail tells of sheets."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from fangxian.kernel.trail.services import told


@told
class Event(models.TextChoices):
    """Kinds of event."""

    SHEET_HANDED_IN = "sheets.handed_in", _("handed in a sheet of %(subject)s in %(area)s")
    SHEET_PUT_ASIDE = "sheets.put_aside", _("put a sheet of %(subject)s in %(area)s aside")
    SHEET_TAKEN_IN = (
        "sheets.taken_in",
        _("imported %(subject)s in %(area)s: %(new)s new, %(changed)s changed, %(refused)s refused"),
    )
    REFUSED_TAKEN_AWAY = (
        "sheets.refused_taken_away",
        _("took away the refused rows of %(subject)s"),
    )
