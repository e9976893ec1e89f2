"""The round: what is ordered for an area, by zones, at which points."""

from __future__ import annotations

import os

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from fangxian.kernel.codes import AreaCodeField


class ZoneKind(models.TextChoices):
    """How an area is dealt with, and so how its people are pooled."""

    LOCKDOWN = "lockdown", _("Lockdown zone")
    CONTROLLED = "controlled", _("Controlled zone")
    PRECAUTION = "precaution", _("Precaution zone")


class Mode(models.TextChoices):
    """How people are reached at a point."""

    POINT = "point", _("Sampling point")
    MOBILE = "mobile", _("Mobile team")
    HOME = "home", pgettext_lazy("sampling", "At home")


def new_salt() -> bytes:
    """What the lots of one round are made with."""
    return os.urandom(16)


class Round(models.Model):
    """
    One round of sampling; `code` is its campaign's, which has its area, its window and its targets.

    Swabs are taken from the campaign's start to its end; all results are there by `results_by`. `number`
    counts the rounds of the area; `infected` is the share of people taken as infected when it was ordered,
    `stock` how many tubes there were, `pooled_an_hour` and `single_an_hour` what laboratories test.
    """

    code = models.CharField(max_length=16, primary_key=True, db_collation="C")
    incident = models.CharField(max_length=32)
    area = AreaCodeField()
    number = models.PositiveSmallIntegerField()
    results_by = models.DateTimeField()
    infected = models.FloatField()
    notice = models.TextField(blank=True)
    salt = models.BinaryField(default=new_salt)
    stock = models.PositiveIntegerField(default=0)
    pooled_an_hour = models.PositiveIntegerField(default=0)
    single_an_hour = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["area", "-number"], name="round_area")]
        constraints = [
            models.UniqueConstraint("incident", "area", "number", name="round_numbered_once"),
            models.CheckConstraint(
                condition=models.Q(infected__gte=0, infected__lte=1), name="round_infected_is_a_share"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.area} {self.number}"


class Zone(models.Model):
    """An area of a round with its own pools: `size` people a tube, or a tube for each household."""

    round = models.CharField(max_length=16, db_collation="C")
    area = AreaCodeField()
    kind = models.CharField(max_length=12, choices=ZoneKind)
    size = models.PositiveSmallIntegerField()
    by_household = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint("area", "round", name="zone_once"),
            models.CheckConstraint(condition=models.Q(size__gte=1, size__lte=20), name="zone_pool_size"),
        ]

    def __str__(self) -> str:
        return f"{self.round} {self.area} {self.kind}"


class Point(models.Model):
    """A site of a round, or a team of it, with its tables and the people expected there."""

    round = models.CharField(max_length=16, db_collation="C")
    code = models.CharField(max_length=64, db_collation="C")
    name = models.CharField(max_length=200)
    area = AreaCodeField()
    mode = models.CharField(max_length=8, choices=Mode, default=Mode.POINT)
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    tables = models.PositiveSmallIntegerField(default=1)
    people = models.PositiveIntegerField(default=0)
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    is_open = models.BooleanField(default=True)

    class Meta:
        indexes = [models.Index("area", "round", name="point_area")]
        constraints = [models.UniqueConstraint("round", "code", name="point_once")]

    def __str__(self) -> str:
        return f"{self.round} {self.code}"
