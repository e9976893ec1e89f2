"""Each day of ids has its partition; ids of no day are kept as well."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from uuid import UUID

import pytest
from django.db import DataError, connection, transaction
from django.utils import timezone

from fangxian.features.field.models import Report
from fangxian.features.field.partitions import open_days
from fangxian.kernel.db import scope
from tests import world

pytestmark = pytest.mark.django_db
LU = world.BY_NAME["lu"].actor
WHERE = "SELECT tableoid::regclass::text FROM field_report WHERE id = %s"


def id_of(day: date, hour: int = 12) -> UUID:
    milliseconds = int(datetime.combine(day, time(hour), UTC).timestamp() * 1000)
    return UUID(f"{milliseconds:012x}700080000000{milliseconds % 65536:08x}")


def partition_of(report: UUID) -> str:
    now = timezone.now()
    Report.objects.create(
        id=report, area=world.UPPER, kind="note", form_version=1, occurred_at=now, received_at=now, body="{}"
    )
    with connection.cursor() as cursor:
        cursor.execute(WHERE, [report])
        return str(cursor.fetchone()[0])


def test_a_report_lies_in_the_partition_of_its_day():
    assert open_days(date(2031, 5, 10)) == 18
    assert open_days(date(2031, 5, 10)) == 0
    with scope.acting(LU):
        assert partition_of(id_of(date(2031, 5, 10), 0)) == "field_report_20310510"
        assert partition_of(id_of(date(2031, 5, 10), 23)) == "field_report_20310510"


def test_a_report_of_no_day_is_kept_and_its_day_stays_there():
    with scope.acting(LU):
        assert partition_of(id_of(date(2033, 1, 1))) == "field_report_other"
    assert open_days(date(2033, 1, 1)) == 17


def test_nobody_opens_a_thousand_days():
    with pytest.raises(DataError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT field_open_days('2031-01-01', 1000)")
