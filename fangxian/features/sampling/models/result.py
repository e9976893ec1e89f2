"""What the laboratory said of a tube, in versions, and the pools that are to be resolved."""

from __future__ import annotations

from django.db import models

from fangxian.features.sampling.models.tube import Value
from fangxian.kernel.codes import AreaCodeField


class Result(models.Model):
    """
    One version of the result of a tube; never changed: who was mistaken says so in the next version.

    `sheet` is the upload it came in, '' for one that was entered on a page. From the second version on
    somebody else than `person` has `confirmed` it, for a `reason`.
    """

    tube = models.CharField(max_length=64, db_collation="C")
    version = models.PositiveSmallIntegerField(default=1)
    round = models.CharField(max_length=16, db_collation="C")
    area = AreaCodeField()
    value = models.CharField(max_length=9, choices=Value)
    tested_at = models.DateTimeField()
    laboratory = models.CharField(max_length=120)
    person = models.CharField(max_length=150)
    person_name = models.CharField(max_length=200)
    confirmed = models.CharField(max_length=150, blank=True)
    confirmed_name = models.CharField(max_length=200, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index("round", "at", name="result_round")]
        constraints = [
            models.UniqueConstraint("tube", "version", name="result_version_once"),
            models.CheckConstraint(
                condition=models.Q(version=1) | ~models.Q(confirmed="") & ~models.Q(reason=""),
                name="result_amended_with_reason_and_confirmed",
            ),
            models.CheckConstraint(
                condition=models.Q(confirmed="") | ~models.Q(confirmed=models.F("person")),
                name="result_confirmed_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.tube} {self.version} {self.value}"


class Amendment(models.Model):
    """
    What a result should say instead, proposed by `person`; it counts once somebody else confirms it.

    `ended_at` is when it was confirmed or taken back, `confirmed` who confirmed it ('' if it was taken back).
    """

    tube = models.CharField(max_length=64, db_collation="C")
    round = models.CharField(max_length=16, db_collation="C")
    area = AreaCodeField()
    value = models.CharField(max_length=9, choices=Value)
    tested_at = models.DateTimeField()
    laboratory = models.CharField(max_length=120)
    reason = models.CharField(max_length=300)
    person = models.CharField(max_length=150)
    person_name = models.CharField(max_length=200)
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    confirmed = models.CharField(max_length=150, blank=True)

    class Meta:
        indexes = [models.Index("area", "round", name="amendment_area")]
        constraints = [
            models.UniqueConstraint(
                "tube", condition=models.Q(ended_at__isnull=True), name="amendment_one_at_a_time"
            ),
            models.CheckConstraint(
                condition=models.Q(confirmed="") | ~models.Q(confirmed=models.F("person")),
                name="amendment_confirmed_by_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.tube} to be {self.value}"


class Pool(models.Model):
    """
    A tube that came back suspected or positive: everybody in it is sampled again singly.

    `members` were in it, `left` of them have no single result yet; `positives` were found. Resolved when
    nobody is left, or when the laboratory took the result back.
    """

    tube = models.CharField(max_length=64, primary_key=True, db_collation="C")
    round = models.CharField(max_length=16, db_collation="C")
    area = AreaCodeField()
    point = models.CharField(max_length=64, db_collation="C")
    found_at = models.DateTimeField()
    members = models.PositiveSmallIntegerField()
    left = models.PositiveSmallIntegerField()
    positives = models.PositiveSmallIntegerField(default=0)
    resolved_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index("area", "round", "found_at", name="pool_area")]

    def __str__(self) -> str:
        return f"{self.tube} {self.left}/{self.members}"
