"""How many items stand where, counted by the database with every change of an item."""

from __future__ import annotations

from django.db import models

from fangxian.kernel.codes import AreaCodeField


class Tally(models.Model):
    """
    How many items came to stand in a state in an area, all inside it included: rows of one key are added up.

    `since` is the hour in which they came there, none for a state that ends; `late` are those of them that
    have climbed. A change only adds rows, so that nobody waits for anybody; a job adds them up now and then.
    """

    incident = models.CharField(max_length=32)
    area = AreaCodeField()
    kind = models.CharField(max_length=24, db_collation="C")
    state = models.CharField(max_length=20, db_collation="C")
    since = models.DateTimeField(null=True)
    standing = models.BigIntegerField()
    late = models.BigIntegerField()

    class Meta:
        indexes = [
            models.Index(
                fields=["area", "kind", "state"],
                include=["since", "standing", "late", "incident"],
                name="items_tally_area",
            )
        ]

    def __str__(self) -> str:
        return f"{self.area} {self.kind} {self.state} {self.standing}"
