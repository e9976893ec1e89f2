"""Scope: each transaction says who acts and where; row-level security reads it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction

from fangxian.kernel.authority import Actor
from fangxian.kernel.codes import inside, span

_SET = """
    SELECT set_config('fangxian.person', %s, true), set_config('fangxian.responder', %s, true),
           set_config('fangxian.role', %s, true), set_config('fangxian.charge', %s, true),
           set_config('fangxian.incident', %s, true),
           set_config('fangxian.scope_from', %s, true), set_config('fangxian.scope_until', %s, true),
           set_config('fangxian.device', %s, true)
"""

_NOW = """
    SELECT coalesce(current_setting('fangxian.' || name, true), '')
    FROM unnest(ARRAY['person', 'responder', 'role', 'charge', 'incident', 'scope_from', 'scope_until',
                      'device']) WITH ORDINALITY AS s (name, place) ORDER BY place
"""


def _set(*values: str, device: str = "") -> None:
    if not connection.in_atomic_block:
        raise RuntimeError("a scope lives in a transaction")
    with connection.cursor() as cursor:
        cursor.execute(_SET, (*values, device))


def enter(actor: Actor) -> None:
    """Set the acting charge for the rest of this transaction; who only looks as it writes nothing."""
    if actor.viewer is not None:
        _look(actor, actor.viewer)
    else:
        _set(actor.person, actor.responder, actor.role, actor.charge, actor.incident, *span(actor.area))


def _look(actor: Actor, viewer: Actor) -> None:
    # Nobody's own rows are among what is seen, and a step out of the charge's area stops at the viewer's.
    area = actor.area if inside(actor.area, viewer.area) else viewer.area
    _set("", "", actor.role, actor.charge, actor.incident, *span(area))
    with connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION READ ONLY")


def enter_self(person: str, responder: str = "") -> None:
    """Set the person only: they see their own roster row and their own charges, and no area."""
    _set(person, responder, "", "", "", "", "")


def enter_device(hashed: str) -> None:
    """Set a hash only: a phone finds itself by its token's, and the right to enrol by its code's; no area."""
    _set("", "", "", "", "", "", "", device=hashed)


@contextmanager
def acting(actor: Actor) -> Iterator[Actor]:
    """One transaction under one acting charge: for jobs, commands and tests."""
    with transaction.atomic():
        enter(actor)
        yield actor


@contextmanager
def borrowed(actor: Actor) -> Iterator[None]:
    """
    Act under another charge for a while, then as before.

    Whoever goes on after an error does so from a savepoint around this, which undoes it with the rest.
    """
    *before, device = _now()
    enter(actor)
    yield
    _set(*before, device=device)


@contextmanager
def nobody(incident: str) -> Iterator[None]:
    """
    One transaction in which nobody acts, and no area is in sight: for what anybody may ask of an incident.

    Its key can be read there, and functions of the database answer what they are for.
    """
    with transaction.atomic():
        *before, device = _now()
        _set("", "", "", "", incident, "", "")
        yield
        _set(*before, device=device)


def _now() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(_NOW)
        return [value for (value,) in cursor.fetchall()]
