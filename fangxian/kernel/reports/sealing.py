"""Personal fields of a report's body, sealed before anything of it is kept; a sealed text begins with `~`."""

from __future__ import annotations

import base64
import re
from collections.abc import Mapping
from typing import Any

import msgspec
from cryptography.exceptions import InvalidTag

from fangxian.kernel.crypto import Vault
from fangxian.kernel.reports import forms

MARK = "~"
REST = MARK
"""Where what no form knows stands in a body, sealed together: a name may have been typed anywhere."""
FOUND_BY = ("id_number",)
"""Fields by which somebody is found: beside these stands their blind index, as the register has it."""
_SEALED = re.compile(r"~[A-Za-z0-9+/]{38,}={0,2}~[A-Za-z0-9+/]*={0,2}")


class Unsealable(Exception):
    """There is no vault to seal under; nothing is kept in the clear instead."""


def sealed_body(raw: bytes, kind: str, version: int, vault: Vault | None) -> tuple[bytes, str]:
    """
    A body whose personal fields are sealed, as JSON, and what is wrong with them ('' if nothing is).

    What is sealed already stays if it opens. In a body of another form than it says, and of fields that the
    form does not know, everything is sealed that might be of a person.
    """
    if vault is None:
        raise Unsealable(kind)
    try:
        body = msgspec.json.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return _whole(raw.decode(errors="replace"), vault), "unreadable"
    if not isinstance(body, dict):
        return _whole(raw.decode(errors="replace"), vault), "no object"
    fields = {field["name"]: field for field in forms.load().get((kind, version), {"fields": ()})["fields"]}
    known = {name: value for name, value in body.items() if _harmless(fields.get(name), value)}
    personal = {name: body[name] for name in forms.personal()[kind] if body.get(name) is not None}
    rest = {name: value for name, value in body.items() if name not in known and name not in personal}
    problem = next((name for name, value in personal.items() if _unfit(fields.get(name), value, vault)), "")
    known |= {name: seal(value, name, vault) for name, value in personal.items()}
    if rest:
        known[REST] = seal(rest, REST, vault)
    return msgspec.json.encode(known), problem


def seal(value: Any, name: str, vault: Vault) -> str:
    """A value as a sealed text of a field; what is sealed already and opens stays."""
    text = value if isinstance(value, str) else msgspec.json.encode(value).decode()
    if not text or opens(text, name, vault):
        return text
    index = vault.index(text, name) if name in FOUND_BY else b""
    return MARK + _written(vault.seal(text, name)) + MARK + _written(index)


def parts(text: str | None) -> tuple[bytes, bytes]:
    """What a sealed text holds: the text encrypted, and its blind index; both empty for none."""
    marked = (text or "").split(MARK)
    if len(marked) != 3 or marked[0]:
        return b"", b""
    try:
        return base64.b64decode(marked[1], validate=True), base64.b64decode(marked[2], validate=True)
    except ValueError:
        return b"", b""


def opens(text: str, name: str, vault: Vault) -> bool:
    """Whether a text is sealed, of this field, under this vault."""
    content, index = parts(text)
    if not content:
        return False
    try:
        opened = vault.open(content, name)
    except (InvalidTag, ValueError):
        return False
    return index == (vault.index(opened, name) if name in FOUND_BY else b"")


def is_sealed(value: object) -> bool:
    """Whether a value looks sealed; pages show dots instead."""
    return isinstance(value, str) and bool(parts(value)[0])


def hidden(text: str, dots: str) -> str:
    """A text in which whatever is sealed is shown as dots."""
    return _SEALED.sub(dots, text)


def _written(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def _whole(text: str, vault: Vault) -> bytes:
    return msgspec.json.encode({REST: seal(text, REST, vault)})


def _harmless(field: Mapping[str, Any] | None, value: object) -> bool:
    """Whether the form itself says what a value may be, so that it is no text of somebody's making."""
    if field is None or field.get("personal"):
        return False
    if value is None:
        return True
    match field["type"]:
        case "choice":
            return value in field["choices"]
        case "integer":
            return isinstance(value, int)
        case "text":
            return isinstance(value, str) and len(value) <= field["max"]
    return False


def _unfit(field: Mapping[str, Any] | None, value: object, vault: Vault) -> bool:
    if field is None or not isinstance(value, str):
        return True
    return len(value) > field["max"] and not opens(value, field["name"], vault)
