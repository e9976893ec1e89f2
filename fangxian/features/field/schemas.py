"""Input of the phones' API, read strictly; what it answers is built where it is asked."""

from __future__ import annotations

from typing import Annotated, Any, Literal, TypeVar

import msgspec
from django.http import HttpRequest

from fangxian.features.field.refusals import Unreadable
from fangxian.kernel.web.nul import UnseenCharacter, escaped

Text = Annotated[str, msgspec.Meta(max_length=200)]
Wanted = TypeVar("Wanted", bound=msgspec.Struct)


class Enrol(msgspec.Struct):
    """A code from the screen, and what the phone calls itself."""

    code: Annotated[str, msgspec.Meta(min_length=1, max_length=80)]
    installation: Annotated[str, msgspec.Meta(max_length=40)] = ""
    label: Annotated[str, msgspec.Meta(max_length=80)] = ""


class Claims(msgspec.Struct):
    """Work taken, extended, released or handed over."""

    action: Literal["take", "extend", "release", "hand_over"]
    targets: Annotated[list[Annotated[str, msgspec.Meta(max_length=64)]], msgspec.Meta(max_length=500)]
    to: Annotated[str, msgspec.Meta(max_length=40)] = ""
    reason: Text = ""


class Read(msgspec.Struct):
    """What for a household's names and telephones are read."""

    purpose: Text


class Leave(msgspec.Struct):
    """How many reports stay on the phone."""

    waiting: Annotated[int, msgspec.Meta(ge=0, lt=2**31)] = 0


def read(request: HttpRequest, kind: type[Wanted]) -> Wanted:
    """
    The request's body.

    Raises:
        Unreadable: it is no JSON, or not of this shape.
        UnseenCharacter: a text has a NUL.
    """
    if escaped(request.body):
        raise UnseenCharacter
    try:
        return msgspec.json.decode(request.body, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Unreadable(problem=str(error)) from error


def encode(value: Any) -> bytes:
    """An answer as JSON."""
    return msgspec.json.encode(value)
