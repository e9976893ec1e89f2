"""A sampling table's way of working: people into tubes, with mistakes and strangers, tubes into boxes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from random import Random
from typing import Any

from fangxian.simulator import minting

SIZE, BOX = 10, 3
"""Swabs a tube, tubes a box."""
BACK, STRANGER, UNKNOWN = 0.05, 0.05, 0.02
"""Shares: of swabs taken back, of people in no list who show a document, and of those who show none."""
STRANGERS = 40
"""So many strangers go from table to table: each is one person, however often."""


class Tabling:
    """One table of a round; whoever comes is anybody of the list, also somebody who was sampled before."""

    def __init__(self, of_round: str, table: int) -> None:
        self._round, self._table = of_round, table
        self._point = self._area = ""
        self._people: list[str] = []
        self._tube = ""
        self._inside: list[str] = []
        self._closed: list[str] = []

    def take_in(self, pull: Mapping[str, Any]) -> None:
        """Take in the answer to a pull: the first point of the round, and its people."""
        for row in pull.get("rounds", ()):
            if row["code"] == self._round:
                self._point, self._area = row["points"][0]["code"], row["points"][0]["area"]
                self._people = [one["target"] for one in row["people"]]

    def next(self, at: datetime, hour: float, dice: Random) -> list[dict[str, Any]]:
        """The next person; before them a tube is opened, and after the last of a tube it is closed."""
        if not self._people:
            return []
        opened = [] if self._tube else [self._open(at)]
        if self._inside and dice.random() < BACK:
            return [*opened, self._report("swab_back", self._tube, at, {"swab": self._inside.pop()})]
        swab = self._report("swab", self._tube, at, self._at_table() | self._who(dice))
        self._inside.append(swab["id"])
        closed = [self._close(at)] if len(self._inside) >= SIZE else []
        return [*opened, swab, *closed, *self._carry(at)]

    def _who(self, dice: Random) -> dict[str, Any]:
        turn = dice.random()
        if turn < STRANGER:
            number = f"E{dice.randrange(STRANGERS):08}"
            return {"name": "过路人", "id_type": "passport", "id_number": number}
        return {"name": "无名氏"} if turn < STRANGER + UNKNOWN else {"target": dice.choice(self._people)}

    def _open(self, at: datetime) -> dict[str, Any]:
        self._tube, self._inside = f"T{minting.report_id().replace('-', '')[-16:]}", []
        return self._report("tube", self._tube, at, self._at_table() | {"step": "opened", "size": SIZE})

    def _close(self, at: datetime) -> dict[str, Any]:
        tube, count = self._tube, len(self._inside)
        self._closed.append(tube)
        self._tube, self._inside = "", []
        return self._report("tube", tube, at, self._at_table() | {"step": "closed", "swabs": count})

    def _carry(self, at: datetime) -> list[dict[str, Any]]:
        """A full box is packed, handed on and received."""
        if len(self._closed) < BOX:
            return []
        tubes, self._closed = self._closed, []
        body = {"tubes": tubes, "other": "司机", "celsius": 4}
        steps = ("packed", "handed", "received")
        return [self._report("box", f"B{tubes[0][1:]}", at, body | {"step": step}) for step in steps]

    def _at_table(self) -> dict[str, Any]:
        return {"point": self._point, "table": self._table}

    def _report(self, kind: str, subject: str, at: datetime, body: dict[str, Any]) -> dict[str, Any]:
        return minting.report(kind, self._area, f"{self._round}/{subject}", at, body)
