"""
The addresses of the database, one a role.

Nothing set: the embedded server of the home folder.

`DATABASE_URL`: a real server, as a role that may log in there. If our three roles or the database are not
there yet they are made through it, for which it needs CREATEROLE and CREATEDB; if they are there it needs
neither. It is never used to serve. The three roles log in with the passwords of the home folder.

`DATABASE_OWNER_URL`, `DATABASE_APP_URL`, `DATABASE_AUDITOR_URL`: the whole address of one role, where an
administrator made the roles by hand. With all three, `DATABASE_URL` is not needed.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from psycopg.conninfo import conninfo_to_dict

from fangxian.kernel.db import passwords, postmaster
from fangxian.kernel.db.place import Place, place_of

OWNER, APP, AUDITOR = "fangxian_owner", "fangxian_app", "fangxian_auditor"
DATABASE = "fangxian"
Address = dict[str, Any]  # keywords of libpq: host, port, user, password, dbname, sslmode …


class NoAddress(ValueError):
    """The environment gives some addresses of the database and leaves others out."""


@dataclass(frozen=True)
class Addresses:
    """How each role reaches the database; `admin` sets up, `place` is set when the server is embedded."""

    admin: Address | None
    owner: Address
    app: Address
    auditor: Address
    place: Place | None

    @property
    def database(self) -> str:
        """The name of the database."""
        return str(self.app["dbname"])

    def each(self) -> dict[str, Address]:
        """The three roles by name."""
        return {OWNER: self.owner, APP: self.app, AUDITOR: self.auditor}

    def __repr__(self) -> str:
        return f"Addresses({self.app.get('host')}, {self.database})"  # passwords stay out of tracebacks


def addresses(home: Path) -> Addresses:
    """
    The addresses as the environment and the home folder have them; starts and opens nothing.

    Raises:
        NoAddress: a role is without an address.
        psycopg.ProgrammingError: an address cannot be read.
    """
    given = {name: _given(f"DATABASE_{name}URL") for name in ("", "OWNER_", "APP_", "AUDITOR_")}
    admin, place = given[""], None
    if not any(given.values()):
        place = place_of(home)
        admin = _embedded_admin(home, place)
    name = os.environ.get("FANGXIAN_DATABASE") or (None if place else (admin or {}).get("dbname")) or DATABASE
    secret = passwords.load(home)
    return Addresses(
        admin=admin,
        owner=_role(given["OWNER_"], admin, OWNER, secret.owner, name),
        app=_role(given["APP_"], admin, APP, secret.app, name),
        auditor=_role(given["AUDITOR_"], admin, AUDITOR, secret.auditor, name),
        place=place,
    )


def _given(variable: str) -> Address | None:
    text = os.environ.get(variable)
    return conninfo_to_dict(text) if text else None


def _embedded_admin(home: Path, place: Place) -> Address:
    return {
        "host": place.host,
        "port": str(postmaster.PORT),
        "user": postmaster.SUPERUSER,
        "password": passwords.load(home).superuser,
        "dbname": "postgres",
        "require_auth": "scram-sha-256",  # a server that asks for the bare password is not ours
    }


def _role(given: Address | None, admin: Address | None, role: str, password: str, name: str) -> Address:
    if given is not None:
        return {"dbname": name, **given}
    if admin is None:
        raise NoAddress(f"No address for the role {role}: set DATABASE_URL, or all three DATABASE_…_URL.")
    return {**admin, "user": role, "password": password, "dbname": name}
