"""Couriers' rounds: from which laboratory they leave when, and where each calls in which order."""

from __future__ import annotations

from django.db import models

from fangxian.kernel.codes import AreaCodeField


class CourierPlan(models.Model):
    """The newest plan of couriers' rounds for an area of a sampling round; a new one takes its place."""

    round = models.CharField(max_length=16, db_collation="C")
    area = AreaCodeField()
    at = models.DateTimeField()
    person_name = models.CharField(max_length=200)
    leaves_at = models.DateTimeField()
    laboratory = models.CharField(max_length=200)
    lat = models.FloatField()
    lon = models.FloatField()
    couriers = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint("area", "round", name="courierplan_once")]

    def __str__(self) -> str:
        return f"{self.round} {self.area} {self.leaves_at:%m-%d %H:%M}"


class CourierCall(models.Model):
    """
    One call at a point: the `position` in the courier's `tour`, which is 0 where nobody can call in time.

    `base` is the area of the plan. `tubes` waited there when it was planned, the oldest of which must be
    with the laboratory by `latest`; the courier calls `at`, and is back with the laboratory at `back_at`.
    """

    round = models.CharField(max_length=16, db_collation="C")
    base = AreaCodeField()
    area = AreaCodeField()
    point = models.CharField(max_length=64, db_collation="C")
    name = models.CharField(max_length=200)
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    tour = models.PositiveSmallIntegerField()
    position = models.PositiveSmallIntegerField()
    courier = models.CharField(max_length=40, blank=True, db_collation="C")
    courier_name = models.CharField(max_length=120, blank=True)
    tubes = models.PositiveIntegerField()
    latest = models.DateTimeField()
    at = models.DateTimeField(null=True)
    back_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index("area", "round", name="couriercall_area")]
        constraints = [models.UniqueConstraint("base", "round", "point", name="couriercall_once")]

    def __str__(self) -> str:
        return f"{self.round} {self.tour}.{self.position} {self.point}"
