"""What is kept of a broken glass: who, where, why, until when, and what became of it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from fangxian.features.charges.glass import rules
from fangxian.kernel.codes import AreaCodeField


class Reason(models.TextChoices):
    """Why somebody breaks the glass."""

    DANGER = "danger", _("Somebody's life or health is in danger")
    TRACING = "tracing", _("Contacts must be traced without delay")
    UNREACHABLE = "unreachable", _("Whoever answers there cannot be reached")
    OTHER = "other", _("Something else")


class Verdict(models.TextChoices):
    """What the review said."""

    JUSTIFIED = "justified", _("It was right")
    UNJUSTIFIED = "unjustified", _("It was not right")


class Glass(models.Model):
    """
    One breaking of the glass; `code` is also the code of the charge it gave.

    `area` was opened, `home` is the area of the charge it was done under (`charge`).
    """

    code = models.CharField(max_length=64, unique=True)
    incident = models.CharField(max_length=32)
    area = AreaCodeField()
    home = AreaCodeField()
    charge = models.CharField(max_length=64)
    person = models.CharField(max_length=150)
    person_name = models.CharField(max_length=200)
    role = models.CharField(max_length=32)
    reason = models.CharField(max_length=12, choices=Reason)
    text = models.CharField(max_length=500)
    opened_at = models.DateTimeField()
    until = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by = models.CharField(max_length=150, blank=True)
    reviewed_at = models.DateTimeField(null=True)
    reviewer = models.CharField(max_length=150, blank=True)
    reviewer_name = models.CharField(max_length=200, blank=True)
    verdict = models.CharField(max_length=12, choices=Verdict, blank=True)
    note = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["area", "-opened_at"], name="glass_area"),
            models.Index(fields=["person", "-opened_at"], name="glass_person"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gt=F("opened_at"), until__lte=F("opened_at") + timedelta(hours=1)),
                name="glass_lasts_an_hour_at_most",
            ),
            models.CheckConstraint(condition=~Q(reviewer=F("person")), name="nobody_reviews_their_own_glass"),
            models.CheckConstraint(condition=~Q(area=F("home")), name="glass_opens_another_area"),
        ]

    def __str__(self) -> str:
        return self.code

    def state(self, now: datetime) -> rules.State:
        """Where it stands."""
        reviewed = self.reviewed_at is not None
        return rules.state(closed_at=self.closed_at, until=self.until, reviewed=reviewed, now=now)

    @property
    def review_due(self) -> datetime:
        """By when it must have been reviewed."""
        return rules.review_due(self.until)
