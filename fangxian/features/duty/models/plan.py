"""A plan, and the edits people made to its draft by hand."""

from __future__ import annotations

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


class SiteSource(models.TextChoices):
    """Where the sites of a plan come from."""

    FOUND = "found", _("Only the sites on the list")
    COMPUTED = "computed", _("Sampling points by computation, other sites from the list")
    BOTH = "both", _("The sites on the list, and more sampling points where they do not suffice")


class Terrain(models.TextChoices):
    """How people walk: the rule pack has paces and walking times for both."""

    MOUNTAIN = "mountain", _("Mountain country")
    PLAIN = "plain", _("Plain")


class Plan(models.Model):
    """
    One lay-out of an area: computed, looked at, edited, recomputed, published, superseded.

    `basis` is the fingerprint of what it was computed from, `replaces` the plan that ran then; `heard_at` is
    when the computation last gave a sign of life.
    """

    code = models.CharField(max_length=64, unique=True)
    incident = models.CharField(max_length=32)
    area = AreaCodeField()
    rule_pack = models.CharField(max_length=64)
    seed = models.BigIntegerField(default=0)
    state = models.CharField(max_length=12, choices=PlanState, default=PlanState.WAITING)
    basis = models.CharField(max_length=64, blank=True)
    replaces = models.CharField(max_length=64, blank=True)
    site_source = models.CharField(max_length=12, choices=SiteSource, default=SiteSource.BOTH)
    terrain = models.CharField(max_length=12, choices=Terrain, default=Terrain.MOUNTAIN)
    starts_at = models.DateTimeField()
    days = models.PositiveSmallIntegerField(default=7)
    made_by = models.CharField(max_length=200)
    made_at = models.DateTimeField()
    computed_at = models.DateTimeField(null=True)
    edited_at = models.DateTimeField(null=True)
    published_at = models.DateTimeField(null=True)
    published_by = models.CharField(max_length=200, blank=True)
    heard_at = models.DateTimeField(null=True)
    step = models.CharField(max_length=40, blank=True)
    share = models.FloatField(default=0)
    error = models.TextField(blank=True)
    figures = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["area", "-made_at"], name="plan_area")]
        constraints = [
            models.CheckConstraint(condition=models.Q(days__gte=1, days__lte=31), name="plan_days"),
            models.UniqueConstraint(
                "incident", "area", name="one_running_plan_an_area", condition=models.Q(state="published")
            ),
        ]

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
    responder = models.CharField(max_length=40, blank=True, db_collation="C")
    responder_name = models.CharField(max_length=120, blank=True)
    post = models.CharField(max_length=96, blank=True, db_collation="C")
    site = models.CharField(max_length=64, blank=True, db_collation="C")
    made_by = models.CharField(max_length=200)
    made_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index("area", "plan", name="plan_edit_area")]
        constraints = [
            models.UniqueConstraint(
                "plan", "responder", name="plan_edit_a_person", condition=~models.Q(responder="")
            ),
            models.UniqueConstraint("plan", "site", name="plan_edit_a_site", condition=~models.Q(site="")),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.responder or self.site}"
