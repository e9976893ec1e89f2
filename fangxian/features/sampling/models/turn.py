"""Turns: when the people of a grid come, and to which point."""

from __future__ import annotations

from django.db import models

from fangxian.kernel.codes import AreaCodeField


class Turn(models.Model):
    """
    When the `people` of a grid (a village, where there are no grids) come, and to which point; one a round.

    `walk_m` is the way of those who live farthest: None where nobody knows where they live, and for a
    mobile team, which comes to them. `first` is the point they were told first: when it closes they go
    elsewhere, and come back when it opens again. `point_name` is for who does not see the point: it may lie
    in another area.
    """

    round = models.CharField(max_length=16, db_collation="C")
    area = AreaCodeField()
    point = models.CharField(max_length=64, db_collation="C")
    point_name = models.CharField(max_length=200)
    first = models.CharField(max_length=64, db_collation="C")
    people = models.PositiveIntegerField(default=0)
    walk_m = models.PositiveIntegerField(null=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index("round", "point", "starts_at", name="turn_round")]
        constraints = [
            models.UniqueConstraint("area", "round", name="turn_once"),
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="turn_ends_after_it_starts"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round} {self.area} {self.point} {self.starts_at:%m-%d %H:%M}"
