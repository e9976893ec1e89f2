"""Posts, their shifts, who holds them, and what stays unfilled."""

from __future__ import annotations

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import ArrayField, DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Value
from django.utils.translation import gettext_lazy as _

from fangxian.features.duty.models.plan import Plan
from fangxian.features.roster.models import Responder
from fangxian.kernel.codes import AreaCodeField


class Post(models.Model):
    """
    `seats` people on duty at once in a role at a site, grid or area, in `crews` that relieve each other.

    `role` is one of the rule pack; `place` is the code of the site, grid or area and `place_kind` a kind of
    site, `mobile` or a level; `wanted` = seats x crews people hold it in all, `filled` do; `members` counts
    the party members among them: a pioneer post 先锋岗 has one. `live` while its plan is the running one.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="posts")
    code = models.CharField(max_length=96, db_collation="C")
    area = AreaCodeField()
    role = models.CharField(max_length=32)
    place = models.CharField(max_length=64, db_collation="C")
    place_kind = models.CharField(max_length=20)
    place_name = models.CharField(max_length=200)
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    skills = ArrayField(models.CharField(max_length=16), default=list)
    kinds = ArrayField(models.CharField(max_length=16), default=list)
    seats = models.PositiveSmallIntegerField()
    crews = models.PositiveSmallIntegerField(default=1)
    wanted = models.PositiveIntegerField()
    filled = models.PositiveIntegerField(default=0)
    members = models.PositiveIntegerField(default=0)
    priority = models.PositiveSmallIntegerField(default=0)
    farthest_m = models.PositiveIntegerField(null=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    live = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index("area", "code", name="post_area_live", condition=models.Q(live=True)),
            models.Index("area", "plan", name="post_area_plan"),
            models.Index("place", name="post_place_live", condition=models.Q(live=True)),
        ]
        constraints = [
            models.UniqueConstraint("plan", "code", name="post_once"),
            models.UniqueConstraint("code", name="post_live_once", condition=models.Q(live=True)),
            models.CheckConstraint(condition=models.Q(filled__lte=F("wanted")), name="post_not_overfilled"),
            models.CheckConstraint(condition=models.Q(members__lte=F("filled")), name="post_members_hold_it"),
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
        indexes = [
            models.Index("post", "crew", "starts_at", name="shift_post"),
            models.Index("area", "starts_at", name="shift_area"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__gt=F("starts_at")), name="shift_ends_after_it_starts"
            )
        ]

    def __str__(self) -> str:
        return f"{self.starts_at:%m-%d %H:%M} crew {self.crew}"


class Posting(models.Model):
    """
    A person on a post, in a crew, for the post's time; nobody is in two places at once.

    One that is `lent` is not live because its holder is seconded elsewhere: it waits for their return.
    """

    post = models.ForeignKey(Post, models.CASCADE, related_name="postings")
    area = AreaCodeField()
    responder = models.ForeignKey(Responder, models.PROTECT, related_name="postings")
    holder_name = models.CharField(max_length=120)
    crew = models.PositiveSmallIntegerField()
    period = DateTimeRangeField()
    distance_m = models.PositiveIntegerField(null=True)
    is_member = models.BooleanField(default=False)
    pinned = models.BooleanField(default=False)
    live = models.BooleanField(default=False)
    lent = models.BooleanField(default=False, db_default=False)

    class Meta:
        indexes = [
            models.Index("area", "post", name="posting_area"),
            models.Index("responder", name="posting_responder_live", condition=models.Q(live=True)),
        ]
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
    """
    Seats of a post that nobody fills, why, and what would fill them.

    `nearest_m` is how far the nearest person with the skill lives, wherever; `candidates` are up to three
    people who could come: `{"code", "name", "distance_m", "post"}`, `post` being the one they hold or ''.
    """

    post = models.ForeignKey(Post, models.CASCADE, related_name="gaps")
    area = AreaCodeField()
    missing = models.PositiveIntegerField()
    reason = models.CharField(max_length=12, choices=GapReason)
    nearest_m = models.PositiveIntegerField(null=True)
    candidates = models.JSONField(default=list)
    live = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index("area", "post", name="gap_area"),
            models.Index("area", name="gap_area_live", condition=models.Q(live=True)),
        ]
        constraints = [
            models.UniqueConstraint("post", "reason", name="gap_once"),
            models.CheckConstraint(condition=models.Q(missing__gt=0), name="gap_lacks_somebody"),
        ]

    def __str__(self) -> str:
        return f"{self.post_id} -{self.missing} {self.reason}"
