"""Forms as data (`contracts/forms`): each becomes a struct, which reads and checks a body in one step."""

from __future__ import annotations

import base64
import binascii
import json
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec

from fangxian.kernel.reports import checklists

FOLDER = Path(__file__).resolve().parents[3] / "contracts" / "forms"

Form = dict[str, Any]
Decoder = msgspec.json.Decoder[Any]

SEALED = 2_000
"""Characters that a sealed text takes, at most."""

_Name = Annotated[str, msgspec.Meta(max_length=40)]
_Words = Annotated[str, msgspec.Meta(max_length=2_000)]
_Chosen = Annotated[list[_Words], msgspec.Meta(max_length=60)]
_Answer = _Words | bool | int | _Chosen


@cache
def load() -> dict[tuple[str, int], Form]:
    """(Kind, version) → form."""
    found = (json.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.json")))
    return {(form["kind"], form["version"]): form for form in found if "kind" in form}


@cache
def words() -> dict[str, dict[str, str]]:
    """What forms, fields and choices are called: `visit.outcome.met` → language → word."""
    found: dict[str, dict[str, str]] = json.loads((FOLDER / "words.json").read_text(encoding="utf-8"))
    return found


@cache
def personal() -> dict[str, frozenset[str]]:
    """Kind → its personal fields, in whichever version; kinds without any are left out."""
    found: dict[str, frozenset[str]] = {}
    for (kind, _version), form in load().items():
        named = frozenset(field["name"] for field in form["fields"] if field.get("personal"))
        if named:
            found[kind] = found.get(kind, frozenset()) | named
    return found


def decoder(form: Form) -> Decoder:
    """
    What reads a body of this form, strictly: unknown fields, wrong types and values out of bounds are
    refused. Personal fields are read sealed.

    >>> decoder(load()["visit", 1]).decode(b'{"outcome": "met"}').outcome
    'met'
    """
    fields = [_field(field) for field in form["fields"]]
    # Those that must be there come first, as structs want it.
    fields.sort(key=len)
    struct = msgspec.defstruct(
        f"{form['kind']}_{form['version']}", fields, namespace=_checks(form), forbid_unknown_fields=True
    )
    return msgspec.json.Decoder(struct, dec_hook=_read)


def _checks(form: Form) -> dict[str, Any]:
    """What is checked of a body as a whole: that its lines are those of its checklist."""
    named = [field["name"] for field in form["fields"] if field["type"] == "lines"]

    def check(body: Any) -> None:
        for name in named:
            checklists.check(body.checklist, getattr(body, name))

    return {"__post_init__": check} if named else {}


def _field(field: dict[str, Any]) -> tuple[str, Any] | tuple[str, Any, Any]:
    name, kind = field["name"], _type(field)
    return (name, kind) if field.get("required") else (name, kind | None, None)


def _type(field: dict[str, Any]) -> Any:
    match field["type"]:
        case "choice":
            return Literal[tuple(field["choices"])]
        case "choices":
            one: Any = Literal[tuple(field["choices"])]
            return Annotated[list[one], msgspec.Meta(max_length=len(field["choices"]))]
        case "integer":
            return Annotated[int, msgspec.Meta(ge=field["min"], le=field["max"])]
        case "text":
            most = SEALED if field.get("personal") else field["max"]
            return Annotated[str, msgspec.Meta(max_length=most)]
        case "texts":
            text = Annotated[str, msgspec.Meta(max_length=64)]
            return Annotated[list[text], msgspec.Meta(max_length=field["max"])]
        case "instant":
            return Annotated[datetime, msgspec.Meta(tz=True)]
        case "jpeg":
            return Jpeg
        case "answers":
            return Annotated[dict[_Name, _Answer], msgspec.Meta(max_length=field["max"])]
        case "lines":
            return Annotated[list[checklists.Seen], msgspec.Meta(max_length=field["max"])]
    raise ValueError(f"a form knows no {field['type']}")


class Jpeg:
    """A picture in base64, without what cameras write into it (EXIF: place, time, device)."""

    limit = 200_000  # bytes of base64

    def __init__(self, text: str) -> None:
        if len(text) > self.limit:
            raise ValueError("the picture is too large")
        try:
            content = base64.b64decode(text, validate=True)
        except binascii.Error as error:
            raise ValueError("the picture is no base64") from error
        if not content.startswith(b"\xff\xd8\xff"):
            raise ValueError("the picture is no JPEG")
        if b"Exif\0\0" in content[:65_536]:
            raise ValueError("the picture carries EXIF")
        self.content = content


def _read(kind: type, value: Any) -> Any:
    if kind is Jpeg and isinstance(value, str):
        return Jpeg(value)
    raise NotImplementedError(kind)
