"""Tubes, and the steps each goes from the table to the laboratory."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from fangxian.kernel.codes import AreaCodeField


class Step(models.TextChoices):
    """What can be done with a tube, in the order in which it is done."""

    OPENED = "opened", pgettext_lazy("tube", "Opened")
    CLOSED = "closed", pgettext_lazy("tube", "Closed")
    PACKED = "packed", _("Packed")
    HANDED = "handed", _("Handed to the courier")
    RECEIVED = "received", _("Received by the laboratory")
    SPOILED = "spoiled", _("Spoiled")


class Stage(models.TextChoices):
    """How far a tube has come: the last step that was taken with it, or its result."""

    OPEN = "open", pgettext_lazy("tube", "Open")
    CLOSED = "closed", pgettext_lazy("tube", "Closed")
    PACKED = "packed", _("Packed")
    HANDED = "handed", _("On its way")
    RECEIVED = "received", _("In the laboratory")
    SPOILED = "spoiled", _("Spoiled")


class Value(models.TextChoices):
    """What the laboratory says of a tube."""

    NEGATIVE = "negative", pgettext_lazy("result", "Negative")
    SUSPECTED = "suspected", pgettext_lazy("result", "Suspected")
    POSITIVE = "positive", pgettext_lazy("result", "Positive")
    INVALID = "invalid", pgettext_lazy("result", "Invalid")


BAD = models.Q(result__in=["suspected", "positive"])
"""A tube whose people are looked at again."""
MISCOUNTED = (
    models.Q(stated__isnull=False) & ~models.Q(stage=Stage.SPOILED) & ~models.Q(stated=models.F("swabs"))
)
"""A tube that was closed with another count than its swabs."""


class Tube(models.Model):
    """
    One tube of a round: `code` is the round's, `/`, and what is printed on it.

    Everything but the code follows from its swabs and steps, in whatever order these came. `point` and
    `table` are those of the first of them; `tables` counts from how many it was used: more than one is a
    mistake to be looked at. `swabs` are those in it, `stated` how many the table counted when it closed it.
    `first_at` is when the first swab went in, from which the time at room temperature runs.
    """

    code = models.CharField(max_length=64, primary_key=True, db_collation="C")
    round = models.CharField(max_length=16, db_collation="C")
    barcode = models.CharField(max_length=48, db_collation="C")
    area = AreaCodeField()
    point = models.CharField(max_length=64, db_collation="C")
    table = models.PositiveSmallIntegerField()
    tables = models.PositiveSmallIntegerField(default=0)
    size = models.PositiveSmallIntegerField(default=0)
    swabs = models.PositiveIntegerField(default=0)
    stated = models.PositiveIntegerField(null=True)
    stage = models.CharField(max_length=8, choices=Stage, default=Stage.OPEN)
    box = models.CharField(max_length=64, blank=True, db_collation="C")
    first_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    packed_at = models.DateTimeField(null=True)
    handed_at = models.DateTimeField(null=True)
    received_at = models.DateTimeField(null=True)
    result = models.CharField(max_length=9, choices=Value, blank=True)
    resulted_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index("area", "round", "stage", name="tube_area"),
            models.Index("barcode", name="tube_barcode"),
            models.Index("round", "stage", "first_at", name="tube_stage"),
            models.Index("box", name="tube_box", condition=~models.Q(box="")),
            models.Index("round", "area", name="tube_bad", condition=BAD),
            models.Index("round", "area", name="tube_miscounted", condition=MISCOUNTED),
            models.Index("round", "area", name="tube_two_tables", condition=models.Q(tables__gt=1)),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.stage}"


COLD = (2, 8)
"""Degrees Celsius between which a box is carried. Source: NHC handbook 2020-313."""
WARM = models.Q(celsius__lt=COLD[0]) | models.Q(celsius__gt=COLD[1])


class TubeStep(models.Model):
    """
    One step of one tube, signed; never changed. A report on a box is a step of each tube in it.

    `person` did it, `other` is who gave or took it, signing as well.
    """

    report = models.UUIDField()
    tube = models.CharField(max_length=64, db_collation="C")
    round = models.CharField(max_length=16, db_collation="C")
    area = AreaCodeField()
    point = models.CharField(max_length=64, blank=True, db_collation="C")
    table = models.PositiveSmallIntegerField(default=0)
    step = models.CharField(max_length=8, choices=Step)
    at = models.DateTimeField()
    person = models.CharField(max_length=40, db_collation="C")
    other = models.CharField(max_length=120, blank=True)
    box = models.CharField(max_length=64, blank=True, db_collation="C")
    size = models.PositiveSmallIntegerField(null=True)
    stated = models.PositiveIntegerField(null=True)
    celsius = models.SmallIntegerField(null=True)

    class Meta:
        indexes = [
            models.Index("tube", "at", name="step_tube"),
            models.Index("tube", name="step_warm", condition=WARM),
        ]
        constraints = [models.UniqueConstraint("report", "tube", name="step_once")]

    def __str__(self) -> str:
        return f"{self.tube} {self.step}"
