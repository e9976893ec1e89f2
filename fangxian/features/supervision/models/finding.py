"""Findings: what an inspection found wrong, beside the item that moves it to its end."""

from __future__ import annotations

from django.db import models

from fangxian.features.supervision.models.inspection import Inspection
from fangxian.kernel.codes import AreaCodeField


class Finding(models.Model):
    """
    One line that failed at one place; `code` is that of its item, which holds state, holder and clocks.

    `repeats` is how many findings of the same line at the same place were made in the fourteen days before,
    withdrawn ones not counted.
    """

    code = models.CharField(max_length=48, primary_key=True, db_collation="C")
    incident = models.CharField(max_length=32)
    area = AreaCodeField()
    made_area = AreaCodeField()
    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="findings")
    subject = models.CharField(max_length=96, db_collation="C")
    checklist = models.CharField(max_length=24, db_collation="C")
    line = models.CharField(max_length=24, db_collation="C")
    severity = models.PositiveSmallIntegerField()
    deadline_h = models.PositiveSmallIntegerField()
    found_at = models.DateTimeField()
    repeats = models.PositiveSmallIntegerField(default=0)
    withdrawn = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index("subject", "line", "found_at", name="finding_subject"),
            models.Index(fields=["area", "-found_at"], name="finding_area"),
            models.Index(
                fields=["area", "found_at"],
                name="finding_repeated",
                condition=models.Q(repeats__gt=0, withdrawn=False),
                include=["incident", "made_area", "code", "subject"],
            ),
        ]

    def __str__(self) -> str:
        return f"{self.line} {self.subject}"
