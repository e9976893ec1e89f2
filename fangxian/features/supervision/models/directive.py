"""Directives: what must be done by whom by when, and what they are asked to report back."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from fangxian.kernel.codes import AreaCodeField


class DirectiveState(models.TextChoices):
    """How far a directive has come."""

    SENDING = "sending", _("Being sent")
    ISSUED = "issued", _("Issued")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    SUPERSEDED = "superseded", _("Replaced by a newer version")


class To(models.TextChoices):
    """How those are found whom a directive is for."""

    AREAS = "areas", _("Whoever leads areas of some level")
    ROLE = "role", _("Everybody in a role")
    UNIT = "unit", _("Everybody of a unit and the units below it")
    PEOPLE = "people", _("Every responder who lives in an area")
    LIST = "list", _("A list of people")


class Directive(models.Model):
    """
    Something an area demands of others until some time, in one version.

    `root` is the directive at the top of its cascade, `parent` the one it was issued onward from, `replaces`
    the version before it. `areas`, `levels`, `role`, `unit` and `people` say whom it is for, as `to` reads
    them. `place` is the name of the area, for those who do not see that area itself. `sent` of `expected`
    receipts are laid out; `heard_at` is the worker's last sign of life.
    """

    code = models.CharField(max_length=48, primary_key=True, db_collation="C")
    incident = models.CharField(max_length=32)
    area = AreaCodeField()
    place = models.CharField(max_length=120, blank=True)
    number = models.CharField(max_length=32, db_collation="C")
    version = models.PositiveSmallIntegerField(default=1)
    title = models.CharField(max_length=200)
    text = models.TextField()
    deadline_at = models.DateTimeField()
    root = models.CharField(max_length=48, db_collation="C")
    parent = models.CharField(max_length=48, blank=True, db_collation="C")
    replaces = models.CharField(max_length=48, blank=True, db_collation="C")
    state = models.CharField(max_length=12, choices=DirectiveState, default=DirectiveState.SENDING)
    reason = models.CharField(max_length=500, blank=True)
    to = models.CharField(max_length=8, choices=To)
    areas = ArrayField(models.CharField(max_length=32), default=list)
    levels = ArrayField(models.CharField(max_length=12), default=list)
    role = models.CharField(max_length=20, blank=True)
    unit = models.CharField(max_length=64, blank=True)
    people = ArrayField(models.CharField(max_length=40), default=list)
    expected = models.PositiveIntegerField(default=0)
    sent = models.PositiveIntegerField(default=0)
    heard_at = models.DateTimeField()
    made_by = models.CharField(max_length=150)
    made_by_name = models.CharField(max_length=200)
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["area", "-made_at"], name="directive_area"),
            models.Index("root", "area", name="directive_root"),
            models.Index("parent", name="directive_parent", condition=~models.Q(parent="")),
        ]
        constraints = [
            models.UniqueConstraint("incident", "area", "number", "version", name="directive_number_once"),
            models.UniqueConstraint(
                fields=["replaces"], name="directive_replaced_once", condition=~models.Q(replaces="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"


class QuestionKind(models.TextChoices):
    """What an answer is."""

    NUMBER = "number", _("A number")
    YES_NO = "yes_no", _("Yes or no")
    TEXT = "text", _("Words")


class Period(models.TextChoices):
    """How long an answer holds: the same question is not asked again within it."""

    DAY = "day", _("The day")
    WEEK = "week", _("The week")
    INCIDENT = "incident", _("The whole response")


class Question(models.Model):
    """
    One thing to be reported back. `name` is what is asked, the same whoever asks it; it is asked of a period
    that begins on `asked_from` and ends before `asked_until` (None: never). `fact` names what the system
    knows of it; `minutes` is what one answer is taken to cost.
    """

    directive = models.ForeignKey(Directive, models.CASCADE, related_name="questions", db_index=False)
    area = AreaCodeField()
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=40, db_collation="C")
    label = models.CharField(max_length=200)
    kind = models.CharField(max_length=8, choices=QuestionKind)
    required = models.BooleanField(default=True)
    fact = models.CharField(max_length=24, blank=True, db_collation="C")
    period = models.CharField(max_length=8, choices=Period)
    asked_from = models.DateField()
    asked_until = models.DateField(null=True)
    minutes = models.DecimalField(max_digits=5, decimal_places=1)

    class Meta:
        indexes = [models.Index("name", "area", name="question_name")]
        constraints = [models.UniqueConstraint("directive", "name", name="question_once")]

    def __str__(self) -> str:
        return f"{self.directive_id} {self.name}"


class Attachment(models.Model):
    """A picture or file that goes with a directive, at most 5 MB, without what cameras write into it."""

    directive = models.ForeignKey(Directive, models.CASCADE, related_name="attachments")
    area = AreaCodeField()
    name = models.CharField(max_length=120)
    media_type = models.CharField(max_length=80)
    content = models.BinaryField()
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
