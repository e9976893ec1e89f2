"""Uploads: sheets that somebody has handed in on a page."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from fangxian.kernel.codes import AreaCodeField

SILENCE = timedelta(minutes=10)


class State(models.TextChoices):
    """How far an upload has come."""

    WAITING = "waiting", _("Waiting to be checked")
    CHECKED = "checked", _("Checked, waiting for your decision")
    RUNNING = "running", _("Being taken in")
    DONE = "done", _("Taken in")
    DROPPED = "dropped", _("Put aside")
    FAILED = "failed", _("Could not be read")


class Upload(models.Model):
    """
    One sheet on its way in: checked by a dry run, decided on by a person, taken in by a job.

    The sheet lies in the home folder's `uploads` under the upload's code until it is done or dropped; the
    refused rows lie beside it.
    """

    code = models.CharField(max_length=64, unique=True)
    incident = models.CharField(max_length=32)
    area = AreaCodeField()
    kind = models.CharField(max_length=32)
    name = models.CharField(max_length=200)
    form = models.CharField(max_length=8)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    mode = models.CharField(max_length=16, blank=True)
    share = models.FloatField(default=0)
    outcome = models.JSONField(null=True)
    problem = models.TextField(blank=True)
    has_refused = models.BooleanField(default=False)
    made_by = models.CharField(max_length=150)
    made_by_name = models.CharField(max_length=200)
    made_at = models.DateTimeField()
    heard_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["area", "-made_at"], name="upload_area")]

    def is_silent(self, now: datetime) -> bool:
        """Whether its job has given no sign of life for so long that it must have been killed."""
        return self.state in (State.WAITING, State.RUNNING) and now - self.heard_at > SILENCE

    def __str__(self) -> str:
        return f"{self.code} {self.kind} {self.state}"
