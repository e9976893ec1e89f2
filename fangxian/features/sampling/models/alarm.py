"""Alarms: what is not right with a tube, since when, and in which item somebody looks for it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from fangxian.kernel.codes import AreaCodeField


class Trouble(models.TextChoices):
    """What can be wrong with a tube."""

    MISSING = "missing", _("Missing: packed four hours ago and not received")
    NOT_IN_BOX = "not_in_box", _("Missing: its box was received without it")
    STANDING = "standing", _("Closed, standing at the point for more than four hours")
    OPEN = "open", _("Open for more than two hours")
    WARM = "warm", _("Carried warmer or colder than 2–8 °C, more than four hours after its first swab")
    MISCOUNTED = "miscounted", _("Closed with another count than its swabs")
    TWO_TABLES = "two_tables", _("Used at two tables")


class Alarm(models.Model):
    """
    One thing that is not right with one tube; over when it is so no more.

    `area` and `item` are those of the point's item, which lists all its tubes.
    """

    tube = models.CharField(max_length=64, db_collation="C")
    trouble = models.CharField(max_length=12, choices=Trouble)
    round = models.CharField(max_length=16, db_collation="C")
    area = AreaCodeField()
    point = models.CharField(max_length=64, db_collation="C")
    item = models.CharField(max_length=48, db_collation="C")
    found_at = models.DateTimeField()
    over_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index("item", name="alarm_item"),
            models.Index("round", "over_at", name="alarm_round"),
        ]
        constraints = [models.UniqueConstraint("tube", "trouble", name="alarm_once")]

    def __str__(self) -> str:
        return f"{self.tube} {self.trouble}"
