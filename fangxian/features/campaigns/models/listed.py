"""What a list says of its targets, and work that was given to somebody, kept so that it can be given back."""

from __future__ import annotations

from django.db import models

from fangxian.kernel.codes import AreaCodeField


class ListedTarget(models.Model):
    """What an imported list says of one target: where the person came from, and on which day."""

    target = models.CharField(max_length=64, primary_key=True, db_collation="C")
    campaign = models.CharField(max_length=16, db_collation="C")
    area = AreaCodeField()
    origin = models.CharField(max_length=120, blank=True)
    arrived_on = models.DateField(null=True)

    class Meta:
        indexes = [models.Index(fields=["campaign", "area"], name="listed_campaign")]

    def __str__(self) -> str:
        return f"{self.target} {self.origin}"


class Handover(models.Model):
    """
    Targets given to one person at one time, for a reason.

    `area` is that of the giver's charge. `before` holds a row a target, [code, area, holder, holder's name,
    lease until (ISO 8601 or null), held for], as it was: what giving back restores.
    """

    code = models.CharField(max_length=64, primary_key=True, db_collation="C")
    incident = models.CharField(max_length=32)
    area = AreaCodeField()
    campaign = models.CharField(max_length=16, db_collation="C")
    place = AreaCodeField()
    receiver = models.CharField(max_length=40, db_collation="C")
    receiver_name = models.CharField(max_length=120)
    reason = models.CharField(max_length=200)
    before = models.JSONField()
    made_by = models.CharField(max_length=200)
    made_at = models.DateTimeField()
    undone_by = models.CharField(max_length=200, blank=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["campaign", "-made_at"], name="handover_campaign")]

    def __str__(self) -> str:
        return f"{self.campaign} → {self.receiver_name}: {len(self.before)}"
