"""Responders."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _

from fangxian.features.orgs.models import Unit
from fangxian.kernel.codes import AreaCodeField


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


class Responder(models.Model):
    """A person who can be posted: works in a unit, reports to the community where they live (双报到)."""

    code = models.CharField(max_length=40, unique=True, db_collation="C")
    name = models.CharField(max_length=120, db_collation="C")
    kind = models.CharField(max_length=16, choices=ResponderKind)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="responders")
    unit_area = AreaCodeField()
    branch = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="members")
    home_area = AreaCodeField()
    posted_area = AreaCodeField(blank=True)
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    skills = ArrayField(models.CharField(max_length=16, choices=Skill), default=list)
    phone_sealed = models.BinaryField(default=bytes)
    phone_index = models.BinaryField(default=bytes)
    is_member = models.BooleanField(default=False)
    is_available = models.BooleanField(default=True)
    available_from = models.DateField(null=True)
    available_until = models.DateField(null=True)
    max_hours_week = models.PositiveSmallIntegerField(default=48)
    account = models.CharField(max_length=150, unique=True, null=True)  # noqa: DJ001 unique where present

    class Meta:
        indexes = [
            models.Index("home_area", "code", name="responder_home"),
            models.Index("unit_area", "code", name="responder_unit_area"),
            models.Index("posted_area", "code", name="responder_posted"),
            models.Index("name", name="responder_name"),
            GinIndex("skills", name="responder_skills"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"
