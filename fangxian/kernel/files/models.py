"""A file that waits to be taken away."""

from __future__ import annotations

from datetime import datetime

from django.db import models

from fangxian.kernel.codes import AreaCodeField

DOWNLOADS = 5


class KeptFile(models.Model):
    """
    A file made for one person, sealed under the key of its incident; gone after its time.

    `code` is the export's: it stands in every sheet of the file, and in the trail.
    """

    code = models.CharField(max_length=16, unique=True)
    incident = models.CharField(max_length=32)
    area = AreaCodeField()
    person = models.CharField(max_length=150)
    subject = models.CharField(max_length=200)
    name = models.CharField(max_length=255)
    mime = models.CharField(max_length=100)
    rows = models.PositiveIntegerField()
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    downloads = models.PositiveSmallIntegerField(default=0)
    sealed = models.BinaryField()

    class Meta:
        indexes = [
            models.Index(fields=["person", "-made_at"], name="kept_file_person"),
            models.Index(fields=["expires_at"], name="kept_file_expiry"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(downloads__lte=DOWNLOADS), name="kept_file_is_taken_five_times_at_most"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def left(self) -> int:
        """How often it can still be taken."""
        return DOWNLOADS - self.downloads

    def is_over(self, at: datetime) -> bool:
        """Whether it can be taken no longer."""
        return at >= self.expires_at or self.left <= 0
