"""The trail's one table."""

from django.db import models

from fangxian.kernel.codes import AreaCodeField


class Entry(models.Model):
    """One thing that somebody did, under one charge; never changed, never removed by the application."""

    at = models.DateTimeField()
    incident = models.CharField(max_length=32)
    person = models.CharField(max_length=150)
    person_name = models.CharField(max_length=200)
    role = models.CharField(max_length=32)
    charge = models.CharField(max_length=64)
    kind = models.CharField(max_length=64)
    area = AreaCodeField()
    subject = models.CharField(max_length=200)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    facts = models.JSONField(default=dict)

    class Meta:
        indexes = [
            models.Index(fields=["area", "-at"], name="trail_area_at"),
            models.Index(fields=["person", "-at"], name="trail_person_at"),
            models.Index(fields=["-at", "-id"], name="trail_at"),
        ]

    def __str__(self) -> str:
        return f"{self.at:%F %T} {self.person} {self.kind} {self.subject}"
