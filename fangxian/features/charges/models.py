"""The charge: authority and responsibility as one object."""

from __future__ import annotations

from datetime import UTC, datetime

from django.db import models
from django.utils import timezone

from fangxian.features.charges.covers import Cover, Who, who
from fangxian.features.charges.glass.models import Glass, Reason, Verdict
from fangxian.features.roster.models import Responder
from fangxian.kernel.authority import Role
from fangxian.kernel.codes import AreaCodeField

__all__ = ["Charge", "Glass", "Reason", "Verdict"]


_SPAN = (datetime(1999, 12, 31, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC))


def _in_our_time() -> models.Q:
    """The moments of an absence lie in our time: before it they could not be read."""
    condition = models.Q()
    for name in ("away_from", "away_until", "deputy_away_from", "deputy_away_until"):
        condition &= models.Q(**{f"{name}__isnull": True}) | models.Q(**{f"{name}__range": _SPAN})
    return condition


class Charge(models.Model):
    """
    A person in a role for an area, for a time, with a deputy; `holder` is empty while it is vacant.

    From `away_from` until `away_until` the holder is away and the deputy covers: because the roster says so,
    or, if `put_on`, because somebody above put the deputy on, for the reason in `cover_note`. `cover` is what
    of that was told in the trail last; who answers at an instant, `covers.who` says, from the periods alone.
    """

    code = models.CharField(max_length=64, unique=True)
    incident = models.CharField(max_length=32)
    area = AreaCodeField()
    role = models.CharField(max_length=20, choices=Role)
    holder = models.ForeignKey(Responder, models.PROTECT, null=True, related_name="charges_held")
    holder_name = models.CharField(max_length=120, blank=True)
    deputy = models.ForeignKey(Responder, models.PROTECT, null=True, related_name="charges_deputised")
    deputy_name = models.CharField(max_length=120, blank=True)
    leads = models.BooleanField(default=False)
    plan = models.CharField(max_length=64, blank=True)
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField(null=True)
    away_from = models.DateTimeField(null=True)
    away_until = models.DateTimeField(null=True)
    deputy_away_from = models.DateTimeField(null=True)
    deputy_away_until = models.DateTimeField(null=True)
    put_on = models.BooleanField(default=False, db_default=False)
    cover_note = models.CharField(max_length=200, blank=True, default="", db_default="")
    cover = models.CharField(max_length=10, choices=Cover, blank=True, default="", db_default="")

    class Meta:
        indexes = [
            models.Index(fields=["area", "role"], name="charge_area"),
            models.Index(
                fields=["incident", "area"],
                name="charge_away",
                condition=models.Q(valid_until__isnull=True)
                & (models.Q(away_from__isnull=False) | ~models.Q(cover="")),
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["incident", "area"],
                name="one_lead_charge_an_area",
                condition=models.Q(leads=True, valid_until__isnull=True),
            ),
            models.CheckConstraint(
                condition=models.Q(valid_until__isnull=True)
                | models.Q(valid_until__gte=models.F("valid_from")),
                name="charge_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=models.Q(deputy__isnull=True) | ~models.Q(deputy=models.F("holder")),
                name="deputy_is_another_person",
            ),
            models.CheckConstraint(
                condition=~models.Q(role=Role.OPERATOR), name="nobody_is_charged_as_operator"
            ),
            models.CheckConstraint(condition=_in_our_time(), name="cover_lies_in_our_time"),
        ]

    def __str__(self) -> str:
        return f"{self.role} {self.area}"

    @property
    def now(self) -> Who:
        """Who answers under it now."""
        return who(self, timezone.now())


class Group(models.Model):
    """
    An area in one of the groups of those directly below `around`, whose lead has too many to lead alone.

    The rows of one `number` are a group; `lead` leads it, nobody while empty. Charges stay as they are.
    """

    incident = models.CharField(max_length=32)
    area = AreaCodeField()
    around = AreaCodeField()
    number = models.PositiveSmallIntegerField()
    lead = models.ForeignKey(Responder, models.PROTECT, null=True, related_name="+", db_index=False)
    lead_name = models.CharField(max_length=120, blank=True)
    formed_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index("around", "number", name="group_around", condition=models.Q(ended_at__isnull=True))
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["incident", "area"],
                name="one_group_an_area",
                condition=models.Q(ended_at__isnull=True),
            )
        ]

    def __str__(self) -> str:
        return f"{self.around} {self.number} {self.area}"
