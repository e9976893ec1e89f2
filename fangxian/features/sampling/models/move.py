"""Teams moved from one point to another while a round runs."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from fangxian.kernel.codes import AreaCodeField


class TeamMove(models.Model):
    """
    One team (a sampler, and a registrar where there is one) with its table at another point until `back_at`.

    `area` and `point` are where it went, `from_area` and `from_point` where it came from; `closed` says that
    it was the last one there, and its point closed.
    """

    code = models.CharField(max_length=48, primary_key=True, db_collation="C")
    round = models.CharField(max_length=16, db_collation="C")
    area = AreaCodeField()
    point = models.CharField(max_length=64, db_collation="C")
    from_area = AreaCodeField()
    from_point = models.CharField(max_length=64, db_collation="C")
    people = ArrayField(models.CharField(max_length=40))
    names = ArrayField(models.CharField(max_length=120))
    closed = models.BooleanField(default=False)
    at = models.DateTimeField()
    person = models.CharField(max_length=150)
    person_name = models.CharField(max_length=200)
    back_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index("round", "at", name="team_move_round")]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(point=models.F("from_point")), name="team_move_goes_elsewhere"
            )
        ]

    def __str__(self) -> str:
        return f"{self.round} {self.from_point} to {self.point}"
