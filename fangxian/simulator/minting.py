"""Reports and ids as a phone mints them."""

from __future__ import annotations

import os
import time
from datetime import datetime
from random import Random
from typing import Any
from uuid import UUID


def report_id() -> str:
    """A UUIDv7 (RFC 9562 §5.7): milliseconds, then randomness; not from seeded dice, which would repeat."""
    value = (time.time_ns() // 1_000_000 << 80) | int.from_bytes(os.urandom(10), "big")
    value = (value & ~(0xF << 76)) | (7 << 76)
    return str(UUID(int=(value & ~(0x3 << 62)) | (2 << 62)))


def report(kind: str, area: str, subject: str, at: datetime, body: dict[str, Any]) -> dict[str, Any]:
    """A report as it is born."""
    return {
        "id": report_id(),
        "kind": kind,
        "form_version": 1,
        "area": area,
        "subject": subject,
        "occurred_at": at.isoformat(),
        "body": body,
    }


def installation(seed: int, number: int) -> str:
    """The id an installation of the app gave itself: the same phone enrols again as the same."""
    return str(UUID(int=Random(f"installation {seed} {number}").getrandbits(128), version=4))  # noqa: S311
