"""Inspections: who looked at what place by which checklist, and each line as it was seen."""

from __future__ import annotations

from django.db import models

from fangxian.kernel.codes import AreaCodeField


class Inspection(models.Model):
    """
    One look at a site or grid; its id is the report's.

    `person` is the inspector's code, `account` their user name (the code where there is none), `made_area`
    the area of their charge. The counts are those of the lines of the checklist. `lat_e5` and `lon_e5` are
    where the phone was when it was finished, in degrees × 100,000, within `accuracy_m`; None where it did not
    say. Nothing else is known of where anybody goes.
    """

    id = models.UUIDField(primary_key=True)
    incident = models.CharField(max_length=32)
    area = AreaCodeField()
    made_area = AreaCodeField()
    subject = models.CharField(max_length=96, db_collation="C")
    checklist = models.CharField(max_length=24, db_collation="C")
    at = models.DateTimeField()
    person = models.CharField(max_length=40, db_collation="C")
    person_name = models.CharField(max_length=120)
    account = models.CharField(max_length=150)
    ok = models.PositiveSmallIntegerField()
    failed = models.PositiveSmallIntegerField()
    not_seen = models.PositiveSmallIntegerField()
    note = models.CharField(max_length=500, blank=True)
    lat_e5 = models.IntegerField(null=True)
    lon_e5 = models.IntegerField(null=True)
    accuracy_m = models.PositiveIntegerField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["subject", "-at"], name="inspection_subject"),
            models.Index(
                fields=["area", "-at"], name="inspection_area", include=["subject", "incident", "made_area"]
            ),
        ]

    def __str__(self) -> str:
        return f"{self.checklist} {self.subject} {self.at:%F %H:%M}"


class SeenLine(models.Model):
    """One line of an inspection as it was seen; `finding` is the finding that was looked at again."""

    inspection = models.ForeignKey(Inspection, models.CASCADE, related_name="lines", db_index=False)
    area = AreaCodeField()
    position = models.PositiveSmallIntegerField()
    line = models.CharField(max_length=24, db_collation="C")
    result = models.CharField(max_length=8, db_collation="C")
    remark = models.CharField(max_length=500, blank=True)
    finding = models.CharField(max_length=48, blank=True, db_collation="C")
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index("finding", "at", name="seen_finding", condition=~models.Q(finding=""))]
        constraints = [models.UniqueConstraint("inspection", "line", name="seen_line_once")]

    def __str__(self) -> str:
        return f"{self.line} {self.result}"
