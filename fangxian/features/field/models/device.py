"""A phone bound to a person and a charge, and the code with which it is enrolled."""

from __future__ import annotations

from django.db import models

from fangxian.features.field.models.ranges import SequenceField
from fangxian.features.roster.models import Responder
from fangxian.kernel.authority import Role
from fangxian.kernel.codes import AreaCodeField


class Device(models.Model):
    """
    One enrolment of a phone: who carries it, under which charge, and what has arrived from it.

    The token is hashed (SHA-256 of 256 random bits needs no slow hash). `arrived` are the device's sequence
    numbers that the log holds: a hole is a report that has not arrived. `ended_at` is when its charge ended:
    what was reported before may still come. `skew_s` is by how much its clock was ahead at its last push.
    `revoked_at` without a `revoked_by` is a phone that was left by its holder, or enrolled anew.
    """

    code = models.CharField(max_length=40, primary_key=True, db_collation="C")
    incident = models.CharField(max_length=32)
    area = AreaCodeField()
    charge = models.CharField(max_length=64)
    role = models.CharField(max_length=20, choices=Role)
    responder = models.ForeignKey(Responder, models.PROTECT, related_name="devices", db_index=False)
    person = models.CharField(max_length=40, db_collation="C")
    person_name = models.CharField(max_length=120)
    account = models.CharField(max_length=150, blank=True)
    installation = models.CharField(max_length=40, blank=True)
    label = models.CharField(max_length=80, blank=True)
    token_hash = models.CharField(max_length=64, db_collation="C")
    enrolled_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.CharField(max_length=200, blank=True)
    revoked_for = models.CharField(max_length=200, blank=True, default="", db_default="")
    seen_at = models.DateTimeField(null=True)
    waiting = models.PositiveIntegerField(default=0)
    skew_s = models.IntegerField(default=0)
    arrived = SequenceField(default="{}")

    class Meta:
        # Nothing a push changes is in an index (a HOT update). None holds the area: with one, the planner
        # reads all devices of a group's scope instead of the few it names; lists read the table: it is small.
        indexes = [
            models.Index("responder", name="device_responder"),
            models.Index("charge", name="device_charge", condition=models.Q(ended_at__isnull=True)),
        ]
        constraints = [models.UniqueConstraint(fields=["token_hash"], name="device_token_once")]

    def __str__(self) -> str:
        return f"{self.code} {self.person_name}"


class Enrolment(models.Model):
    """
    The right to enrol one phone under one charge, for ten minutes; its code is shown as a QR code, kept
    hashed.

    For whom it is stands here, too: a phone that enrols may see nobody yet.
    """

    code_hash = models.CharField(max_length=64, primary_key=True, db_collation="C")
    incident = models.CharField(max_length=32)
    area = AreaCodeField()
    charge = models.CharField(max_length=64)
    role = models.CharField(max_length=20, default="", db_default="")
    responder = models.ForeignKey(Responder, models.PROTECT, related_name="enrolments", db_index=False)
    person = models.CharField(max_length=40, db_collation="C", default="", db_default="")
    person_name = models.CharField(max_length=120, default="", db_default="")
    account = models.CharField(max_length=150, blank=True, default="", db_default="")
    made_by = models.CharField(max_length=200)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index("area", name="enrolment_area")]

    def __str__(self) -> str:
        return f"{self.area} until {self.expires_at:%H:%M}"
