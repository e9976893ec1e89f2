"""What Django connects to, and the block in which it is there."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

from fangxian.kernel.db import roles
from fangxian.kernel.db.addresses import Address, Addresses, addresses
from fangxian.kernel.db.embedded import Cluster, keep_watched
from fangxian.kernel.db.home import home


def databases(*, pool: int | None = None, program: str = "fangxian") -> dict[str, dict[str, Any]]:
    """
    Django's DATABASES: `default` is the app role, `owner` and `auditor` are theirs. Starts nothing.

    `pool` (or `FANGXIAN_POOL`) is the most connections of a pool for `default`, for a program that serves; 0
    is none. `program` is what the server lists as the name of these connections. `FANGXIAN_DATABASE` names
    another database of the same server.
    """
    where = addresses(home())
    size = int(os.environ.get("FANGXIAN_POOL") or 0) if pool is None else pool
    pooled = {"pool": {"min_size": min(2, size), "max_size": size, "timeout": 15.0}} if size else {}
    return {
        "default": _alias(where.app, program, pooled),
        "owner": _alias(where.owner, f"{program} owner", {}),
        "auditor": _alias(where.auditor, f"{program} auditor", {}),
    }


@contextmanager
def ensure(*, patience: float = 600.0, waiting: Callable[[float], None] | None = None) -> Iterator[Addresses]:
    """
    Have the database there, with its roles, for the length of the block.

    The embedded server is started and held; a real one is only asked. `patience` (seconds) and `waiting`
    are those of `Cluster`.

    Raises:
        ServerFailed: the embedded server does not start.
        RolesRefused: roles or database are missing and cannot be made.
        psycopg.OperationalError: the real server cannot be reached.
    """
    where = addresses(home())
    cluster = Cluster(where.place, patience=patience, waiting=waiting) if where.place else nullcontext()
    with cluster:
        roles.prepare(where)
        yield where


def keep_supervised() -> None:
    """Start the embedded server's supervisor again if it was killed; for who holds the database."""
    place = addresses(home()).place
    if place is not None:
        keep_watched(place)


def _alias(address: Address, program: str, options: dict[str, Any]) -> dict[str, Any]:
    named = {"dbname", "user", "password", "host", "port"}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": address["dbname"],
        "USER": address["user"],
        "PASSWORD": address.get("password", ""),
        "HOST": address.get("host", ""),
        "PORT": str(address.get("port", "")),
        "OPTIONS": {
            "application_name": program,
            **{key: value for key, value in address.items() if key not in named},
            **options,
        },
        "CONN_HEALTH_CHECKS": True,
    }
