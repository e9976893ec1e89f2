"""Responders."""

from __future__ import annotations

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from fangxian.features.orgs.models import Unit
from fangxian.kernel.codes import AreaCodeField

EARLIEST, LATEST = date(2000, 1, 1), date(2199, 12, 31)
"""The first and the last day an absence may name; charges copy them as moments, which hold not every day."""


class ResponderKind(models.TextChoices):
    """What a responder is in ordinary life."""

    CADRE = "cadre", _("Cadre")
    MEMBER = "member", _("Party member")
    MEDIC = "medic", _("Medic")
    POLICE = "police", _("Police officer")
    GRID_WORKER = "grid_worker", _("Grid worker")
    VOLUNTEER = "volunteer", _("Volunteer")
    WORKER = "worker", _("Worker")


class Skill(models.TextChoices):
    """What a responder can be posted for."""

    SWAB = "swab", _("Swabbing")
    REGISTER = "register", _("Registration")
    GUARD = "guard", _("Guarding")
    DRIVE = "drive", _("Driving")
    DISINFECT = "disinfect", _("Disinfection")
    LEAD = "lead", _("Leading")
    SCREEN = "screen", _("Screening")
    CARE = "care", _("Care")
    ELECTRICAL = "electrical", _("Electrical work")
    LAB = "lab", _("Laboratory")


class Absence(models.TextChoices):
    """Why a responder cannot be posted."""

    ILL = "ill", _("Ill")
    QUARANTINED = "quarantined", _("In quarantine")
    AWAY = "away", _("Away from here")
    FAMILY = "family", _("Needed at home")
    WORK = "work", _("Needed at work")
    OTHER = "other", _("Other reason")


class Responder(models.Model):
    """
    A person who can be posted: works in a unit, reports to the community where they live (双报到).

    `unit_name` and `unit_area` repeat the unit's row and follow it (a foreign key with ON UPDATE CASCADE):
    the home community reads them, although it may not see that unit. `posted_area` is where they stand under
    the running plan, '' while they are free; `seconded_area` where they help out from `seconded_from` until
    `seconded_until`, '' for who is seconded nowhere. With `is_available` false they cannot be posted from
    `absent_from` until `absent_until`, for the reason in `absence`; an open end is an open end.
    """

    code = models.CharField(max_length=40, db_collation="C")
    name = models.CharField(max_length=120, db_collation="C")
    kind = models.CharField(max_length=16, choices=ResponderKind)
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="responders", db_index=False, db_constraint=False
    )
    unit_name = models.CharField(max_length=200, db_collation="C")
    unit_area = AreaCodeField()
    branch = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="members", db_index=False)
    home_area = AreaCodeField()
    posted_area = AreaCodeField(blank=True)
    seconded_area = AreaCodeField(blank=True, default="", db_default="")
    seconded_from = models.DateTimeField(null=True)
    seconded_until = models.DateTimeField(null=True)
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    skills = ArrayField(models.CharField(max_length=16, choices=Skill), default=list)
    phone_sealed = models.BinaryField(default=bytes)
    phone_index = models.BinaryField(default=bytes)
    is_member = models.BooleanField(default=False)
    is_available = models.BooleanField(default=True)
    absence = models.CharField(max_length=16, choices=Absence, blank=True)
    absence_note = models.CharField(max_length=200, blank=True)
    absent_from = models.DateField(null=True)
    absent_until = models.DateField(null=True)
    available_from = models.DateField(null=True)
    available_until = models.DateField(null=True)
    max_hours_week = models.PositiveSmallIntegerField(default=48)
    account = models.CharField(max_length=150, null=True)  # noqa: DJ001 unique where present

    class Meta:
        # None on skills: its operators are not leakproof, so row security would never let it be used.
        indexes = [
            models.Index("home_area", "code", name="responder_home"),
            models.Index("unit_area", "code", name="responder_unit_area"),
            models.Index("posted_area", "code", name="responder_posted"),
            models.Index("seconded_area", "code", name="responder_seconded"),
            models.Index("unit", "code", name="responder_unit"),
            models.Index("name", "code", name="responder_name"),
            models.Index("phone_index", name="responder_phone", condition=~models.Q(phone_index=b"")),
        ]
        constraints = [
            models.UniqueConstraint(fields=["code"], name="responder_once"),
            models.UniqueConstraint(fields=["account"], name="responder_account_once"),
            models.CheckConstraint(
                condition=models.Q(is_available=True, absence="")
                | models.Q(is_available=False) & ~models.Q(absence=""),
                name="absence_has_a_reason",
            ),
            models.CheckConstraint(
                condition=models.Q(absent_until__isnull=True)
                | models.Q(absent_from__isnull=True)
                | models.Q(absent_until__gt=models.F("absent_from")),
                name="absence_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=(
                    models.Q(absent_from__isnull=True) | models.Q(absent_from__range=(EARLIEST, LATEST))
                )
                & (models.Q(absent_until__isnull=True) | models.Q(absent_until__range=(EARLIEST, LATEST))),
                name="absence_lies_in_our_time",
            ),
            models.CheckConstraint(
                condition=models.Q(available_until__isnull=True)
                | models.Q(available_from__isnull=True)
                | models.Q(available_until__gt=models.F("available_from")),
                name="availability_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=models.Q(seconded_area="", seconded_from__isnull=True, seconded_until__isnull=True)
                | ~models.Q(seconded_area="") & models.Q(seconded_until__gt=models.F("seconded_from")),
                name="secondment_has_a_period",
            ),
            models.CheckConstraint(condition=models.Q(max_hours_week__lte=168), name="a_week_has_168_hours"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"
