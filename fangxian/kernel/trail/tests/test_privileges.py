"""The trail grows and is read, never changed: PostgreSQL refuses before any code is asked."""

import psycopg
import pytest
from django.db import ProgrammingError, connection, models, transaction

from fangxian.kernel.authority import Actor, Role
from fangxian.kernel.db import scope
from fangxian.kernel.trail.models import Entry
from fangxian.kernel.trail.services import record, record_own

COUNTY, RIVER, NEXT_COUNTY = "900101", "900101001", "900102"
LU = Actor("lu", "陆明", Role.COMMANDER, COUNTY, "anning-2022")
HUANG = Actor("huang", "黄强", Role.TOWNSHIP_LEAD, RIVER, "anning-2022")
YANG = Actor("yang", "杨珍", Role.COMMANDER, NEXT_COUNTY, "anning-2022")


class Event(models.TextChoices):
    """Something to tell."""

    TRIED = "test.tried", "tried %(subject)s in %(area)s"


def seen_by(actor: Actor) -> set[str]:
    with scope.acting(actor):
        return set(Entry.objects.values_list("subject", flat=True))


@pytest.fixture
def told(db):
    with scope.acting(LU):
        record(actor=LU, kind=Event.TRIED, area=COUNTY, subject="county")
        record(actor=LU, kind=Event.TRIED, area=RIVER, subject="river")
    with scope.acting(YANG):
        record(actor=YANG, kind=Event.TRIED, area=NEXT_COUNTY, subject="next")


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE trail_entry SET kind = 'forged'",
        "DELETE FROM trail_entry",
        "TRUNCATE trail_entry",
        "ALTER TABLE trail_entry NO FORCE ROW LEVEL SECURITY",
        "DROP POLICY append ON trail_entry",
    ],
)
def test_the_app_role_cannot_change_the_trail_by_sql(told, sql):
    with pytest.raises(ProgrammingError) as refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert isinstance(refused.value.__cause__, psycopg.errors.InsufficientPrivilege)
    assert seen_by(LU) == {"county", "river"}


def test_a_lead_reads_the_trail_of_the_area_and_nothing_beside_it(told):
    assert seen_by(LU) == {"county", "river"}
    assert seen_by(HUANG) == {"river"}
    assert seen_by(YANG) == {"next"}


def test_people_read_what_they_did_themselves_wherever_it_was(told):
    with scope.acting(HUANG):
        record(actor=HUANG, kind=Event.TRIED, area=COUNTY, subject="above")
    assert seen_by(HUANG) == {"river", "above"}


def test_without_a_scope_there_is_nothing_to_read(told):
    with transaction.atomic():
        scope.enter_self("")
        assert not Entry.objects.exists()


def test_nobody_writes_in_the_name_of_another(told):
    with pytest.raises(ProgrammingError, match="row-level security"), scope.acting(HUANG):
        record(actor=LU, kind=Event.TRIED, area=RIVER, subject="forged")
    assert "forged" not in seen_by(LU)


def test_what_happens_before_sign_in_is_told_without_a_writer(db):
    with transaction.atomic():
        scope.enter_self("")
        record_own(person="", kind=Event.TRIED, area=RIVER, subject="locked out")
    assert seen_by(HUANG) == {"locked out"}


def test_a_line_falls_with_what_it_tells_of(db):
    def fail():
        with scope.acting(LU):
            record(actor=LU, kind=Event.TRIED, area=COUNTY, subject="undone")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert seen_by(LU) == set()


@pytest.mark.django_db(transaction=True, databases=["default", "auditor", "owner"])
def test_the_auditor_role_reads_every_line_and_no_other_table():
    from django.db import connections

    with scope.acting(YANG):
        record(actor=YANG, kind=Event.TRIED, area=NEXT_COUNTY, subject="for the auditor")
    with connections["auditor"].cursor() as cursor:
        cursor.execute("SELECT count(*) FROM trail_entry WHERE subject = 'for the auditor'")
        assert cursor.fetchone() == (1,)
        for sql in ("SELECT 1 FROM charges_charge", "DELETE FROM trail_entry"):
            with pytest.raises(ProgrammingError) as refused:
                cursor.execute(sql)
            assert isinstance(refused.value.__cause__, psycopg.errors.InsufficientPrivilege)
