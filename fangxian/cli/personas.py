"""The people of the demo: their accounts, their charges, and how they sign in."""

from __future__ import annotations

import base64
from dataclasses import replace

from rich.table import Table

from fangxian.cli.installation import console
from fangxian.kernel.authority import Actor, Role
from fangxian.kernel.db import scope
from fangxian.kernel.keys import secret
from fangxian.scenarios.debao_2022 import PERSONAS, Persona

SECOND_CHARGES = (("organiser", Role.ADMINISTRATOR),)
"""Who holds a second charge in the same area, and so can switch."""


def password() -> str:
    """The demo's password on this installation: random, the same for all its personas."""
    return base64.b32encode(secret("demo"))[:12].decode().lower()


def named(username: str) -> Persona:
    """One of them."""
    return next(persona for persona in PERSONAS if persona.username == username)


def acting_as(actor: Actor, username: str) -> Actor:
    """The actor of one of them, in the incident of another actor."""
    one = named(username)
    return replace(actor, person=username, name=one.name, role=Role(one.role), area=one.area_code)


def sign_up(actor: Actor) -> None:
    """Open an account and appoint a charge for every persona that has none."""
    from fangxian.features.accounts import services as opening
    from fangxian.features.accounts.models import Account
    from fangxian.features.charges import services as charges
    from fangxian.features.roster import services as roster

    for persona in _present(actor):
        with scope.acting(actor):
            if Account.objects.filter(username=persona.username).exists():
                continue
            opening.open_account(actor=actor, username=persona.username, password=password())
            roster.link_account(actor=actor, code=persona.code, username=persona.username)
            charges.appoint(actor=actor, area=persona.area_code, role=Role(persona.role), holder=persona.code)


def _second(persona: Persona) -> list[Role]:
    return [role for username, role in SECOND_CHARGES if username == persona.username]


def give_grids(actor: Actor) -> None:
    """Make the grid workers of the demo answer for the first grid of their village."""
    from fangxian.features.charges import services as charges
    from fangxian.features.territory.models import Area

    for persona in _present(actor):
        if persona.role != Role.GRID_WORKER:
            continue
        with scope.acting(actor):
            grid = Area.objects.filter(parent=persona.area_code, level="grid").order_by("code").first()
            if grid is not None:
                charges.appoint(actor=actor, area=grid.code, role=Role.GRID_WORKER, holder=persona.code)


def _present(actor: Actor) -> list[Persona]:
    """The personas whose rows are in the roster at this scale."""
    from fangxian.features.roster.models import Responder

    with scope.acting(actor):
        codes = set(
            Responder.objects.filter(code__in=[persona.code for persona in PERSONAS]).values_list(
                "code", flat=True
            )
        )
    return [persona for persona in PERSONAS if persona.code in codes]


def show(port: int) -> None:
    """Print the addresses and sign-ins."""
    table = Table(title=f"Sign in at http://127.0.0.1:{port} · password of everybody: {password()}")
    for column in ("user name", "who (synthetic)", "role", "area"):
        table.add_column(column)
    for persona in PERSONAS:
        table.add_row(persona.username, persona.name, persona.role, persona.area_code)
    console.print(table)
