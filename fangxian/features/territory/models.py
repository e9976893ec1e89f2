"""Areas, their history, households and residents."""

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


class Household(models.Model):
    """A household of the register; its area is its grid, or its village while there are no grids."""

    incident = models.CharField(max_length=32)
    code = models.CharField(max_length=40, db_collation="C")
    area = AreaCodeField()
    village = AreaCodeField()
    address = models.CharField(max_length=200, blank=True)
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    members = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes = [models.Index("area", "code", name="household_area")]
        constraints = [
            models.UniqueConstraint("incident", "code", name="household_once"),
            models.CheckConstraint(
                condition=models.Q(area__startswith=models.F("village")), name="household_in_its_village"
            ),
        ]

    def __str__(self) -> str:
        return self.code


class IdType(models.TextChoices):
    """What kind of identity document a number belongs to."""

    CN_RESIDENT_ID = "cn_resident_id", _("Resident identity card")
    PASSPORT = "passport", _("Passport")
    OTHER = "other", _("Other document")


NEEDS = ("frail", "disabled", "pregnant", "dialysis", "infant")


class Resident(models.Model):
    """A resident, personal details sealed under the incident's data key."""

    incident = models.CharField(max_length=32)
    code = models.CharField(max_length=48, db_collation="C")
    household = models.CharField(max_length=40, db_collation="C")
    area = AreaCodeField()
    name_sealed = models.BinaryField()
    id_type = models.CharField(max_length=16, choices=IdType, blank=True)
    id_sealed = models.BinaryField()
    id_index = models.BinaryField()
    phone_sealed = models.BinaryField()
    phone_index = models.BinaryField()
    sex = models.CharField(max_length=1, blank=True)
    born_on = models.DateField(null=True)
    frail = models.BooleanField(default=False)
    disabled = models.BooleanField(default=False)
    pregnant = models.BooleanField(default=False)
    dialysis = models.BooleanField(default=False)
    infant = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index("area", "household", name="resident_area"),
            models.Index("id_index", name="resident_id", condition=~models.Q(id_index=b"")),
            models.Index("phone_index", name="resident_phone", condition=~models.Q(phone_index=b"")),
        ]
        constraints = [models.UniqueConstraint("incident", "code", name="resident_once")]

    def __str__(self) -> str:
        return self.code
