"""The target: one household or person a campaign must reach, with its present state."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from fangxian.kernel.codes import AreaCodeField

NEVER = datetime(1, 1, 2, tzinfo=UTC)
"""Before any report; the registers compare with it."""
NO_REPORT = UUID(int=0)


class Outcome(models.TextChoices):
    """What a visit came to, by the choices of the form `visit`; or, in a sampling round, a swab."""

    MET = "met", _("Met")
    PHONE_DONE = "phone_done", _("Done by phone")
    NOT_HOME = "not_home", _("Not home")
    REFUSED = "refused", pgettext_lazy("visit", "Refused")
    NEEDS_SERVICE = "needs_service", _("Needs service")
    MOVED = "moved", _("Moved away")
    WRONG_ADDRESS = "wrong_address", _("Wrong address")
    SAMPLED = "sampled", _("Sampled")


class Standing(models.TextChoices):
    """Where a target stands: what coverage counts."""

    TO_DO = "to_do", pgettext_lazy("target", "To do")
    REACHED = "reached", _("Reached")
    NOT_HOME = "not_home", _("Not home")
    REFUSED = "refused", pgettext_lazy("visit", "Refused")
    UNREACHABLE = "unreachable", _("Unreachable")


class Target(models.Model):
    """
    One thing a campaign must reach, and what is known of it: a register of the latest report.

    `code` is the campaign's, `/`, and the household's or resident's. `outcome` … `report` are those of the
    report that is last by (`occurred_at`, `report`); `asked` and `not_home` count reports. Whoever works on
    it `holder`s it until `lease_until`. Who is `exempt` counts only once something is known of them.
    `changed` is the transaction that last changed it: what phones pull by. Nothing a report changes is in an
    index, so that a report rewrites one page (a HOT update).
    """

    code = models.CharField(max_length=64, primary_key=True, db_collation="C")
    campaign = models.CharField(max_length=16, db_collation="C")
    area = AreaCodeField()
    village = AreaCodeField()
    household = models.CharField(max_length=40, db_collation="C")
    resident = models.CharField(max_length=48, db_collation="C", blank=True)
    priority = models.PositiveSmallIntegerField(default=0)
    exempt = models.BooleanField(default=False, db_default=False)
    standing = models.CharField(max_length=12, choices=Standing, default=Standing.TO_DO)
    outcome = models.CharField(max_length=16, choices=Outcome, blank=True)
    occurred_at = models.DateTimeField(default=NEVER)
    report = models.UUIDField(default=NO_REPORT)
    asked = models.PositiveIntegerField(default=0)
    not_home = models.PositiveIntegerField(default=0)
    holder = models.CharField(max_length=40, blank=True, db_collation="C")
    holder_name = models.CharField(max_length=120, blank=True)
    lease_until = models.DateTimeField(null=True)
    held_for = models.CharField(max_length=200, blank=True)
    changed = models.BigIntegerField(default=0)

    class Meta:
        indexes = [
            models.Index("area", "campaign", name="target_area"),
            models.Index("area", "household", name="target_household"),
            models.Index(fields=["campaign", "-priority", "area"], name="target_priority"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.standing}"
