"""The report log, and the queue of what was refused."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from fangxian.kernel.codes import AreaCodeField


class Report(models.Model):
    """
    One fact from the field, as it came; append-only by privilege.

    Partitioned by day of the id: a UUIDv7 begins with the time, so one primary key over all partitions is the
    idempotency key. `body` is the text as sent. `device_seq` is empty for what was entered from paper or a
    page.
    """

    id = models.UUIDField(primary_key=True)
    area = AreaCodeField()
    kind = models.CharField(max_length=24, db_collation="C")
    form_version = models.PositiveSmallIntegerField()
    subject = models.CharField(max_length=96, db_collation="C")
    occurred_at = models.DateTimeField()
    received_at = models.DateTimeField()
    device = models.CharField(max_length=40, blank=True, db_collation="C")
    device_seq = models.BigIntegerField(null=True)
    person = models.CharField(max_length=40, db_collation="C")
    incident = models.CharField(max_length=32)
    skew_s = models.IntegerField(default=0)
    body = models.TextField()

    class Meta:
        indexes = [models.Index("area", "subject", name="report_subject")]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject} {self.occurred_at:%F %T}"


class Settlement(models.TextChoices):
    """What a supervisor did with a refused report."""

    ACCEPTED = "accepted", _("Accepted, corrected")
    DISCARDED = "discarded", _("Discarded")


class RefusedReport(models.Model):
    """
    A report the door would not take, kept whole with the reason until a supervisor settles it.

    `area` is that of the device, so that whoever answers for it sees it, whatever the report says.
    """

    id = models.UUIDField(primary_key=True)
    area = AreaCodeField()
    incident = models.CharField(max_length=32)
    device = models.CharField(max_length=40, blank=True, db_collation="C")
    device_seq = models.BigIntegerField(null=True)
    person = models.CharField(max_length=40, db_collation="C")
    person_name = models.CharField(max_length=120)
    kind = models.CharField(max_length=24, blank=True)
    subject = models.CharField(max_length=96, blank=True)
    raw = models.TextField()
    code = models.CharField(max_length=40)
    detail = models.CharField(max_length=200, blank=True)
    received_at = models.DateTimeField()
    settled = models.CharField(max_length=12, choices=Settlement, blank=True)
    settled_by = models.CharField(max_length=200, blank=True)
    settled_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=300, blank=True)
    replaced_by = models.UUIDField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["area", "-received_at"], name="refused_open", condition=models.Q(settled="")
            ),
            models.Index(fields=["device", "-settled_at"], name="refused_device"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.kind} {self.subject}"
