"""Each kind of event of appraisals, with the sentence people read."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from fangxian.kernel.trail.services import told


@told
class Event(models.TextChoices):
    """What can happen to an appraisal; texts about people are in the appraisal only, not in the trail."""

    OPENED = "appraisal.opened", _("opened an appraisal of %(place)s, %(period)s, of %(people)s people")
    COUNTED = "appraisal.counted", _("had the appraisal of %(place)s counted: %(lines)s lines of fact")
    WITHDRAWN = "appraisal.withdrawn", _("withdrew the appraisal of %(place)s: %(reason)s")
    CLOSED = "appraisal.closed", _("closed the appraisal of %(place)s; its record comes to %(digest)s")
    NOTED = "appraisal.noted", _("wrote a note about %(person)s")
    COMMENDED = "appraisal.commended", _("commended %(person)s")
    REPLIED = "appraisal.replied", _("answered to their appraisal")
