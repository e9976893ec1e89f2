"""Lists of residents for sampling: who is exempt, and who is sampled at home."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from fangxian.kernel.codes import AreaCodeField


class ListKind(models.TextChoices):
    """What a list is for."""

    EXEMPT = "exempt", pgettext_lazy("sampling", "Exempt")
    HOME = "home", pgettext_lazy("sampling", "At home")


class ListReason(models.TextChoices):
    """Why somebody is on a list."""

    INFANT = "infant", _("Infant")
    MEDICAL = "medical", _("Medical reason")
    RECOVERED = "recovered", _("Recently recovered")
    AWAY = "away", pgettext_lazy("resident", "Away from here")
    ELSEWHERE = "elsewhere", _("Sampled in a hospital or at an isolation site")
    FRAIL = "frail", _("Frail")
    DISABLED = "disabled", _("Disabled")
    CONFINED = "confined", _("May not leave home")


class Listing(models.Model):
    """
    A resident on a list, from when it was noted until it is ended, or up to and with the day `until`.

    `area` is where they lived when it was noted. Nobody is on two lists at once; what has ended stays.
    """

    incident = models.CharField(max_length=32)
    resident = models.CharField(max_length=48, db_collation="C")
    area = AreaCodeField()
    kind = models.CharField(max_length=8, choices=ListKind)
    reason = models.CharField(max_length=12, choices=ListReason)
    until = models.DateField(null=True)
    at = models.DateTimeField()
    person = models.CharField(max_length=150)
    person_name = models.CharField(max_length=200)
    ended_at = models.DateTimeField(null=True)
    ended_by = models.CharField(max_length=150, blank=True)

    class Meta:
        indexes = [models.Index("area", "kind", "resident", name="listing_area")]
        constraints = [
            models.UniqueConstraint(
                fields=["incident", "resident"],
                condition=models.Q(ended_at__isnull=True),
                name="listing_one_at_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.resident} {self.kind}"
