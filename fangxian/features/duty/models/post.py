"""Posts, their shifts, who holds them, and what stays unfilled."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Value
from django.utils.translation import gettext_lazy as _

from fangxian.features.duty.models.plan import Plan
from fangxian.features.duty.models.site import Site
from fangxian.features.roster.models import Responder
from fangxian.kernel.codes import AreaCodeField


class PostRole(models.TextChoices):
    """What the people on a post do."""

    SAMPLER = "sampler", _("Sampler")
    REGISTRAR = "registrar", _("Registrar")
    SITE_LEAD = "site_lead", _("Site lead")
    POLICE = "police", _("Police")
    DISINFECTOR = "disinfector", _("Disinfector")
    COURIER = "courier", _("Courier")
    GATE_GUARD = "gate_guard", _("Gate guard")
    GRID_WORKER = "grid_worker", _("Grid worker")
    GRID_TEAM = "grid_team", _("Door-knock team")
    CARER = "carer", _("Carer")
    ELECTRICIAN = "electrician", _("Electrician")
    STOREKEEPER = "storekeeper", _("Storekeeper")


class Post(models.Model):
    """n people in a role at a site or grid; `live` while its plan is the published one."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="posts")
    code = models.CharField(max_length=64)
    area = AreaCodeField()
    role = models.CharField(max_length=16, choices=PostRole)
    site = models.ForeignKey(Site, models.PROTECT, null=True, related_name="posts")
    seats = models.PositiveSmallIntegerField()
    crews = models.PositiveSmallIntegerField(default=1)
    filled = models.PositiveSmallIntegerField(default=0)
    members = models.PositiveSmallIntegerField(default=0)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    live = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index("area", "code", name="post_area")]
        constraints = [
            models.UniqueConstraint("plan", "code", name="post_once"),
            models.CheckConstraint(condition=models.Q(filled__lte=F("seats")), name="post_not_overfilled"),
        ]

    def __str__(self) -> str:
        return self.code


class Shift(models.Model):
    """When one crew of a post must stand."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="shifts")
    area = AreaCodeField()
    crew = models.PositiveSmallIntegerField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index("post", "crew", "starts_at", name="shift_post")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=F("starts_at")), name="shift_ends_after_it_starts"
            )
        ]

    def __str__(self) -> str:
        return f"{self.starts_at:%m-%d %H:%M} crew {self.crew}"


class Posting(models.Model):
    """A person on a post, in a crew, for the post's time; nobody is in two places at once."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="postings")
    area = AreaCodeField()
    responder = models.ForeignKey(Responder, models.PROTECT, related_name="postings")
    holder_name = models.CharField(max_length=120)
    crew = models.PositiveSmallIntegerField()
    period = DateTimeRangeField()
    distance_m = models.PositiveIntegerField(null=True)
    pinned = models.BooleanField(default=False)
    live = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index("area", "post", name="posting_area")]
        constraints = [
            models.UniqueConstraint("post", "responder", name="posting_once"),
            ExclusionConstraint(
                name="nobody_in_two_places",
                expressions=[
                    (Func(F("responder"), F("responder"), Value("[]"), function="int8range"), "&&"),
                    ("period", RangeOperators.OVERLAPS),
                ],
                condition=models.Q(live=True),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.holder_name} {self.post_id}"


class GapReason(models.TextChoices):
    """Why a seat stays empty."""

    NO_SKILL = "no_skill", _("Nobody in the area has the skill")
    TOO_FAR = "too_far", _("Nobody with the skill lives or works near enough")
    ALL_POSTED = "all_posted", _("All who could are posted or at their hours")
    UNAVAILABLE = "unavailable", _("All who could are unavailable")
    VACATED = "vacated", _("The person posted here became unavailable")


class Gap(models.Model):
    """Seats of a post that nobody fills, why, and what would fill them."""

    post = models.ForeignKey(Post, models.CASCADE, related_name="gaps")
    area = AreaCodeField()
    missing = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=12, choices=GapReason)
    skill = models.CharField(max_length=16, blank=True)
    nearest_m = models.PositiveIntegerField(null=True)
    nearest = models.CharField(max_length=40, blank=True)
    live = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index("area", "post", name="gap_area")]
        constraints = [models.UniqueConstraint("post", "reason", name="gap_once")]

    def __str__(self) -> str:
        return f"{self.post_id} -{self.missing} {self.reason}"
