"""A plan and its draft: grids, leads, temporary branches, and the edits people made."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from fangxian.kernel.codes import AreaCodeField


class PlanState(models.TextChoices):
    """Where a plan stands."""

    WAITING = "waiting", _("Waiting to be computed")
    COMPUTING = "computing", _("Being computed")
    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")
    SUPERSEDED = "superseded", _("Superseded")
    FAILED = "failed", _("Failed")
    DISCARDED = "discarded", _("Discarded")


class Plan(models.Model):
    """One lay-out of an area: computed, looked at, edited, recomputed, published, superseded."""

    code = models.CharField(max_length=64, unique=True)
    incident = models.CharField(max_length=32)
    area = AreaCodeField()
    rule_pack = models.CharField(max_length=64)
    seed = models.BigIntegerField(default=0)
    state = models.CharField(max_length=12, choices=PlanState, default=PlanState.WAITING)
    basis = models.CharField(max_length=64, blank=True)
    site_source = models.CharField(max_length=12, default="both")
    starts_at = models.DateTimeField()
    days = models.PositiveSmallIntegerField(default=7)
    made_by = models.CharField(max_length=200)
    made_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    step = models.CharField(max_length=40, blank=True)
    share = models.FloatField(default=0)
    error = models.TextField(blank=True)
    figures = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index("area", "-made_at", name="plan_area")]

    def __str__(self) -> str:
        return f"{self.code} {self.area} {self.state}"


class EditKind(models.TextChoices):
    """What a person can change by hand in a draft."""

    PIN = "pin", _("Pin a person to a post")
    CLOSE_SITE = "close_site", _("Close a site")
    UNAVAILABLE = "unavailable", _("Mark a person unavailable")


class PlanEdit(models.Model):
    """One change by hand, kept until it is withdrawn, obeyed by every recomputation."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="edits")
    area = AreaCodeField()
    kind = models.CharField(max_length=12, choices=EditKind)
    responder = models.CharField(max_length=40, blank=True)
    post = models.CharField(max_length=64, blank=True)
    site = models.CharField(max_length=64, blank=True)
    made_by = models.CharField(max_length=200)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint("plan", "kind", "responder", "site", name="plan_edit_once"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.responder or self.site}"


class PlanGrid(models.Model):
    """A grid of a draft, with the households it would hold."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="grids")
    area = AreaCodeField()
    village = AreaCodeField()
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    people = models.PositiveIntegerField()
    household_ids = ArrayField(models.BigIntegerField())

    class Meta:
        constraints = [models.UniqueConstraint("plan", "area", name="plan_grid_once")]

    def __str__(self) -> str:
        return self.area


class PlanLead(models.Model):
    """Who would answer for an area, and who would be the deputy; empty where nobody could be found."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="leads")
    area = AreaCodeField()
    role = models.CharField(max_length=20)
    holder = models.CharField(max_length=40, blank=True)
    holder_name = models.CharField(max_length=120, blank=True)
    deputy = models.CharField(max_length=40, blank=True)
    deputy_name = models.CharField(max_length=120, blank=True)
    span = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint("plan", "area", name="plan_lead_once")]

    def __str__(self) -> str:
        return f"{self.area} {self.holder_name}"


class PlanBranch(models.Model):
    """A temporary branch a plan would found at a work site, with its members."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="branches")
    area = AreaCodeField()
    site = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    secretary = models.CharField(max_length=40)
    members = ArrayField(models.CharField(max_length=40))

    class Meta:
        constraints = [models.UniqueConstraint("plan", "site", name="plan_branch_once")]

    def __str__(self) -> str:
        return self.name
