"""The register: households and residents, and how many there are in each grid."""

from __future__ import annotations

from functools import reduce
from operator import or_

from django.db import models
from django.utils.translation import gettext_lazy as _

from fangxian.kernel.codes import AreaCodeField


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
ANY_NEED = reduce(or_, (models.Q(**{need: True}) for need in NEEDS))


class Resident(models.Model):
    """
    A resident, personal details sealed under the incident's data key.

    A sealed column cannot be compared, so `row_digest`, keyed by the same key, tells whether an imported row
    says anything new. `area` follows the household's.
    """

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
    row_digest = models.BinaryField()

    class Meta:
        indexes = [
            models.Index("area", "household", name="resident_area"),
            models.Index("area", "household", name="resident_needs", condition=ANY_NEED),
            models.Index("id_index", name="resident_id", condition=~models.Q(id_index=b"")),
            models.Index("incident", "household", name="resident_household"),
            models.Index("phone_index", name="resident_phone", condition=~models.Q(phone_index=b"")),
        ]
        constraints = [models.UniqueConstraint("incident", "code", name="resident_once")]

    def __str__(self) -> str:
        return self.code


class Headcount(models.Model):
    """
    How many live in a grid (or in a village, those who are in no grid): counted anew when they change.

    Kept so that any area's figures are a sum over few rows; the register stays the truth.
    """

    incident = models.CharField(max_length=32)
    area = AreaCodeField()
    village = AreaCodeField()
    households = models.PositiveIntegerField()
    residents = models.PositiveIntegerField()
    frail = models.PositiveIntegerField()
    disabled = models.PositiveIntegerField()
    pregnant = models.PositiveIntegerField()
    dialysis = models.PositiveIntegerField()
    infant = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint("area", "incident", name="headcount_once")]

    def __str__(self) -> str:
        return f"{self.area}: {self.residents}"
