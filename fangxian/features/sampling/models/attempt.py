"""Wrong answers at the residents' door, by code and by address."""

from __future__ import annotations

from django.db import models


class Attempt(models.Model):
    """
    How often a result was asked for in vain; `key` is a keyed hash of the code, or of the address it came
    from, so that the table tells neither.
    """

    key = models.CharField(max_length=64, primary_key=True, db_collation="C")
    failures = models.PositiveIntegerField(default=0)
    last_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index("last_at", name="attempt_last")]

    def __str__(self) -> str:
        return f"{self.key[:8]} {self.failures}"
