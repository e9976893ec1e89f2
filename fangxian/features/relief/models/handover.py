"""The hand-over of a charge: what is asked of whom, beside the item that says how far it is."""

from __future__ import annotations

from django.db import models

from fangxian.features.roster.models import Responder
from fangxian.kernel.authority import Role
from fangxian.kernel.codes import AreaCodeField


class ChargeHandover(models.Model):
    """
    That a successor is asked to take a charge over from `starts_at` on; `code` is that of its item.

    `area` is the charge's, `made_area` that of the charge under which it was asked. `became` is the charge
    that came of it and `passed` how many items went along; both are empty until it has changed hands.
    """

    code = models.CharField(max_length=48, primary_key=True, db_collation="C")
    incident = models.CharField(max_length=32)
    area = AreaCodeField()
    made_area = AreaCodeField()
    place_name = models.CharField(max_length=200)
    charge = models.CharField(max_length=64, db_collation="C")
    role = models.CharField(max_length=20, choices=Role)
    holder = models.ForeignKey(Responder, models.PROTECT, null=True, related_name="handed_over")
    holder_name = models.CharField(max_length=120, blank=True)
    successor = models.ForeignKey(Responder, models.PROTECT, related_name="taken_over")
    successor_name = models.CharField(max_length=120)
    deputy = models.ForeignKey(Responder, models.PROTECT, null=True, related_name="deputising_after")
    deputy_name = models.CharField(max_length=120, blank=True)
    note = models.TextField(blank=True)
    starts_at = models.DateTimeField()
    made_by_name = models.CharField(max_length=200)
    made_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)
    became = models.CharField(max_length=64, blank=True, db_collation="C")
    passed = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(fields=["area", "-made_at"], name="chargehandover_area"),
            models.Index(fields=["made_area", "-made_at"], name="chargehandover_made"),
            models.Index("charge", name="chargehandover_charge"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(holder__isnull=True) | ~models.Q(holder=models.F("successor")),
                name="successor_is_another_person",
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.successor_name}"
