"""The item, its lines and its watchers."""

from __future__ import annotations

from django.db import models
from django.db.models.functions import Left, Length
from django.db.models.lookups import Exact

from fangxian.features.roster.models import Responder
from fangxian.kernel.codes import AreaCodeField

INSIDE_MADE = models.Q(Exact(Left("area", Length("made_area")), models.F("made_area")))
"""Items of areas inside the one they were opened in, as nearly all are."""


class Item(models.Model):
    """
    Something that must be done by somebody until some time.

    `area` is whose it is: the area of the holder's charge. Whoever leads that area holds it, unless a person
    is named. `made_area` is where it was opened: its maker may go, their charge answers on. `due_at` is what
    comes first of the deadline and the clock of its state; `call_at` when somebody is told next, `calls` how
    often that has happened: 1 is the reminder, each further one went a level up, to `called_area`.
    """

    code = models.CharField(max_length=48, primary_key=True, db_collation="C")
    kind = models.CharField(max_length=24, db_collation="C")
    incident = models.CharField(max_length=32)
    area = AreaCodeField()
    made_area = AreaCodeField()
    parent = models.CharField(max_length=48, blank=True, db_collation="C")
    subject = models.CharField(max_length=96, blank=True, db_collation="C")
    title = models.CharField(max_length=200)
    text = models.TextField(blank=True)
    severity = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=20, db_collation="C")
    state_since = models.DateTimeField()
    holder = models.ForeignKey(
        Responder, models.PROTECT, null=True, related_name="items_held", db_index=False
    )
    holder_name = models.CharField(max_length=120, blank=True)
    held_since = models.DateTimeField()
    moved_by = models.CharField(max_length=150, blank=True)
    made_by = models.CharField(max_length=150)
    made_by_name = models.CharField(max_length=200)
    made_at = models.DateTimeField()
    deadline_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)
    call_at = models.DateTimeField(null=True)
    calls = models.PositiveSmallIntegerField(default=0)
    called_area = AreaCodeField(blank=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            # All that is counted of open items, so that counting reads no row.
            models.Index(
                fields=["area", "kind", "state", "due_at"],
                name="item_open",
                condition=models.Q(ended_at__isnull=True),
                include=["state_since", "calls", "made_area", "holder", "incident"],
            ),
            # In the orders of lists, so that the first page of a long one reads only itself.
            models.Index(
                "due_at",
                models.F("severity").desc(),
                "code",
                name="item_urgent",
                condition=models.Q(ended_at__isnull=True),
            ),
            models.Index(
                models.F("ended_at").desc(),
                models.F("severity").desc(),
                "code",
                name="item_ended",
                condition=models.Q(ended_at__isnull=False),
            ),
            models.Index(
                "made_by",
                "due_at",
                models.F("severity").desc(),
                "code",
                name="item_maker",
                include=["kind", "area", "made_area", "holder", "incident"],
            ),
            # Late, and not yet climbed: only what the worker has still to call.
            models.Index(
                "due_at",
                "area",
                name="item_fresh",
                condition=models.Q(ended_at__isnull=True, calls__lt=2),
            ),
            models.Index(
                "made_area",
                name="item_stray",
                condition=~models.Q(Exact(Left("area", Length("made_area")), models.F("made_area"))),
            ),
            models.Index("area", "kind", "made_at", name="item_area"),
            models.Index("made_area", "kind", "made_at", name="item_made"),
            models.Index("parent", "area", name="item_parent", condition=~models.Q(parent="")),
            models.Index("subject", "kind", name="item_subject", condition=~models.Q(subject="")),
            models.Index("holder", "due_at", name="item_holder", condition=models.Q(holder__isnull=False)),
            models.Index("call_at", name="item_call", condition=models.Q(call_at__isnull=False)),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ended_at__isnull=True)
                | models.Q(due_at__isnull=True, call_at__isnull=True),
                name="item_ended_is_not_due",
            )
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"


class ItemLine(models.Model):
    """What happened to an item: a move, a comment, a hand-over, a reminder, a climb; never changed."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="lines", db_constraint=False)
    area = AreaCodeField()
    made_area = AreaCodeField()
    at = models.DateTimeField()
    person = models.CharField(max_length=150)
    person_name = models.CharField(max_length=200)
    move = models.CharField(max_length=24, db_collation="C")
    source = models.CharField(max_length=20, blank=True)
    target = models.CharField(max_length=20, blank=True)
    to = models.CharField(max_length=120, blank=True)
    text = models.TextField(blank=True)

    class Meta:
        indexes = [models.Index("item", "at", name="itemline_item")]

    def __str__(self) -> str:
        return f"{self.item_id} {self.move}"


class Watcher(models.Model):
    """Somebody who wants to be told of an item they do not hold."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="watchers", db_constraint=False)
    area = AreaCodeField()
    made_area = AreaCodeField()
    person = models.CharField(max_length=150)

    class Meta:
        indexes = [models.Index("person", "item", name="watcher_person")]
        constraints = [models.UniqueConstraint("item", "person", name="watcher_once")]

    def __str__(self) -> str:
        return f"{self.item_id} {self.person}"
