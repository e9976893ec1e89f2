"""Units."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from fangxian.kernel.codes import AreaCodeField


class UnitKind(models.TextChoices):
    """What a unit is."""

    COMMITTEE = "committee", _("Committee")
    DEPARTMENT = "department", _("Department")
    BRANCH = "branch", _("Branch")
    TEMPORARY_BRANCH = "temporary_branch", _("Temporary branch")
    TEAM = "team", _("Team")
    OTHER = "other", _("Other unit")


class Unit(models.Model):
    """An organisation with a place in the tree of organisations and in the territory."""

    code = models.CharField(max_length=64, unique=True, db_collation="C")
    name = models.CharField(max_length=200, db_collation="C")
    kind = models.CharField(max_length=20, choices=UnitKind)
    parent = models.ForeignKey("self", models.PROTECT, null=True, related_name="children")
    area = AreaCodeField()
    site = models.CharField(max_length=64, blank=True)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)

    class Meta:
        indexes = [models.Index("area", "code", name="unit_area"), models.Index("name", name="unit_name")]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"
