"""Swabs: who was sampled into which tube."""

from __future__ import annotations

from django.db import models

from fangxian.kernel.codes import AreaCodeField


class Swab(models.Model):
    """
    One swab in one tube; its id is the report's, so that it can be in no other.

    `area` is the point's. `target` is whom it is of, '' for somebody who is in no list. It `counts` if it is
    the first of its person in the round that was not taken back; others of the same person are in their
    tubes, and people are counted once.
    """

    id = models.UUIDField(primary_key=True)
    round = models.CharField(max_length=16, db_collation="C")
    area = AreaCodeField()
    point = models.CharField(max_length=64, db_collation="C")
    table = models.PositiveSmallIntegerField()
    tube = models.CharField(max_length=64, db_collation="C")
    target = models.CharField(max_length=64, blank=True, db_collation="C")
    at = models.DateTimeField()
    person = models.CharField(max_length=40, db_collation="C")
    void = models.BooleanField(default=False)
    counts = models.BooleanField(default=True)

    class Meta:
        indexes = [
            models.Index("tube", name="swab_tube"),
            models.Index("target", name="swab_target"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(void=False) | models.Q(counts=False), name="swab_void_counts_not"
            )
        ]

    def __str__(self) -> str:
        return f"{self.tube} {self.target}"


class Void(models.Model):
    """A swab taken back at the table, with the report that says so; it may come before the swab."""

    id = models.UUIDField(primary_key=True)
    round = models.CharField(max_length=16, db_collation="C")
    area = AreaCodeField()
    swab = models.UUIDField()
    at = models.DateTimeField()
    person = models.CharField(max_length=40, db_collation="C")

    class Meta:
        indexes = [models.Index("swab", name="void_swab")]

    def __str__(self) -> str:
        return f"void {self.swab}"
