"""A change of many responders at once: what was asked, and each row before and after."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from fangxian.features.roster.models.responder import Responder
from fangxian.kernel.codes import AreaCodeField


class Field(models.TextChoices):
    """What can be changed of many responders at once."""

    AVAILABILITY = "availability", _("Availability")
    SKILLS = "skills", _("Skills")
    UNIT = "unit", _("Unit")
    HOME = "home", _("Home")
    HOURS = "hours", _("Hours a week at most")


class BulkState(models.TextChoices):
    """How far a change of many has come."""

    PROPOSED = "proposed", _("Preview")
    APPLIED = "applied", _("Done")
    UNDONE = "undone", _("Undone")


class RowState(models.TextChoices):
    """What became of one row of it."""

    PROPOSED = "proposed", _("Would change")
    CHANGED = "changed", _("Changed")
    LEFT = "left", _("Left alone: somebody changed it after the preview")
    RESTORED = "restored", _("Put back")
    KEPT = "kept", _("Not put back: somebody changed it since")


class BulkChange(models.Model):
    """
    A change of many, from preview to undo; seen by charges that cover the area of whoever made it.

    `field` names what changes and `asked` how; `chosen` responders were selected, of whom `barred` are not
    the actor's to change this way, and those have a row in `rows` for whom something changes.
    """

    code = models.CharField(max_length=64, unique=True, db_collation="C")
    incident = models.CharField(max_length=32)
    area = AreaCodeField()
    person = models.CharField(max_length=150)
    person_name = models.CharField(max_length=200)
    field = models.CharField(max_length=20, choices=Field)
    asked = models.JSONField()
    state = models.CharField(max_length=10, choices=BulkState, default=BulkState.PROPOSED)
    chosen = models.PositiveIntegerField()
    barred = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["area", "-made_at"], name="bulk_change_area")]

    def __str__(self) -> str:
        return self.code


class BulkRow(models.Model):
    """One responder of a change of many: the columns it touches, before and after."""

    change = models.ForeignKey(BulkChange, models.CASCADE, related_name="rows", db_index=False)
    area = AreaCodeField()
    responder = models.ForeignKey(Responder, models.CASCADE, related_name="bulk_rows", db_index=False)
    before = models.JSONField()
    after = models.JSONField()
    state = models.CharField(max_length=10, choices=RowState, default=RowState.PROPOSED)

    class Meta:
        indexes = [models.Index("responder", name="bulk_row_responder")]
        constraints = [models.UniqueConstraint(fields=["change", "responder"], name="bulk_row_once")]

    def __str__(self) -> str:
        return f"{self.change_id} {self.responder_id}"
