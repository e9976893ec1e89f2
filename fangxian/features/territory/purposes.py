"""Why somebody may read a resident's details."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Purpose(models.TextChoices):
    """The purposes to choose from; each reading names one, and the trail keeps it."""

    VISIT = "visit", _("Visit or call at home")
    HELP = "help", _("Medical or daily help")
    TRACING = "tracing", _("Tracing of contacts")
    SAMPLING = "sampling", _("Sampling")
    TRANSFER = "transfer", _("Transfer or isolation")
    CORRECTION = "correction", _("Correcting the register")
    REQUEST = "request", _("Request of the resident")
