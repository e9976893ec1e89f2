"""The three roles and the database: made where they are missing, left as they are where they are not."""

from __future__ import annotations

from typing import Any

import psycopg
from psycopg import sql

from fangxian.kernel.db.addresses import APP, AUDITOR, OWNER, Address, Addresses, addresses
from fangxian.kernel.db.home import home

_LOCK = 0x66616E67  # "fang": two programs that set up meet here
_LOCALE = " ENCODING 'UTF8' LOCALE 'C' LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8'"


class RolesRefused(RuntimeError):
    """Roles or database are missing and may not be made; the message says what an administrator runs."""


def prepare(where: Addresses) -> None:
    """
    See to it that the three roles and the database are there, and that each role can log in.

    Raises:
        RolesRefused: something is missing and the address given may not make it.
        psycopg.OperationalError: the server cannot be reached.
    """
    if any(_refusal(address) for address in where.each().values()):
        _set_up(where)
        for role, address in where.each().items():
            refusal = _refusal(address)
            if refusal:
                raise RolesRefused(f"{role} cannot log in: {refusal}\n\n{by_hand(where.database)}")
    grant(where)


def grant(where: Addresses) -> None:
    """Say in the database who may what; the owner says it, so no other right is needed."""
    app, auditor, owner = (sql.Identifier(role["user"]) for role in (where.app, where.auditor, where.owner))
    names = {"db": sql.Identifier(where.database), "app": app, "auditor": auditor, "owner": owner}
    with psycopg.connect(**where.owner) as connection:
        connection.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        if connection.execute(_GRANTED, [where.app["user"], where.auditor["user"]]).fetchone() == (True,):
            return
        for statement in _GRANTS:
            connection.execute(sql.SQL(statement).format(**names))


_GRANTED = """
    SELECT has_database_privilege(%s, current_database(), 'TEMPORARY')
       AND has_database_privilege(%s, current_database(), 'CONNECT')
       AND NOT has_database_privilege('public', current_database(), 'CONNECT')
       AND NOT has_schema_privilege('public', 'public', 'USAGE')
       AND (SELECT count(*) = 2 FROM pg_default_acl
             WHERE defaclrole = current_user::regrole AND defaclnamespace = 'public'::regnamespace)
"""

# The auditor gets nothing here: the migration that makes the trail grants it that one table.
_GRANTS = (
    "REVOKE ALL ON DATABASE {db} FROM PUBLIC",
    "GRANT CONNECT, TEMPORARY ON DATABASE {db} TO {app}",
    "GRANT CONNECT ON DATABASE {db} TO {auditor}",
    "REVOKE ALL ON SCHEMA public FROM PUBLIC",
    "REVOKE CREATE ON SCHEMA public FROM {app}, {auditor}",
    "GRANT USAGE ON SCHEMA public TO {app}, {auditor}",
    "ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA public"
    " GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {app}",
    "ALTER DEFAULT PRIVILEGES FOR ROLE {owner} IN SCHEMA public GRANT USAGE ON SEQUENCES TO {app}",
)


def create_database(name: str, *, template: str = "template0", where: Addresses | None = None) -> None:
    """
    Make another database of the same owner and rights (tests, rehearsals); `template` is copied.

    Raises:
        psycopg.errors.DuplicateDatabase: there is one of that name.
        RolesRefused: this installation may not make databases.
    """
    where = where or addresses(home())
    with _admin(where) as connection:
        _create_database(connection, name, where.owner["user"], template)
    grant(_renamed(where, name))


def drop_database(name: str, *, where: Addresses | None = None) -> None:
    """Remove a database and whoever is connected to it; nothing happens if there is none."""
    with _admin(where or addresses(home())) as connection:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def by_hand(database: str) -> str:
    """What an administrator runs where this program may not."""
    lines = [f"CREATE ROLE {role} LOGIN PASSWORD '…';" for role in (OWNER, APP, AUDITOR)]
    return "\n".join(
        [
            "An administrator can make them, and name them in DATABASE_OWNER_URL, _APP_URL and _AUDITOR_URL:",
            *lines,
            f"CREATE DATABASE {database} OWNER {OWNER} ENCODING 'UTF8' TEMPLATE template0;",
        ]
    )


def _refusal(address: Address) -> str | None:
    """Why an address cannot log in; None if it can. A server that is not there raises."""
    try:
        psycopg.connect(**{"connect_timeout": 10, **address}).close()
    except psycopg.OperationalError as error:
        # libpq gives no code for a refused log-in, so the question is put to a database that is always there.
        if _reachable(address):
            return str(error)
        raise
    return None


def _reachable(address: Address) -> bool:
    question = psycopg.conninfo.make_conninfo(**{"connect_timeout": 10, **address, "password": None})
    return psycopg.pq.PGconn.ping(question.encode()) == psycopg.pq.Ping.OK


def _admin(where: Addresses) -> psycopg.Connection[Any]:
    if where.admin is None:
        raise RolesRefused(by_hand(where.database))
    return psycopg.connect(**{"connect_timeout": 10, **where.admin, "dbname": "postgres"}, autocommit=True)


def _set_up(where: Addresses) -> None:
    with _admin(where) as connection:
        connection.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
        try:
            for address in where.each().values():
                _set_up_role(connection, address, reset=where.place is not None)
            known = connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [where.database])
            if known.fetchone() is None:
                _create_database(connection, where.database, where.owner["user"], "template0")
        except psycopg.errors.InsufficientPrivilege as error:
            raise RolesRefused(f"{error}\n\n{by_hand(where.database)}") from error


def _set_up_role(connection: psycopg.Connection[Any], address: Address, *, reset: bool) -> None:
    """Make a role; the embedded server's are ours alone, so there a lost password is set anew."""
    role = address["user"]
    known = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone()
    if known and not reset:
        return
    # Hashed here: the statement, and so the server's log, never holds the password.
    hashed = connection.pgconn.encrypt_password(address["password"].encode(), role.encode(), b"scram-sha-256")
    verb = sql.SQL("ALTER" if known else "CREATE")
    connection.execute(
        sql.SQL("{} ROLE {} LOGIN NOCREATEDB NOCREATEROLE PASSWORD {}").format(
            verb, sql.Identifier(role), sql.Literal(hashed.decode())
        )
    )


def _create_database(connection: psycopg.Connection[Any], name: str, owner: str, template: str) -> None:
    simple = connection.execute("SELECT NOT rolsuper FROM pg_roles WHERE rolname = current_user").fetchone()
    if simple and simple[0]:  # to give a database away one must be able to act as who gets it
        connection.execute(sql.SQL("GRANT {} TO CURRENT_USER WITH SET TRUE").format(sql.Identifier(owner)))
    locale = _LOCALE if template == "template0" else ""
    connection.execute(
        sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE {}" + locale).format(
            sql.Identifier(name), sql.Identifier(owner), sql.Identifier(template)
        )
    )


def _renamed(where: Addresses, name: str) -> Addresses:
    owner, app, auditor = ({**address, "dbname": name} for address in where.each().values())
    return Addresses(where.admin, owner, app, auditor, where.place)
