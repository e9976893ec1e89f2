"""The log held against what phones were told, once everything has drained."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from dataclasses import dataclass
from typing import Any

from bench.torture import sampling
from bench.torture.crowd import Crowd
from fangxian.kernel.authority import Actor


@dataclass(frozen=True, slots=True)
class Verdict:
    """
    What was found; all but the first four must be nothing.

    `lost` were acknowledged and are not in the log; `doubled` are there more than once, or a phone's number
    is; `contradicted` were once acknowledged and once refused; `dropped` are neither answered nor still on
    their phone; `strange` are in the log and nobody made them; `holes` are numbers that have not arrived.
    Of the `swabs` acknowledged: those in no tube, in another than the table said or in two, and people who
    count more than once.
    """

    acknowledged: int
    refused: int
    waiting: int
    swabs: int
    lost: int
    doubled: int
    contradicted: int
    dropped: int
    strange: int
    holes: int
    swabs_lost: int
    swabs_elsewhere: int
    counted_twice: int
    rebuild_equal: bool
    round_equal: bool

    @property
    def fine(self) -> bool:
        """Whether all is as it must be."""
        wrong = self.lost or self.doubled or self.contradicted or self.dropped or self.strange or self.holes
        astray = self.swabs_lost or self.swabs_elsewhere or self.counted_twice
        return self.rebuild_equal and self.round_equal and not wrong and not astray


def check(actor: Actor, campaign: str, of_round: str, crowd: Crowd) -> Verdict:
    """Compare."""
    from fangxian.features.field.models import RefusedReport, Report
    from fangxian.kernel.db import scope

    devices = [phone.device for phone in crowd.phones]
    with scope.acting(actor):
        rows = list(Report.objects.filter(device__in=devices).values_list("id", "device", "device_seq"))
        kept = {
            str(one) for one in RefusedReport.objects.filter(device__in=devices).values_list("id", flat=True)
        }
        holes = _holes(crowd, devices)
    logged = Counter(str(row[0]) for row in rows)
    numbers = Counter((row[1], row[2]) for row in rows)
    told, born = crowd.ledger.told, crowd.ledger.born
    on_phones = {one for phone in crowd.phones for one in (*phone.outbox.waiting, *phone.outbox.refused)}
    acknowledged = {one for one, result in told.items() if result == "acknowledged"}
    refused = {one for one, result in told.items() if result == "refused"}
    swabs = sampling.read(actor, of_round)
    return Verdict(
        acknowledged=len(acknowledged),
        refused=len(refused),
        waiting=sum(len(phone.outbox.waiting) for phone in crowd.phones),
        swabs=len(acknowledged & swabs.logged.keys()),
        lost=len(acknowledged - set(logged)) + len(refused - kept),
        doubled=sum(n - 1 for n in logged.values()) + sum(n - 1 for n in numbers.values()),
        contradicted=len(crowd.ledger.contradicted),
        dropped=len(set(born) - set(told) - on_phones),
        strange=len(set(logged) - set(born)),
        holes=holes,
        swabs_lost=swabs.lost,
        swabs_elsewhere=swabs.elsewhere,
        counted_twice=swabs.counted_twice,
        rebuild_equal=_rebuild("coverage", campaign),
        round_equal=_rebuild("rounds", of_round),
    )


def _holes(crowd: Crowd, devices: list[str]) -> int:
    """Numbers up to each phone's last that the server does not have, those still waiting left out."""
    from django.db import connection

    sql = (
        "SELECT code, coalesce((SELECT sum(upper(r) - lower(r)) FROM unnest(arrived) r), 0) FROM field_device"
    )
    with connection.cursor() as cursor:
        cursor.execute(f"{sql} WHERE code = ANY(%s)", [devices])
        arrived: dict[str, Any] = dict(cursor.fetchall())
    return sum(
        abs(phone.outbox.seq - len(phone.outbox.waiting) - int(arrived.get(phone.device, 0)))
        for phone in crowd.phones
    )


def _rebuild(what: str, code: str) -> bool:
    command = [sys.executable, "-m", "fangxian.cli", "rebuild", what, code, "--check"]
    return subprocess.run(command, check=False).returncode == 0
