"""Areas and their history."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from fangxian.kernel.codes import AreaCodeField


class Level(models.TextChoices):
    """How deep in the tree an area stands."""

    REGION = "region", _("Region")
    PREFECTURE = "prefecture", _("Prefecture")
    COUNTY = "county", _("County")
    TOWNSHIP = "township", _("Township")
    VILLAGE = "village", _("Village")
    HAMLET = "hamlet", _("Hamlet")
    GRID = "grid", _("Grid")


class AreaFacts(models.Model):
    """What is known of an area at a time."""

    name = models.CharField(max_length=120, db_collation="C")
    level = models.CharField(max_length=12, choices=Level)
    parent = AreaCodeField(blank=True)
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    population = models.PositiveIntegerField(null=True)
    households = models.PositiveIntegerField(null=True)
    outline = models.JSONField(null=True)
    valid_from = models.DateField()

    class Meta:
        abstract = True


class Area(AreaFacts):
    """An area as it is now; its code is its place in the tree."""

    code = AreaCodeField(primary_key=True)
    valid_until = models.DateField(null=True)

    class Meta:
        indexes = [
            models.Index("parent", "code", name="area_parent"),
            models.Index("name", name="area_name"),
            models.Index("level", "code", name="area_level"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(code__startswith=models.F("parent")), name="area_code_starts_with_parent"
            ),
            models.CheckConstraint(
                condition=models.Q(valid_until__isnull=True)
                | models.Q(valid_until__gte=models.F("valid_from")),
                name="area_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class AreaVersion(AreaFacts):
    """An area as it was until a day: renamed, split, merged or re-counted since."""

    area = AreaCodeField()
    valid_until = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint("area", "valid_from", "valid_until", name="area_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.area} {self.name} until {self.valid_until}"
