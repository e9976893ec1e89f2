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
    """
    An organisation with a place in the tree of organisations and in the territory.

    `path` holds the codes from the root down to the unit, each with a closing `/`, so that "with its
    sub-units" is a prefix test, as it is for areas. A unit's area lies inside its parent's: who sees a unit
    sees all below it.
    """

    code = models.CharField(max_length=64, primary_key=True, db_collation="C")
    name = models.CharField(max_length=200, db_collation="C")
    kind = models.CharField(max_length=20, choices=UnitKind)
    parent = models.ForeignKey("self", models.PROTECT, null=True, db_index=False, related_name="children")
    path = models.CharField(max_length=1000, db_collation="C")
    area = AreaCodeField()
    site = models.CharField(max_length=64, blank=True, db_collation="C")
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)

    class Meta:
        indexes = [
            models.Index("area", "code", name="unit_area"),
            models.Index("parent", "name", name="unit_parent"),
            models.Index("path", name="unit_path"),
            models.Index("name", name="unit_name"),
        ]
        constraints = [
            # What a responder's row repeats of its unit points here, and follows when the unit changes.
            models.UniqueConstraint(fields=["code", "name", "area"], name="unit_as_told"),
            models.CheckConstraint(
                condition=~models.Q(parent=models.F("code")), name="unit_is_not_its_own_parent"
            ),
            models.CheckConstraint(
                condition=models.Q(valid_until__isnull=True)
                | models.Q(valid_until__gte=models.F("valid_from")),
                name="unit_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"
