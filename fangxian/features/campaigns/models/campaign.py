"""The campaign."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from fangxian.kernel.codes import AreaCodeField


class CampaignKind(models.TextChoices):
    """What a sweep is for."""

    DOOR_KNOCK = "door_knock", _("Door-knock")
    SCREENING = "screening", _("Key-person screening")
    SAMPLING = "sampling", _("Sampling round")


class Aim(models.TextChoices):
    """Who is a target."""

    HOUSEHOLDS = "households", _("Every household")
    RESIDENTS = "residents", _("Residents with a special need")
    EVERYBODY = "everybody", _("Every resident")
    LIST = "list", _("An imported list")


class CampaignState(models.TextChoices):
    """Where a campaign stands."""

    PREPARING = "preparing", _("Being prepared")
    OPEN = "open", _("Running")
    CLOSED = "closed", _("Closed")


class Campaign(models.Model):
    """
    One sweep of an area in a window of time: who is a target, what is asked, when somebody is asked again.

    `question` is what residents are asked; `again_after_min` minutes after nobody was home, the target comes
    up again. `need` narrows residents to those with one special need ('' is any of them). While it is being
    prepared, `share` of its targets is laid out, `heard_at` is the job's last sign of life, and `error` the
    code of what was refused.
    """

    code = models.CharField(max_length=16, primary_key=True, db_collation="C")
    incident = models.CharField(max_length=32)
    area = AreaCodeField()
    kind = models.CharField(max_length=16, choices=CampaignKind)
    name = models.CharField(max_length=120)
    question = models.CharField(max_length=200, blank=True)
    aim = models.CharField(max_length=12, choices=Aim, default=Aim.HOUSEHOLDS)
    need = models.CharField(max_length=12, blank=True)
    again_after_min = models.PositiveIntegerField(default=120)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    state = models.CharField(max_length=12, choices=CampaignState, default=CampaignState.PREPARING)
    targets = models.PositiveIntegerField(default=0)
    made_by = models.CharField(max_length=200)
    made_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    share = models.FloatField(default=0)
    heard_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=64, blank=True)

    class Meta:
        indexes = [models.Index(fields=["area", "-made_at"], name="campaign_area")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=models.F("starts_at")), name="campaign_ends_after_it_starts"
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"
