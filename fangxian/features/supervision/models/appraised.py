"""What stands behind an appraisal: the lines of facts, what others wrote, what the person answered."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from fangxian.features.roster.models import Responder
from fangxian.features.supervision.models.appraisal import Appraisal
from fangxian.kernel.codes import AreaCodeField


class Told(models.TextChoices):
    """What a line of facts tells."""

    CHARGE = "charge", _("Charge held")
    DEPUTY = "deputy", _("Charge held as deputy")
    POST = "post", _("Post held")
    SHIFT = "shift", _("Planned hours of a week")
    SECONDED = "seconded", _("Sent to help elsewhere")
    TOOK = "took", _("Task taken on")
    FINISHED = "finished", _("Task finished")
    CONFIRMED = "confirmed", _("Work of others confirmed")
    ACKNOWLEDGED = "acknowledged", _("Directive acknowledged")
    REPORTED = "reported", _("Directive reported back")
    UNDONE = "undone", _("Not done when it was due")
    REPORT = "report", _("Reports from the field, of a day")
    INSPECTED = "inspected", _("Inspection made")
    FOUND = "found", _("Finding made")
    CAUSED = "caused", _("Found where they answered")
    REPEATED = "repeated", _("Found there again within fourteen days")
    CURED = "cured", _("Finding put right")
    RETURNED = "returned", pgettext_lazy("appraisal", "Sent back to them")


class FactLine(models.Model):
    """
    One fact about one person, from what the system knows; `subject` names where it comes from.

    `amount` is what it counts for: 1, hours of a week, reports of a day, households of the area of a charge.
    `timed` if it had a deadline; then `late_min` is by how many minutes it was missed (0 and less: in time),
    empty if it was not done. Only lines of the appraisal's `round` are shown.
    """

    appraisal = models.ForeignKey(Appraisal, models.CASCADE, related_name="lines", db_index=False)
    round = models.PositiveSmallIntegerField()
    responder = models.ForeignKey(Responder, models.PROTECT, related_name="+", db_index=False)
    area = AreaCodeField()
    kind = models.CharField(max_length=12, choices=Told, db_collation="C")
    at = models.DateTimeField()
    until = models.DateTimeField(null=True)
    role = models.CharField(max_length=32, blank=True, db_collation="C")
    place = AreaCodeField(blank=True)
    place_name = models.CharField(max_length=120, blank=True)
    subject = models.CharField(max_length=140, db_collation="C")
    what = models.CharField(max_length=200, blank=True)
    amount = models.DecimalField(max_digits=10, decimal_places=1, null=True)
    nights = models.PositiveSmallIntegerField(default=0)
    timed = models.BooleanField(default=False)
    late_min = models.IntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=["area", "appraisal"], name="factline_area")]
        constraints = [
            models.UniqueConstraint(
                fields=["appraisal", "responder", "round", "kind", "subject"], name="factline_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject}"


class NoteKind(models.TextChoices):
    """What somebody writes about a person."""

    NOTE = "note", _("Note")
    COMMENDATION = "commendation", _("Commendation")


class AppraisalNote(models.Model):
    """What an inspector or a lead saw of a person, where and when, with the proof; never changed."""

    appraisal = models.ForeignKey(Appraisal, models.CASCADE, related_name="notes", db_index=False)
    responder = models.ForeignKey(Responder, models.PROTECT, related_name="+", db_index=False)
    area = AreaCodeField()
    kind = models.CharField(max_length=12, choices=NoteKind)
    text = models.TextField()
    seen_place = models.CharField(max_length=120)
    seen_at = models.DateTimeField()
    proof_kind = models.CharField(max_length=12, db_collation="C")
    proof = models.CharField(max_length=48, db_collation="C")
    proof_title = models.CharField(max_length=200)
    by = models.CharField(max_length=150)
    by_name = models.CharField(max_length=200)
    by_role = models.CharField(max_length=32)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["appraisal", "responder", "at"], name="appraisalnote_person")]
        constraints = [
            models.UniqueConstraint(
                fields=["appraisal", "responder", "proof"],
                name="commended_once",
                condition=models.Q(kind=NoteKind.COMMENDATION),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.responder_id}"


class Reply(models.Model):
    """What a person answers to what is said of them: to all of it, or to one line; never changed."""

    appraisal = models.ForeignKey(Appraisal, models.CASCADE, related_name="replies", db_index=False)
    responder = models.ForeignKey(Responder, models.PROTECT, related_name="+", db_index=False)
    area = AreaCodeField()
    line_kind = models.CharField(max_length=12, blank=True, choices=Told, db_collation="C")
    line_subject = models.CharField(max_length=140, blank=True, db_collation="C")
    text = models.TextField()
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["appraisal", "responder", "at"], name="reply_person")]

    def __str__(self) -> str:
        return f"{self.appraisal_id} {self.responder_id}"
