"""Telephone numbers of responders: sealed in their column, found again by blind index."""

from __future__ import annotations

from functools import cache

from fangxian.features.roster.models import Responder
from fangxian.kernel.crypto import Vault, derive
from fangxian.kernel.keys import secret

COLUMN = "phone"


@cache
def vault() -> Vault:
    """The vault of the roster; responders outlive incidents, so its key comes from the master key."""
    return Vault(derive(secret("master"), "roster"))


def seal(phone: str) -> tuple[bytes, bytes]:
    """A number sealed, and its blind index; both empty for none."""
    return vault().seal(phone, COLUMN), vault().index(phone, COLUMN)


def index(phone: str) -> bytes:
    """The blind index by which a number is found."""
    return vault().index(phone, COLUMN)


def phone_of(responder: Responder) -> str:
    """The number of a responder in sight; '' for none."""
    return vault().open(responder.phone_sealed, COLUMN)
