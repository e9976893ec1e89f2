"""Counters of a point: exact in the transaction of each report, rebuilt from the log by one command."""

from __future__ import annotations

from django.db import models

from fangxian.kernel.codes import AreaCodeField

COUNTED = (
    *("swabs", "people"),
    *("open", "closed", "packed", "handed", "received", "spoiled"),
    *("negative", "suspected", "positive", "invalid"),
    "in_tubes",
)


class Tally(models.Model):
    """
    What one point has done in a round: `swabs` taken, `people` they are of, its tubes by stage, by result.

    That the swabs in its tubes (`in_tubes`) are its swabs, and its tubes all somewhere, is how a missing tube
    is found.
    """

    pk = models.CompositePrimaryKey("area", "round", "point")
    area = AreaCodeField()
    round = models.CharField(max_length=16, db_collation="C")
    point = models.CharField(max_length=64, db_collation="C")
    swabs = models.IntegerField(default=0)
    people = models.IntegerField(default=0)
    open = models.IntegerField(default=0)
    closed = models.IntegerField(default=0)
    packed = models.IntegerField(default=0)
    handed = models.IntegerField(default=0)
    received = models.IntegerField(default=0)
    spoiled = models.IntegerField(default=0)
    negative = models.IntegerField(default=0)
    suspected = models.IntegerField(default=0)
    positive = models.IntegerField(default=0)
    invalid = models.IntegerField(default=0)
    in_tubes = models.IntegerField(default=0)

    class Meta:
        indexes = [models.Index("round", "area", name="tally_round")]

    def __str__(self) -> str:
        return f"{self.round} {self.point} {self.swabs}"


class Pace(models.Model):
    """How many swabs were taken at a point in one quarter hour; those taken back are not among them."""

    pk = models.CompositePrimaryKey("area", "round", "point", "slot")
    area = AreaCodeField()
    round = models.CharField(max_length=16, db_collation="C")
    point = models.CharField(max_length=64, db_collation="C")
    slot = models.DateTimeField()
    swabs = models.IntegerField(default=0)

    class Meta:
        indexes = [models.Index("round", "slot", "area", name="sampling_pace_round")]

    def __str__(self) -> str:
        return f"{self.round} {self.point} {self.slot:%F %H:%M} {self.swabs}"
