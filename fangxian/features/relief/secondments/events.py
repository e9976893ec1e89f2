"""Each kind of event of secondments, with the sentence people read."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from fangxian.kernel.trail.services import told


@told
class Event(models.TextChoices):
    """
    What can happen to a secondment; its answers are moves of its item.

    The facts `people` (roster codes), `to` and `moment` of STARTED and ENDED are what duty follows.
    """

    ORDERED = "relief.secondment_ordered", _("ordered %(count)s people from %(area)s to %(to)s")
    STARTED = "relief.secondment_started", _("let %(count)s people of %(area)s begin to help out in %(to)s")
    HELD_BACK = (
        "relief.secondment_held_back",
        _("did not let %(name)s of %(area)s go to %(to)s, who holds a charge above the order, %(held)s"),
    )
    SHORTENED = "relief.secondment_shortened", _("called %(count)s people of %(area)s back from %(to)s early")
    ENDED = "relief.secondment_ended", _("let %(count)s people of %(area)s come back from %(to)s")
