"""A push as it comes: read in one step where it fits, report by report where one does not."""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Annotated

import msgspec

from fangxian.kernel.codes import uuid7
from fangxian.kernel.crypto import Vault
from fangxian.kernel.reports import Fact, forms, sealing
from fangxian.kernel.reports.registry import decoders, taken

MOST = 500
"""Reports a push."""
AHEAD = timedelta(minutes=10)
"""By how much a report may be ahead of the clock it was sent by; that clock's own error is noted as skew."""
SEPARATOR = "\x1f"
"""ASCII's unit separator: between the values of a column on their way to the database, so in none of them."""

_UUID7 = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}").fullmatch
_TEXT = Annotated[str, msgspec.Meta(max_length=96)]
_AT = Annotated[datetime, msgspec.Meta(tz=True)]


class Sent(msgspec.Struct):
    """One report as the phone sends it."""

    id: str
    kind: str
    form_version: int
    area: Annotated[str, msgspec.Meta(max_length=32)]
    subject: _TEXT
    occurred_at: _AT
    body: msgspec.Raw
    device_seq: Annotated[int, msgspec.Meta(ge=1, lt=2**53)] | None = None
    device: Annotated[str, msgspec.Meta(max_length=40)] = ""


class Push(msgspec.Struct):
    """What one request brings."""

    reports: list[Sent]
    waiting: Annotated[int, msgspec.Meta(ge=0, lt=2**31)] = 0
    sent_at: _AT | None = None


class _Loose(msgspec.Struct):
    reports: list[msgspec.Raw]
    waiting: int = 0
    sent_at: _AT | None = None


@dataclass(slots=True)
class Turned:
    """A report that will not be taken, kept whole: why, and what of it could be read."""

    id: str
    code: str
    detail: str
    raw: str
    kind: str = ""
    subject: str = ""
    device_seq: int | None = None


@dataclass(slots=True)
class Brought:
    """
    A push, read: facts and turned ones in the order in which they came.

    `takes` is whether some of the facts are taken one by one (`Kind.take`).
    """

    reports: list[Fact | Turned]
    waiting: int = 0
    skew_s: int = 0
    facts: list[Fact] = field(default_factory=list)
    turned: list[Turned] = field(default_factory=list)
    takes: bool = False


_push = msgspec.json.Decoder(Push)
_loose = msgspec.json.Decoder(_Loose)
_sent = msgspec.json.Decoder(Sent)


class Unreadable(ValueError):
    """Not JSON, or not a push at all; nothing of it was taken."""


class TooMany(ValueError):
    """More than 500 reports."""


def read(
    content: bytes,
    *,
    device: str,
    person: str,
    area: str,
    at: datetime,
    kinds: Container[str] | None = None,
    vault: Vault | None = None,
) -> Brought:
    """
    Read a push of a device whose charge is for `area`; `at` is the server's clock.

    `kinds` are those the charge carries, all if not given. Personal fields are sealed under `vault`.

    Raises:
        Unreadable: it is no push.
        TooMany: it brings more than 500 reports.
        Unsealable: it brings personal fields, and there is no vault.
    """
    push: Push | _Loose
    sent: Sequence[Sent | Turned]
    try:
        push = fitting = _push.decode(content)
        sent = fitting.reports
    except (msgspec.DecodeError, UnicodeDecodeError):
        try:
            push = loose = _loose.decode(content)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise Unreadable(str(error)) from error
        sent = [_one(raw, vault) for raw in loose.reports]
    if len(sent) > MOST:
        raise TooMany
    skew = round((push.sent_at - at).total_seconds()) if push.sent_at else 0
    clock = (push.sent_at or at) + AHEAD
    found = [
        one if isinstance(one, Turned) else fact_of(one, device, person, area, clock, skew, kinds, vault)
        for one in sent
    ]
    return sort(Brought(found, push.waiting, max(-(2**31), min(skew, 2**31 - 1))))


def sort(brought: Brought) -> Brought:
    """Part facts from turned ones."""
    one_by_one = taken()
    for one in brought.reports:
        if isinstance(one, Fact):
            brought.facts.append(one)
            brought.takes = brought.takes or one.kind in one_by_one
        else:
            brought.turned.append(one)
    return brought


def fact_of(
    sent: Sent,
    device: str,
    person: str,
    area: str,
    clock: datetime,
    skew: int,
    kinds: Container[str] | None = None,
    vault: Vault | None = None,
) -> Fact | Turned:
    """
    One report as a fact, or why not; whether its subject is there is for the database to say.

    What is taken one by one may speak of something outside the area; it stands in the log of the area then.
    """
    content, problem = bytes(sent.body), ""
    if sent.kind in forms.personal():
        content, problem = sealing.sealed_body(content, sent.kind, sent.form_version, vault)
    try:
        raw = content.decode()
    except UnicodeDecodeError:
        return Turned(str(uuid7()), "field.unreadable", "", "")
    if not _UUID7(sent.id):
        return _turn(sent, raw, "field.unreadable", "id", str(uuid7()))
    decoder = decoders().get((sent.kind, sent.form_version))
    if decoder is None:
        return _turn(sent, raw, "field.form_unknown", f"{sent.kind} {sent.form_version}")
    if SEPARATOR in sent.subject or "\0" in sent.subject or not _plain(sent.area):
        return _turn(sent, raw, "field.subject_unknown", "subject")
    from_here = not sent.device or sent.device == device
    if kinds is not None and from_here and sent.kind not in kinds:
        return _turn(sent, raw, "field.may_not", sent.kind)
    where = sent.area
    if not where.startswith(area):
        if sent.kind in taken():
            where = area
        elif from_here:
            return _turn(sent, raw, "field.area_outside", where)
    if sent.occurred_at > clock:
        return _turn(sent, raw, "field.from_the_future", sent.occurred_at.isoformat())
    if problem:
        return _turn(sent, raw, "field.body_wrong", problem)
    try:
        body = decoder.decode(content)
    except (msgspec.ValidationError, ValueError) as error:
        return _turn(sent, raw, "field.body_wrong", str(error))
    return Fact(
        id=sent.id,
        kind=sent.kind,
        form_version=sent.form_version,
        area=where,
        subject=sent.subject,
        occurred_at=sent.occurred_at,
        body=body,
        raw=raw,
        device=device if from_here else sent.device,
        device_seq=sent.device_seq,
        person=person,
        skew_s=skew,
    )


def _plain(area: str) -> bool:
    return area.isascii() and area.isprintable()


def _one(raw: msgspec.Raw, vault: Vault | None) -> Sent | Turned:
    try:
        return _sent.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        text = bytes(raw).decode(errors="replace")
        return _unread(text, str(error)[:200], vault)


def _unread(text: str, why: str, vault: Vault | None) -> Turned:
    """
    A report that cannot be read, kept whole; once, however often it comes, if it has an id.

    Of a kind with personal fields, or of none that can be told, it is kept sealed.
    """
    try:
        found = msgspec.json.decode(text)
    except msgspec.DecodeError:
        found = None
    named = found if isinstance(found, dict) else {}
    code, kind = named.get("id"), named.get("kind")
    whose = code if isinstance(code, str) and _UUID7(code) else str(uuid7())
    if isinstance(kind, str) and kind in {one for one, _form in decoders()} - forms.personal().keys():
        return Turned(whose, "field.unreadable", why, text)
    if vault is None:
        raise sealing.Unsealable
    told = kind if isinstance(kind, str) and kind in forms.personal() else ""
    return Turned(whose, "field.unreadable", "", sealing.seal(text, sealing.REST, vault), told)


def _turn(sent: Sent, raw: str, code: str, detail: str, named: str = "") -> Turned:
    whole = {
        name: getattr(sent, name) for name in ("id", "kind", "form_version", "area", "subject", "device_seq")
    }
    kept = msgspec.json.encode(whole | {"occurred_at": sent.occurred_at, "body": msgspec.Raw(raw.encode())})
    return Turned(
        id=named or sent.id,
        code=code,
        detail=detail[:200],
        raw=kept.decode(),
        kind=sent.kind[:24].replace("\0", ""),
        subject=sent.subject.replace("\0", "").replace(SEPARATOR, ""),
        device_seq=sent.device_seq,
    )
