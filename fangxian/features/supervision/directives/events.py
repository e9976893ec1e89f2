"""Each kind of event of directives, with the sentence people read."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from fangxian.kernel.trail.services import told


@told
class Event(models.TextChoices):
    """What can happen to a directive."""

    ISSUED = "directives.issued", _("issued directive %(number)s, version %(version)s, for %(expected)s")
    SENT = "directives.sent", _("had directive %(number)s sent to %(sent)s")
    WITHDRAWN = (
        "directives.withdrawn",
        _("withdrew directive %(number)s and %(onward)s issued onward from it"),
    )
    REPLACED = "directives.replaced", _("replaced directive %(number)s by version %(version)s")
    ACKNOWLEDGED = "directives.acknowledged", _("acknowledged %(count)s directives")
    REPORTED = "directives.reported", _("reported back on directive %(number)s, %(answers)s answers")
    CLOSED = "directives.closed", _("closed %(count)s reports on directive %(number)s")
    REMINDED = "directives.reminded", _("had %(count)s people reminded of their directives")
    FILE_READ = "directives.file_read", _("read file %(file)s of directive %(number)s")
