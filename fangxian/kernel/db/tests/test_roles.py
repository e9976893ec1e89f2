"""Three roles, none above row-level security, each with its own rights and no more."""

from __future__ import annotations

import psycopg
import pytest
from psycopg.conninfo import make_conninfo

from fangxian.kernel.db import passwords, roles
from fangxian.kernel.db.addresses import APP, AUDITOR, OWNER, NoAddress, addresses
from fangxian.kernel.db.connections import ensure
from fangxian.kernel.db.tests.conftest import copy, use


@pytest.fixture(scope="module")
def ours(make_home, prepared):
    """An embedded server with our roles, shared by this module."""
    with pytest.MonkeyPatch.context() as patch:
        home = make_home()
        copy(prepared, home)
        use(home, patch)
        with ensure() as where:
            yield where


@pytest.fixture
def table(ours):
    """A table of the owner's with a sequence, made after the rights were given."""
    with psycopg.connect(**ours.owner) as connection:
        connection.execute("CREATE TABLE seen (id int GENERATED ALWAYS AS IDENTITY, s serial, a text)")
    yield "seen"
    with psycopg.connect(**ours.owner) as connection:
        connection.execute("DROP TABLE seen")


@pytest.fixture
def elsewhere(ours, make_home, monkeypatch):
    """
    Another installation, which reaches the server by DATABASE_URL as a role that may create roles.

    The server is cleared of what the first installation made.
    """
    drop_all(ours)
    with psycopg.connect(**ours.admin, autocommit=True) as connection:
        connection.execute("CREATE ROLE site_admin LOGIN CREATEROLE CREATEDB PASSWORD 'secret'")
    use(make_home(), monkeypatch)
    url = address_of(ours, user="site_admin", password="secret", dbname="outbreak")
    monkeypatch.setenv("DATABASE_URL", url)
    yield url
    drop_all(ours)
    with psycopg.connect(**ours.admin, autocommit=True) as connection:
        connection.execute("DROP ROLE site_admin")
    roles.prepare(ours)


def drop_all(where):
    """Clear a server of our databases and roles."""
    for name in ("fangxian", "outbreak", "other"):
        roles.drop_database(name, where=where)
    with psycopg.connect(**where.admin, autocommit=True) as connection:
        for role in (APP, AUDITOR, OWNER):
            connection.execute(f"DROP ROLE IF EXISTS {role}")


def address_of(where, **changes):
    """An address in libpq's key and value form."""
    return make_conninfo(host=where.admin["host"], port=where.admin["port"], **changes)


def query(address, statement):
    """The first row."""
    with psycopg.connect(**address) as connection:
        return connection.execute(statement).fetchone()


def do(address, statement):
    """Run and commit."""
    with psycopg.connect(**address) as connection:
        connection.execute(statement)


@pytest.mark.parametrize("role", [APP, OWNER, AUDITOR])
def test_no_role_is_above_row_security(ours, role):
    found = query(
        ours.each()[role],
        "SELECT current_user, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb, rolreplication"
        " FROM pg_roles WHERE rolname = current_user",
    )
    assert found == (role, False, False, False, False, False)


def test_the_app_role_owns_nothing(ours, table):
    owned = """
        SELECT (SELECT count(*) FROM pg_class WHERE relowner = r.oid)
             + (SELECT count(*) FROM pg_database WHERE datdba = r.oid)
             + (SELECT count(*) FROM pg_namespace WHERE nspowner = r.oid)
             + (SELECT count(*) FROM pg_proc WHERE proowner = r.oid)
             + (SELECT count(*) FROM pg_auth_members WHERE member = r.oid)
          FROM pg_roles r WHERE rolname = current_user
    """
    assert query(ours.app, owned) == (0,)
    assert query(ours.auditor, owned) == (0,)


def test_the_app_role_writes_rows_and_makes_nothing(ours, table):
    with psycopg.connect(**ours.app, autocommit=True) as app:
        app.execute("INSERT INTO seen (a) VALUES ('b')")
        app.execute("UPDATE seen SET a = 'c'")
        assert app.execute("SELECT a FROM seen").fetchall() == [("c",)]
        app.execute("DELETE FROM seen")
        for refused in (
            "CREATE TABLE mine (a int)",
            "CREATE SCHEMA mine",
            "TRUNCATE seen",
            "ALTER TABLE seen DISABLE ROW LEVEL SECURITY",
            "DROP TABLE seen",
            f"SET ROLE {OWNER}",
        ):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                app.execute(refused)


def test_the_auditor_reads_nothing_it_was_not_given(ours, table):
    with psycopg.connect(**ours.auditor, autocommit=True) as auditor:
        for refused in ("SELECT * FROM seen", "CREATE TABLE mine (a int)", "CREATE TEMP TABLE mine (a int)"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                auditor.execute(refused)


def test_row_security_binds_the_app_role(ours, table):
    with psycopg.connect(**ours.owner) as owner:
        owner.execute("INSERT INTO seen (a) VALUES ('hidden')")
        owner.execute("ALTER TABLE seen ENABLE ROW LEVEL SECURITY")
    assert query(ours.app, "SELECT count(*) FROM seen") == (0,)


def test_setting_up_again_changes_nothing(ours):
    rights = "SELECT datacl::text, (SELECT array_agg(defaclacl::text) FROM pg_default_acl) FROM pg_database d"
    mine = rights + " WHERE datname = current_database()"
    before = query(ours.owner, mine)
    roles.prepare(ours)
    assert query(ours.owner, mine) == before


def test_a_database_made_for_a_test_has_the_same_rights(ours):
    roles.create_database("other", where=ours)
    try:
        there = {role: {**address, "dbname": "other"} for role, address in ours.each().items()}
        do(there[OWNER], "CREATE TABLE t (a int)")
        assert query(there[APP], "SELECT count(*) FROM t") == (0,)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            query(there[AUDITOR], "SELECT count(*) FROM t")
        encoding = "SELECT pg_encoding_to_char(encoding), datlocale FROM pg_database WHERE datname = 'other'"
        assert query(there[APP], encoding) == ("UTF8", "C.UTF-8")
        held_open = psycopg.connect(**there[APP])
    finally:
        roles.drop_database("other", where=ours)
    with pytest.raises(psycopg.OperationalError):
        held_open.execute("SELECT 1")
    held_open.close()
    roles.drop_database("other", where=ours)


def test_a_copy_of_a_database_has_its_tables_and_rights(ours):
    roles.create_database("other", where=ours)
    there = {role: {**address, "dbname": "other"} for role, address in ours.each().items()}
    do(there[OWNER], "CREATE TABLE t (a int)")
    roles.create_database("outbreak", template="other", where=ours)
    try:
        copy = {**ours.app, "dbname": "outbreak"}
        assert query(copy, "SELECT count(*) FROM t") == (0,)
    finally:
        roles.drop_database("outbreak", where=ours)
        roles.drop_database("other", where=ours)


def test_lost_passwords_of_the_embedded_server_are_set_anew(ours):
    with psycopg.connect(**ours.admin, autocommit=True) as admin:
        admin.execute(f"ALTER ROLE {APP} PASSWORD 'another'")
    roles.prepare(ours)
    assert query(ours.app, "SELECT 1") == (1,)


def test_no_password_reaches_the_servers_log(ours):
    said = ours.place.log.read_text()
    secret = passwords.load(ours.place.home)
    assert not [word for word in (secret.superuser, secret.owner, secret.app, secret.auditor) if word in said]
    assert secret.app not in repr(ours) + repr(secret)


def test_a_real_server_is_set_up_by_a_role_that_may(elsewhere):
    with ensure() as where:
        assert where.place is None
        assert query(where.app, "SELECT current_user, current_database()") == (APP, "outbreak")
        do(where.owner, "CREATE TABLE t (a int)")
        assert query(where.app, "SELECT count(*) FROM t") == (0,)
        roles.create_database("other")
        roles.drop_database("other")


def test_once_set_up_no_right_to_create_is_needed(ours, elsewhere):
    with ensure():
        pass
    with psycopg.connect(**ours.admin, autocommit=True) as admin:
        admin.execute("ALTER ROLE site_admin NOCREATEROLE NOCREATEDB")
    with ensure() as where:
        assert query(where.app, "SELECT current_user") == (APP,)


def test_a_role_that_may_not_is_told_what_an_administrator_runs(ours, elsewhere):
    with psycopg.connect(**ours.admin, autocommit=True) as admin:
        admin.execute("ALTER ROLE site_admin NOCREATEROLE NOCREATEDB")
    with pytest.raises(roles.RolesRefused, match="CREATE ROLE fangxian_owner"), ensure():
        pass


def test_a_second_installation_does_not_change_the_passwords_of_the_first(
    ours, elsewhere, make_home, monkeypatch
):
    with ensure() as first:
        monkeypatch.setenv("FANGXIAN_HOME", str(make_home()))
        with pytest.raises(roles.RolesRefused, match="password"), ensure():
            pass
        assert query(first.app, "SELECT 1") == (1,)


def test_roles_made_by_hand_need_no_administrator(ours, elsewhere, make_home, monkeypatch):
    with ensure() as first:
        pass
    monkeypatch.delenv("DATABASE_URL")
    monkeypatch.setenv("FANGXIAN_HOME", str(make_home()))
    for name, address in zip(("OWNER", "APP", "AUDITOR"), first.each().values(), strict=True):
        changes = {key: address[key] for key in ("user", "password", "dbname")}
        monkeypatch.setenv(f"DATABASE_{name}_URL", address_of(ours, **changes))
    with ensure() as where:
        assert where.admin is None
        assert query(where.app, "SELECT current_user, current_database()") == (APP, "outbreak")


def test_half_the_addresses_are_refused(home, monkeypatch):
    monkeypatch.setenv("DATABASE_APP_URL", "postgresql://a:b@db.example/fangxian")
    with pytest.raises(NoAddress, match=OWNER):
        addresses(home)


def test_a_server_that_is_not_there_is_no_question_of_roles(home, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", f"host={home} user=a dbname=b")
    with pytest.raises(psycopg.OperationalError, match="No such file"), ensure():
        pass
