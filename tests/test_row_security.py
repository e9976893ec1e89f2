"""Scope is in the database: every table is under it or has a reason, and the app role cannot lift it."""

from __future__ import annotations

import psycopg
import pytest
from django.db import ProgrammingError, connection, transaction

from fangxian.kernel.db import scope
from fangxian.kernel.db.unscoped import UNSCOPED
from tests import samples, world

pytestmark = pytest.mark.django_db

TABLES = """
    SELECT relname, relrowsecurity AND relforcerowsecurity FROM pg_catalog.pg_class
    WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') ORDER BY relname
"""
POLICIES = """
    SELECT tablename, policyname, cmd, coalesce(qual, '') || ' ' || coalesce(with_check, '')
    FROM pg_catalog.pg_policies WHERE schemaname = 'public' AND 'fangxian_app' = ANY(roles)
"""
CLOSED = """
    SELECT relname FROM pg_catalog.pg_class WHERE relispartition AND relkind = 'r'
      AND NOT has_table_privilege(oid, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE')
"""
AREA_COLUMNS = """
    SELECT attrelid::regclass::text, attname FROM pg_catalog.pg_attribute
    WHERE attrelid IN (SELECT oid FROM pg_catalog.pg_class
                       WHERE relrowsecurity AND relkind IN ('r', 'p') AND NOT relispartition)
      AND (attname = 'area' OR attname LIKE '%%\\_area' OR attname = 'village'
           OR attrelid = 'territory_area'::regclass AND attname = 'code')
"""

FILLED = {
    *("territory_area", "territory_household", "territory_resident", "roster_responder", "orgs_unit"),
    *("charges_charge", "duty_plan", "duty_site", "duty_post", "duty_posting", "duty_shift", "duty_tally"),
    *("trail_entry", "charges_glass", "privacy_reading", "privacy_readingsreport"),
    *("relief_chargehandover", "relief_secondment", "relief_seconded"),
}
"""Tables that hold something of Anning's in these tests, so that seeing nothing of it means something."""


def rows(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def scoped_tables():
    """Those the app role may touch: partitions of the log are closed to it, it goes through the whole."""
    return [name for name, held in rows(TABLES) if held and name not in closed()]


def closed():
    return [name for (name,) in rows(CLOSED)]


def test_every_table_is_under_row_security_or_has_a_reason_not_to_be():
    loose = {name for name, held in rows(TABLES) if not held}
    assert loose - set(UNSCOPED) == set(), "give it RowSecurity, or a reason in kernel/db/unscoped.py"
    assert set(UNSCOPED) - loose == set(), "is gone or under row security: take it off the list"
    assert all(UNSCOPED.values())


def test_every_policy_of_the_app_role_asks_who_acts():
    policies = rows(POLICIES)
    careless = [(table, name) for table, name, _command, rule in policies if "current_setting" not in rule]
    assert careless == []
    assert {table for table, *_rest in policies} == set(scoped_tables())


def test_a_partition_of_the_log_is_no_way_round_its_policies():
    rows("SELECT field_open_days(current_date, 1)")
    partitions = [name for name, _held in rows(TABLES) if name.startswith("field_report_")]
    assert len(partitions) >= 2
    assert set(partitions) == set(closed())


def test_the_app_role_is_nothing_special():
    [(superuser, bypasses, creates_roles, creates_databases)] = rows(
        "SELECT rolsuper, rolbypassrls, rolcreaterole, rolcreatedb FROM pg_roles WHERE rolname = current_user"
    )
    assert not any((superuser, bypasses, creates_roles, creates_databases))
    [(owned,)] = rows(
        "SELECT count(*) FROM pg_class WHERE relowner = current_user::regrole AND relpersistence <> 't'"
    )
    assert owned == 0
    [(memberships,)] = rows("SELECT count(*) FROM pg_auth_members WHERE member = current_user::regrole")
    assert memberships == 0


@pytest.mark.parametrize(
    "sql",
    [
        "SET ROLE fangxian_owner",
        "SET SESSION AUTHORIZATION fangxian_owner",
        "ALTER TABLE territory_area DISABLE ROW LEVEL SECURITY",
        "CREATE POLICY everything ON territory_area USING (true)",
        "TRUNCATE roster_responder",
        "CREATE TABLE copy_of_residents AS SELECT * FROM territory_resident",
    ],
)
def test_the_app_role_cannot_step_out_of_its_place(sql):
    with pytest.raises(ProgrammingError) as refused, transaction.atomic():
        rows(sql)
    assert isinstance(refused.value.__cause__, psycopg.errors.InsufficientPrivilege)


def test_row_security_cannot_be_switched_off_for_a_session():
    with transaction.atomic():
        rows("SELECT set_config('row_security', 'off', true)")
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            rows("SELECT * FROM territory_area")


@pytest.fixture
def of_anning(tmp_path) -> dict[str, str]:
    """For every table with areas the condition for Anning's rows, without those of both counties."""
    world.build(tmp_path)
    samples.build()
    found = {
        table: f"({inside(table, world.COUNTY)}) AND NOT ({inside(table, world.NEXT_COUNTY)})"
        for table in placed()
    }
    with scope.acting(world.OPERATOR):
        assert {
            table for table, anning in found.items() if rows(f"SELECT FROM {table} WHERE {anning}")
        } >= FILLED
    return found


def placed() -> dict[str, list[str]]:
    """The columns that hold area codes, by table."""
    columns: dict[str, list[str]] = {}
    for table, column in rows(AREA_COLUMNS):
        columns.setdefault(table, []).append(column)
    return columns


def inside(table: str, area: str) -> str:
    return " OR ".join(f"coalesce({column}, '') LIKE '{area}%%'" for column in placed()[table])


def changed(sql: str) -> int:
    """How many rows a statement changes; none where the role may change no row of that table at all."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, [])
            return cursor.rowcount
    except ProgrammingError as error:
        if "permission denied for table" in str(error):
            return 0
        raise


def test_a_person_of_the_next_county_reads_nothing_by_sql(of_anning):
    with scope.acting(world.BY_NAME["yang"].actor):
        seen = [table for table, anning in of_anning.items() if rows(f"SELECT FROM {table} WHERE {anning}")]
    assert seen == []


def test_a_person_of_the_next_county_changes_nothing_by_sql(of_anning):
    with scope.acting(world.BY_NAME["yang"].actor):
        for table, anning in of_anning.items():
            assert changed(f"DELETE FROM {table} WHERE {anning}") == 0, table
            for column in placed()[table]:
                moved = f"UPDATE {table} SET {column} = '{world.NEXT_COUNTY}' WHERE {anning}"
                assert changed(moved) == 0, moved


def test_without_a_scope_every_table_is_empty(tmp_path):
    world.build(tmp_path)
    with transaction.atomic():
        scope.enter_self("")
        assert [table for table in scoped_tables() if rows(f"SELECT 1 FROM {table} LIMIT 1")] == []


def test_a_forgotten_scope_shows_nothing_either():
    fresh = connection.copy()
    try:
        with fresh.cursor() as cursor:
            for table in scoped_tables():
                cursor.execute(f"SELECT count(*) FROM {table}")
                assert cursor.fetchone() == (0,), table
    finally:
        fresh.close()
