"""Counters of a campaign: exact in the transaction of each report, rebuilt from the log by one command."""

from __future__ import annotations

from django.db import models

from fangxian.kernel.codes import AreaCodeField


class Coverage(models.Model):
    """
    How the targets of one grid (or, without grids, village) stand in one campaign.

    `exempt` are those who are left out and of whom nothing is known: no part of `targets`.
    """

    pk = models.CompositePrimaryKey("area", "campaign")
    area = AreaCodeField()
    campaign = models.CharField(max_length=16, db_collation="C")
    village = AreaCodeField()
    targets = models.IntegerField(default=0)
    reached = models.IntegerField(default=0)
    not_home = models.IntegerField(default=0)
    refused = models.IntegerField(default=0)
    unreachable = models.IntegerField(default=0)
    service = models.IntegerField(default=0)
    asked = models.IntegerField(default=0)
    exempt = models.IntegerField(default=0, db_default=0)

    class Meta:
        # Neither column is ever changed by a report, so that counting stays a HOT update.
        indexes = [models.Index(fields=["campaign", "area"], name="coverage_campaign")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(targets__gte=0, reached__gte=0, not_home__gte=0, refused__gte=0)
                & models.Q(unreachable__gte=0, service__gte=0, asked__gte=0),
                name="coverage_counts",
            )
        ]

    def __str__(self) -> str:
        return f"{self.campaign} {self.area} {self.reached}/{self.targets}"


class Pace(models.Model):
    """
    How many targets of a village have their latest report, by which they are reached, in one quarter hour.

    A function of the states alone, so that late and doubled reports leave it the same.
    """

    pk = models.CompositePrimaryKey("area", "campaign", "slot")
    area = AreaCodeField()
    campaign = models.CharField(max_length=16, db_collation="C")
    slot = models.DateTimeField()
    reached = models.IntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["campaign", "slot", "area"], name="pace_campaign")]

    def __str__(self) -> str:
        return f"{self.campaign} {self.area} {self.slot:%F %H:%M} {self.reached}"
