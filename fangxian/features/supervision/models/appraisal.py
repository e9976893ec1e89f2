"""Appraisals: what people did in a period, counted from the facts; of whom, and how far each has come."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from fangxian.features.roster.models import Responder
from fangxian.kernel.codes import AreaCodeField


class AppraisalState(models.TextChoices):
    """Where an appraisal stands."""

    COUNTING = "counting", _("Being counted")
    OPEN = "open", _("Open: to be read and answered")
    CLOSED = "closed", _("Closed")
    WITHDRAWN = "withdrawn", _("Withdrawn")


class Who(models.TextChoices):
    """Of whom an appraisal is."""

    EVERYBODY = "everybody", _("Everybody who held a post or charge there")
    LIST = "list", _("A list of people")


class Appraisal(models.Model):
    """
    What was done in an area (and by the people of a unit, if one is named) in a period, half-open.

    Area, unit, period and people are frozen when it is opened; `of` is what makes two of them the same.
    `steps` of the counting are done; `round` is the one that is shown, `counted_at` when it was counted,
    `digest` what the closed record comes to.
    """

    code = models.CharField(max_length=48, primary_key=True, db_collation="C")
    incident = models.CharField(max_length=32)
    area = AreaCodeField()
    place = models.CharField(max_length=120)
    unit = models.CharField(max_length=64, blank=True, db_collation="C")
    unit_name = models.CharField(max_length=200, blank=True)
    who = models.CharField(max_length=12, choices=Who, default=Who.EVERYBODY)
    people = ArrayField(models.CharField(max_length=40), default=list)
    of = models.CharField(max_length=64, db_collation="C")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    state = models.CharField(max_length=12, choices=AppraisalState, default=AppraisalState.COUNTING)
    steps = models.PositiveSmallIntegerField(default=0)
    round = models.PositiveSmallIntegerField(default=0)
    expected = models.PositiveIntegerField(default=0)
    heard_at = models.DateTimeField()
    counted_at = models.DateTimeField()
    made_by = models.CharField(max_length=150)
    made_by_name = models.CharField(max_length=200)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ended_by_name = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=500, blank=True)
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        indexes = [models.Index(fields=["area", "-made_at"], name="appraisal_area")]
        constraints = [
            models.UniqueConstraint(
                fields=["incident", "area", "unit", "starts_at", "ends_at", "of"],
                name="appraisal_once",
                condition=~models.Q(state=AppraisalState.WITHDRAWN),
            ),
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="appraisal_ends_after_it_starts"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place} {self.starts_at:%F}"


class Appraised(models.Model):
    """
    One person of an appraisal with what their lines come to; frozen when it is closed.

    `area` and `role` are those of the post or charge held longest in the period: who leads that area sees
    the person. Of what had a deadline (`timed`) so much was done in time; `late_median_min` is the middle
    lateness of what was done late. `digest` is what their lines came to when it was closed.
    """

    appraisal = models.ForeignKey(Appraisal, models.CASCADE, related_name="appraised", db_index=False)
    responder = models.ForeignKey(Responder, models.PROTECT, related_name="+", db_index=False)
    area = AreaCodeField()
    place = models.CharField(max_length=120, blank=True)
    code = models.CharField(max_length=40, db_collation="C")
    account = models.CharField(max_length=150, blank=True, db_collation="C")
    name = models.CharField(max_length=120, db_collation="C")
    unit = models.CharField(max_length=64, db_collation="C")
    unit_name = models.CharField(max_length=200, db_collation="C")
    role = models.CharField(max_length=32, blank=True, db_collation="C")
    hours = models.DecimalField(max_digits=8, decimal_places=1, default=0)
    nights = models.PositiveIntegerField(default=0)
    took = models.PositiveIntegerField(default=0)
    finished = models.PositiveIntegerField(default=0)
    confirmed = models.PositiveIntegerField(default=0)
    acknowledged = models.PositiveIntegerField(default=0)
    reported = models.PositiveIntegerField(default=0)
    reports = models.PositiveIntegerField(default=0)
    inspected = models.PositiveIntegerField(default=0)
    found = models.PositiveIntegerField(default=0)
    caused = models.PositiveIntegerField(default=0)
    repeated = models.PositiveIntegerField(default=0)
    cured = models.PositiveIntegerField(default=0)
    returned = models.PositiveIntegerField(default=0)
    timed = models.PositiveIntegerField(default=0)
    in_time = models.PositiveIntegerField(default=0)
    late = models.PositiveIntegerField(default=0)
    late_median_min = models.PositiveIntegerField(null=True)
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["area", "appraisal"], name="appraised_area"),
            models.Index(fields=["appraisal", "name", "code"], name="appraised_name"),
            models.Index(fields=["responder", "appraisal"], name="appraised_person"),
        ]
        constraints = [
            models.UniqueConstraint("appraisal", "responder", name="appraised_once"),
            models.UniqueConstraint("appraisal", "code", name="appraised_code_once"),
        ]

    def __str__(self) -> str:
        return f"{self.appraisal_id} {self.name}"


class Band(models.Model):
    """The middle half of a figure among those of an appraisal who held the same kind of post."""

    appraisal = models.ForeignKey(Appraisal, models.CASCADE, related_name="bands", db_index=False)
    area = AreaCodeField()
    role = models.CharField(max_length=32, db_collation="C")
    figure = models.CharField(max_length=20, db_collation="C")
    people = models.PositiveIntegerField()
    low = models.DecimalField(max_digits=8, decimal_places=1)
    high = models.DecimalField(max_digits=8, decimal_places=1)

    class Meta:
        constraints = [models.UniqueConstraint("appraisal", "role", "figure", name="band_once")]

    def __str__(self) -> str:
        return f"{self.role} {self.figure}"
