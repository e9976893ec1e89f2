"""The secondment: people lent from one area to another for a time."""

from __future__ import annotations

from django.db import models

from fangxian.features.roster.models import Responder
from fangxian.kernel.authority import Role
from fangxian.kernel.codes import AreaCodeField


class Secondment(models.Model):
    """
    An order that people of `area` help out in `to_area`; `code` is that of its item.

    `state` follows the item, which the receiving side does not see. `role` is the charge they get there, ''
    for none. `made_area` and `made_role` are those of the charge under which it was ordered, and say whom it
    may take; '' for an order from before that was kept. `noted_at` is when the roster was told, `started_at`
    and `ended_at` when it began and was over.
    """

    code = models.CharField(max_length=48, primary_key=True, db_collation="C")
    incident = models.CharField(max_length=32)
    area = AreaCodeField()
    to_area = AreaCodeField()
    made_area = AreaCodeField()
    made_role = models.CharField(max_length=20, choices=Role, blank=True, default="", db_default="")
    area_name = models.CharField(max_length=200)
    to_name = models.CharField(max_length=200)
    state = models.CharField(max_length=20, db_collation="C")
    role = models.CharField(max_length=20, choices=Role, blank=True)
    reason = models.TextField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    made_by_name = models.CharField(max_length=200)
    made_at = models.DateTimeField()
    noted_at = models.DateTimeField(null=True)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["area", "-starts_at"], name="secondment_area"),
            models.Index(fields=["to_area", "-starts_at"], name="secondment_to"),
            models.Index(fields=["made_area", "-starts_at"], name="secondment_made"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="secondment_ends_after_it_starts"
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.area} {self.to_area}"


class Seconded(models.Model):
    """
    One person of a secondment, lent until `until`; nobody is in two that are not over.

    `charge` is the one they were given where they help out, `ended_at` when they were back.
    """

    secondment = models.ForeignKey(Secondment, models.CASCADE, related_name="people", db_index=False)
    area = AreaCodeField()
    to_area = AreaCodeField()
    made_area = AreaCodeField()
    responder = models.ForeignKey(Responder, models.PROTECT, related_name="secondments", db_index=False)
    name = models.CharField(max_length=120, db_collation="C")
    unit_name = models.CharField(max_length=200)
    until = models.DateTimeField()
    charge = models.CharField(max_length=64, blank=True, db_collation="C")
    ended_at = models.DateTimeField(null=True)
    remark = models.CharField(max_length=200, blank=True)

    class Meta:
        indexes = [
            models.Index("responder", name="seconded_responder"),
            models.Index("until", name="seconded_open", condition=models.Q(ended_at__isnull=True)),
        ]
        constraints = [
            models.UniqueConstraint("secondment", "responder", name="seconded_once"),
            models.UniqueConstraint(
                fields=["responder"],
                name="seconded_to_one_place",
                condition=models.Q(ended_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.secondment_id} {self.name}"
