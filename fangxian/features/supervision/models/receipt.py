"""Receipts: who has a directive, how far they are with it, what they answered; and how many, by area."""

from __future__ import annotations

from django.db import models

from fangxian.features.roster.models import Responder
from fangxian.features.supervision.models.directive import Directive, Question
from fangxian.kernel.codes import AreaCodeField


class Receipt(models.Model):
    """
    That one directive is for one lead (`responder` empty: whoever leads `area`) or one person.

    A step taken implies those before it: whoever has reported has also received, read and acknowledged.
    `level` is the level of the area led, or `person`. `item` is the item of a lead. `remind_at` is when a
    person is reminded next, `reminders` how often that has happened.
    """

    directive = models.ForeignKey(Directive, models.CASCADE, related_name="receipts", db_index=False)
    root = models.CharField(max_length=48, db_collation="C")
    incident = models.CharField(max_length=32)
    area = AreaCodeField()
    made_area = AreaCodeField()
    level = models.CharField(max_length=12, db_collation="C")
    responder = models.ForeignKey(Responder, models.PROTECT, null=True, related_name="+", db_index=False)
    name = models.CharField(max_length=120, blank=True)
    item = models.CharField(max_length=48, blank=True, db_collation="C")
    received_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)
    acknowledged_at = models.DateTimeField(null=True)
    acted_at = models.DateTimeField(null=True)
    reported_at = models.DateTimeField(null=True)
    by_name = models.CharField(max_length=200, blank=True)
    answer = models.TextField(blank=True)
    remind_at = models.DateTimeField(null=True)
    reminders = models.PositiveSmallIntegerField(default=0)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index("directive", "area", "id", name="receipt_directive"),
            models.Index("root", "area", "id", name="receipt_root"),
            models.Index("area", "id", name="receipt_led", condition=models.Q(responder__isnull=True)),
            models.Index("item", name="receipt_item", condition=~models.Q(item="")),
            models.Index("remind_at", name="receipt_remind", condition=models.Q(remind_at__isnull=False)),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["responder", "directive"],
                name="receipt_person_once",
                condition=models.Q(responder__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["directive", "area"],
                name="receipt_lead_once",
                condition=models.Q(responder__isnull=True),
            ),
            models.CheckConstraint(
                condition=models.Q(ended_at__isnull=True) | models.Q(remind_at__isnull=True),
                name="receipt_ended_is_not_reminded_of",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.directive_id} {self.area}"


class Tally(models.Model):
    """How far the receipts of one directive are in one area and level: exact with each receipt."""

    directive = models.ForeignKey(Directive, models.CASCADE, related_name="tallies", db_index=False)
    root = models.CharField(max_length=48, db_collation="C")
    area = AreaCodeField()
    made_area = AreaCodeField()
    level = models.CharField(max_length=12, db_collation="C")
    addressed = models.IntegerField(default=0)
    received = models.IntegerField(default=0)
    read = models.IntegerField(default=0)
    acknowledged = models.IntegerField(default=0)
    acted = models.IntegerField(default=0)
    reported = models.IntegerField(default=0)

    class Meta:
        indexes = [models.Index("root", "area", name="tally_root")]
        constraints = [models.UniqueConstraint("directive", "area", "level", name="tally_once")]

    def __str__(self) -> str:
        return f"{self.directive_id} {self.area} {self.acknowledged}/{self.addressed}"


class Answer(models.Model):
    """What one receiver answered to one question; `number` where it is one, to be added up."""

    receipt = models.ForeignKey(Receipt, models.CASCADE, related_name="answers", db_index=False)
    question = models.ForeignKey(Question, models.CASCADE, related_name="answers", db_index=False)
    area = AreaCodeField()
    made_area = AreaCodeField()
    value = models.TextField()
    number = models.FloatField(null=True)
    known = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index("question", "area", name="answer_question")]
        constraints = [models.UniqueConstraint("receipt", "question", name="answer_once")]

    def __str__(self) -> str:
        return f"{self.receipt_id} {self.question_id}"


class Reminder(models.Model):
    """That a person was reminded of a directive for the nth time; never changed."""

    receipt = models.ForeignKey(Receipt, models.CASCADE, related_name="sent_reminders", db_index=False)
    area = AreaCodeField()
    made_area = AreaCodeField()
    number = models.PositiveSmallIntegerField()
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint("receipt", "number", name="reminder_once")]

    def __str__(self) -> str:
        return f"{self.receipt_id} {self.number}"
