"""Counters of the published plan, one row an area at every level, exact in the same transaction."""

from django.db import models

from fangxian.kernel.codes import AreaCodeField


class Tally(models.Model):
    """What an area holds, everything inside it included; rebuilt by one command, equal to the live rows."""

    area = AreaCodeField(primary_key=True)
    level = models.CharField(max_length=12)
    parent = AreaCodeField(blank=True)
    grids = models.PositiveIntegerField(default=0)
    households = models.PositiveIntegerField(default=0)
    people = models.PositiveIntegerField(default=0)
    sites = models.PositiveIntegerField(default=0)
    posts = models.PositiveIntegerField(default=0)
    seats = models.PositiveIntegerField(default=0)
    filled = models.PositiveIntegerField(default=0)
    vacancies = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [models.Index("parent", "area", name="tally_parent")]

    def __str__(self) -> str:
        return f"{self.area} {self.filled}/{self.seats}"
