"""How far ahead a time may lie that somebody enters: beyond, it is a slip of the finger."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

AHEAD = timedelta(days=731)


def near(moment: datetime) -> None:
    """
    A validator of form fields: a time lies within two years from now, or before it.

    Raises:
        ValidationError: it does not.
    """
    if moment - timezone.now() > AHEAD:
        raise ValidationError(_("This lies more than two years ahead."), "too_far_ahead")
