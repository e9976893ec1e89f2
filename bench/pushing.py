"""Phones for the ingest bench: enrolled in bulk, with pushes about their own grid made beforehand."""

from __future__ import annotations

import hashlib
import itertools
import json
import os
import random
import secrets
import time
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from bench import load
from fangxian.features.field.door import PATH

OUTCOMES: tuple[str, ...] = (
    *("met",) * 62,
    *("not_home",) * 20,
    *("phone_done",) * 8,
    *("needs_service",) * 5,
    *("refused",) * 3,
    *("moved", "wrong_address"),
)
"""Shares of what visits come to, as in the simulator."""


@dataclass(slots=True)
class Phone:
    """One enrolled phone with the targets of its grid; `seq` is the number of its last report."""

    token: str
    area: str
    targets: list[str] = field(default_factory=list)
    seq: int = 0


def enrol(incident: str, campaign: str, most: int, area: str = "") -> list[Phone]:
    """
    A phone for each of the first grids of a campaign whose charge somebody holds, enrolled set by set; with
    `area` only for those inside it.
    """
    from fangxian.cli.operator import operator
    from fangxian.features.campaigns.models import Target
    from fangxian.features.charges.models import Charge
    from fangxian.features.field.models import Device
    from fangxian.kernel.codes import within
    from fangxian.kernel.db import scope

    now = datetime.now(UTC)
    with scope.acting(operator(incident)):
        by_grid: dict[str, list[str]] = defaultdict(list)
        rows = Target.objects.filter(within(area), campaign=campaign)
        for grid, code in rows.values_list("area", "code"):
            by_grid[grid].append(code)
        charges = Charge.objects.filter(incident=incident, leads=True, valid_until=None, holder__isnull=False)
        held = charges.filter(within(area), role="grid_worker").select_related("holder").order_by("area")
        phones: list[Phone] = []
        devices: list[Device] = []
        for charge in held:
            if charge.area not in by_grid or len(phones) >= most:
                continue
            token = secrets.token_urlsafe(32)
            phones.append(Phone(token, charge.area, by_grid[charge.area]))
            devices.append(_device(charge, token, now))
        Device.objects.bulk_create(devices, batch_size=1000)
    return phones


def _device(charge: Any, token: str, now: datetime) -> Any:
    from fangxian.features.field.models import Device

    return Device(
        code=f"bench-{secrets.token_hex(8)}",
        incident=charge.incident,
        area=charge.area,
        charge=charge.code,
        role=charge.role,
        responder=charge.holder,
        person=charge.holder.code,
        person_name=charge.holder_name,
        token_hash=hashlib.sha256(token.encode()).hexdigest(),
        enrolled_at=now,
        expires_at=now + timedelta(days=1),
    )


def scripts(
    phones: list[Phone], *, connections: int, requests: int, reports: int, seed: int
) -> list[list[bytes]]:
    """`requests` pushes of `reports` reports on each of `connections`, phones and targets taking turns."""
    dice = random.Random(seed)
    found: list[list[bytes]] = []
    for number in range(connections):
        mine = itertools.cycle(phones[number::connections] or phones)
        found.append([_request(next(mine), reports, dice) for _ in range(requests)])
    return found


def push(phone: Phone, reports: int, dice: random.Random) -> bytes:
    """The body of one push: visits of some of the phone's targets within the last ten hours."""
    now = datetime.now(UTC)
    some = [_report(phone, now, dice) for _ in range(reports)]
    return json.dumps({"waiting": reports, "sent_at": now.isoformat(), "reports": some}).encode()


def _request(phone: Phone, reports: int, dice: random.Random) -> bytes:
    return load.request(PATH, phone.token, push(phone, reports, dice))


def _report(phone: Phone, now: datetime, dice: random.Random) -> dict[str, object]:
    phone.seq += 1
    return {
        "id": _uuid7(),
        "kind": "visit",
        "form_version": 1,
        "area": phone.area,
        "subject": dice.choice(phone.targets),
        "occurred_at": (now - timedelta(seconds=dice.randrange(36_000))).isoformat(),
        "device_seq": phone.seq,
        "body": {"outcome": dice.choice(OUTCOMES)},
    }


def _uuid7() -> str:
    from fangxian.kernel.codes import uuid7

    return str(uuid7())


def warm(phones: list[Phone], port: int) -> None:
    """Let the server meet each phone once, as it would have by the middle of a day."""
    empty = json.dumps({"reports": [], "waiting": 0}).encode()
    lines = [[load.request(PATH, phone.token, empty) for phone in phones[n::16]] for n in range(16)]
    load.run(port, [line for line in lines if line])
    time.sleep(float(os.environ.get("FANGXIAN_BENCH_PAUSE", "1")))
