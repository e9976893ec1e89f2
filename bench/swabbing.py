"""What tables push in the bench of a round: a tube a push, with what goes wrong at a table."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random

from bench import load
from bench.queues import SWABBING, Phone, Round, Table
from fangxian.features.field.door import PATH
from fangxian.kernel.codes import uuid7

AGAIN, BACK, TWICE, BY_DOCUMENT, TRAVELLERS = 1 / 500, 1 / 1_000, 1 / 3_000, 1 / 500, 1 / 5_000
"""Shares: of pushes sent again; of swabs taken back and taken anew, of people shown a second time, of those
whose document is typed in, not being found in the list; and of travellers, who are in none, beside them."""


@dataclass(slots=True)
class Told:
    """What the tables have done, as they know it; everything is held against this at the end."""

    swabs: int = 0
    backs: int = 0
    twice: int = 0
    travellers: int = 0
    tubes: int = 0
    reports: int = 0
    positives: dict[str, tuple[Table, list[str]]] = field(default_factory=dict)
    """Tubes with somebody infected in them: where, and the targets or documents of all in it."""


class Swabbing:
    """Makes the pushes of a round's tables; `documents` are those of some targets, by their code."""

    def __init__(self, of_round: Round, infected: set[str], documents: Mapping[str, str], seed: int) -> None:
        self.round, self.infected, self.documents = of_round, infected, documents
        self.told, self.dice = Told(), Random(seed)
        self._shown: dict[int, list[str]] = {}

    def wave(self, connections: int) -> list[list[bytes]]:
        """The next tube of every table that has people left, over so many connections."""
        some = [table for table in self.round.tables if table.next < len(table.queue)]
        self.dice.shuffle(some)
        scripts = [list(self._requests(some[n::connections])) for n in range(connections)]
        return [script for script in scripts if script]

    def _requests(self, tables: list[Table]) -> Iterator[bytes]:
        for table in tables:
            request = load.request(PATH, table.phone.token, self._tube(table))
            yield request
            if self.dice.random() < AGAIN:
                yield request

    def _tube(self, table: Table) -> bytes:
        """The push of one tube: opened, its swabs, closed."""
        barcode = f"{table.name}{len(table.tubes) + 1:03}"
        at, others = self._at(table), self._others(table)
        people = self._people(table, table.size - len(others))
        if not table.by_household and self.dice.random() < TWICE * len(people):
            self._shown[id(table)] = people[:1]
        inside = people + others
        lines = [self.step(table, barcode, "opened", at, 0)]
        lines += [self.swab(table, barcode, who, at + timedelta(minutes=1)) for who in inside]
        for _again in range(self.dice.random() < BACK * len(inside)):
            lines += self._back(table, barcode, inside[-1], lines[-1], at + timedelta(minutes=2))
        lines.append(self.step(table, barcode, "closed", at + timedelta(minutes=3), len(inside)))
        if not self.infected.isdisjoint(people):
            self.told.positives[barcode] = (table, inside)
        table.tubes.append(barcode)
        self.told.tubes += 1
        return push(lines)

    def _people(self, table: Table, room: int) -> list[str]:
        """Who goes into the next tube: as many as it has room for, one household where the zone says so."""
        start, until = table.next, min(table.next + room, len(table.queue))
        if table.by_household:
            home = table.queue[start][1]
            until = next((n for n in range(start, until) if table.queue[n][1] != home), until)
        table.next = until
        return [target for target, _household in table.queue[start:until]]

    def _others(self, table: Table) -> list[str]:
        """Who else: whoever is shown a second time, and travellers (`?` and their document)."""
        others = self._shown.pop(id(table), [])
        self.told.twice += len(others)
        if not table.by_household and self.dice.random() < TRAVELLERS * table.size:
            self.told.travellers += 1
            others.append(f"?T{self.told.travellers:08}")
        return others

    def _back(self, table: Table, barcode: str, who: str, last: str, at: datetime) -> list[str]:
        """The last swab fell down: it is taken back, and the same person sampled anew."""
        swab = json.loads(last)["id"]
        self.told.backs += 1
        self.told.reports += 1
        body = f'{{"swab":"{swab}"}}'
        back = report("swab_back", table.phone, table.area, f"{self.round.code}/{barcode}", at, body)
        return [back, self.swab(table, barcode, who, at)]

    def swab(self, table: Table, barcode: str, who: str, at: datetime) -> str:
        """One swab: of a target, or of somebody whose document is typed in."""
        self.told.swabs += 1
        self.told.reports += 1
        document = who[1:] if who[0] == "?" else self.documents.get(who)
        body = {"point": table.point, "table": table.number}
        if document is None:
            named = f'{{"point":"{table.point}","table":{table.number},"target":"{who}"}}'
        else:
            kind = "cn_resident_id" if who[0] != "?" else "passport"
            named = json.dumps(body | {"name": "过路人", "id_type": kind, "id_number": document})
        return report("swab", table.phone, table.area, f"{self.round.code}/{barcode}", at, named)

    def step(self, table: Table, barcode: str, step: str, at: datetime, swabs: int) -> str:
        """A tube is opened or closed."""
        self.told.reports += 1
        count = f'"swabs":{swabs}' if step == "closed" else f'"size":{table.size}'
        body = f'{{"point":"{table.point}","table":{table.number},"step":"{step}",{count}}}'
        return report("tube", table.phone, table.area, f"{self.round.code}/{barcode}", at, body)

    def _at(self, table: Table) -> datetime:
        """When a tube is opened, the hours of the round spread over the queue."""
        return self.round.starts_at + SWABBING * (table.next / len(table.queue))


def report(kind: str, phone: Phone, area: str, subject: str, at: datetime, body: str) -> str:
    """One report as a phone sends it."""
    phone.seq += 1
    return (
        f'{{"id":"{uuid7()}","kind":"{kind}","form_version":1,"area":"{area}","subject":"{subject}",'
        f'"occurred_at":"{at.isoformat()}","device_seq":{phone.seq},"body":{body}}}'
    )


def push(reports: list[str]) -> bytes:
    """The body of one push."""
    now = datetime.now(UTC).isoformat()
    return f'{{"waiting":{len(reports)},"sent_at":"{now}","reports":[{",".join(reports)}]}}'.encode()
