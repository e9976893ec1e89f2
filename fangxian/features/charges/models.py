"""The charge: authority and responsibility as one object."""

from __future__ import annotations

from django.db import models

from fangxian.features.roster.models import Responder
from fangxian.kernel.authority import Role
from fangxian.kernel.codes import AreaCodeField


class Charge(models.Model):
    """A person in a role for an area, for a time, with a deputy; `holder` is empty while it is vacant."""

    code = models.CharField(max_length=64, unique=True)
    incident = models.CharField(max_length=32)
    area = AreaCodeField()
    role = models.CharField(max_length=20, choices=Role)
    holder = models.ForeignKey(Responder, models.PROTECT, null=True, related_name="charges_held")
    holder_name = models.CharField(max_length=120, blank=True)
    deputy = models.ForeignKey(Responder, models.PROTECT, null=True, related_name="charges_deputised")
    deputy_name = models.CharField(max_length=120, blank=True)
    leads = models.BooleanField(default=False)
    plan = models.CharField(max_length=64, blank=True)
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["area", "role"], name="charge_area")]
        constraints = [
            models.UniqueConstraint(
                fields=["incident", "area"],
                name="one_lead_charge_an_area",
                condition=models.Q(leads=True, valid_until__isnull=True),
            ),
            models.CheckConstraint(
                condition=models.Q(valid_until__isnull=True)
                | models.Q(valid_until__gte=models.F("valid_from")),
                name="charge_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=models.Q(deputy__isnull=True) | ~models.Q(deputy=models.F("holder")),
                name="deputy_is_another_person",
            ),
            models.CheckConstraint(
                condition=~models.Q(role=Role.OPERATOR), name="nobody_is_charged_as_operator"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.area}"
