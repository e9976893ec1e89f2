"""Boxes in the bench of a round: packed at the point, handed to a courier, received by the laboratory."""

from __future__ import annotations

import json
import secrets
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from bench import load, queues
from bench.doorknock import INCIDENT
from bench.queues import Phone, Round, Table
from bench.swabbing import push, report
from fangxian.features.field.door import PATH

TUBES = 40
"""Tubes a box, at most."""
LEGS = {"packed": timedelta(hours=8.4), "handed": timedelta(hours=8.7), "received": timedelta(hours=9.5)}
"""The steps of a box, and when after the round began the last swab's box takes them."""


@dataclass(frozen=True, slots=True)
class Box:
    """One box of a point: who packs it, where, and the barcodes in it."""

    table: Table
    name: str
    tubes: list[str]


class Carrying:
    """The couriers and laboratories of a round, one of each a county, with their phones."""

    def __init__(self, of_round: Round) -> None:
        from fangxian.cli.operator import operator
        from fangxian.kernel.db import scope

        self.round = of_round
        counties = sorted({table.area[:6] for table in of_round.tables})
        self._phones = {
            (step, county): Phone(secrets.token_urlsafe(32), county)
            for step in ("handed", "received")
            for county in counties
        }
        self.boxes = self.reports = 0
        with scope.acting(operator(INCIDENT)):
            for wanted, role in (("handed", "courier"), ("received", "laboratory")):
                queues.enrol([phone for (step, _), phone in self._phones.items() if step == wanted], role)

    def boxed(self, tubes: list[tuple[Table, str]]) -> list[Box]:
        """Tubes put into boxes, point by point."""
        at: dict[str, list[tuple[Table, str]]] = defaultdict(list)
        for table, barcode in tubes:
            at[table.point].append((table, barcode))
        found = []
        for some in at.values():
            for start in range(0, len(some), TUBES):
                self.boxes += 1
                inside = [barcode for _table, barcode in some[start : start + TUBES]]
                found.append(Box(some[start][0], f"B{self.boxes:06}", inside))
        return found

    def leg(self, boxes: list[Box], step: str, connections: int, later: timedelta) -> list[list[bytes]]:
        """One step of some boxes, a push each, over so many connections."""
        at = self.round.starts_at + LEGS[step] + later
        scripts = [[self._push(box, step, at) for box in boxes[n::connections]] for n in range(connections)]
        return [script for script in scripts if script]

    def _push(self, box: Box, step: str, at: datetime) -> bytes:
        phone = self._phones.get((step, box.table.area[:6]), box.table.phone)
        body = json.dumps({"step": step, "tubes": box.tubes, "other": "司机 韦国强", "celsius": 4})
        self.reports += 1
        made = report("box", phone, phone.area, f"{self.round.code}/{box.name}", at, body)
        return load.request(PATH, phone.token, push([made]))
