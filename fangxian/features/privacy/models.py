"""The weekly reports of readings, and the readings they were made of."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from fangxian.features.privacy import rules
from fangxian.features.territory.purposes import Purpose
from fangxian.kernel.codes import AreaCodeField


class Flag(models.TextChoices):
    """Why a reading is unusual."""

    BUSY = rules.BUSY, _("Many in one day")
    NIGHT = rules.NIGHT, _("At night")
    ABOVE = rules.ABOVE, _("From above the village")
    MANY = rules.MANY, _("Same resident, many readers")
    GLASS = rules.GLASS, _("Under a broken glass")


class Reading(models.Model):
    """
    One reading of a resident's details, as the trail told it when its week ended; never changed afterwards.

    `entry` is the key of the line in the trail, `area` the resident's, `charge` what the reader acted under.
    """

    incident = models.CharField(max_length=32)
    week_from = models.DateField()
    entry = models.BigIntegerField(unique=True)
    area = AreaCodeField()
    at = models.DateTimeField()
    person = models.CharField(max_length=150)
    person_name = models.CharField(max_length=200)
    role = models.CharField(max_length=32)
    charge = models.CharField(max_length=64)
    resident = models.CharField(max_length=48, db_collation="C")
    purpose = models.CharField(max_length=12, choices=Purpose)
    flags = ArrayField(models.CharField(max_length=8, choices=Flag))

    class Meta:
        indexes = [models.Index(fields=["area", "week_from"], name="reading_area")]

    def __str__(self) -> str:
        return f"{self.person} {self.resident}"


class ReadingsReport(models.Model):
    """The report of one week for one area, and whether its lead has looked at it."""

    incident = models.CharField(max_length=32)
    area = AreaCodeField()
    week_from = models.DateField()
    made_at = models.DateTimeField()
    readings = models.PositiveIntegerField()
    residents = models.PositiveIntegerField()
    readers = models.PositiveIntegerField()
    flagged = models.PositiveIntegerField()
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint("area", "incident", "week_from", name="readings_report_once")]

    def __str__(self) -> str:
        return f"{self.area} {self.week_from}"
