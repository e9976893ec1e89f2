"""Who of a round is infected, and whose document is typed in because the list was not at hand; by seed."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from random import Random

from bench.queues import SHARE
from bench.swabbing import BY_DOCUMENT
from fangxian.cli.mainjob import INCIDENT
from fangxian.kernel.db.home import home


def chosen(targets: Sequence[str], scale: str, seed: int) -> tuple[set[str], dict[str, str]]:
    """Some of a round's targets: those infected, and by target the documents of those without the list."""
    dice = Random(seed)
    infected = set(dice.sample(targets, round(len(targets) * SHARE)))
    typed = {target.partition("/")[2]: target for target in targets if dice.random() < BY_DOCUMENT}
    folder = home() / "scenarios" / f"{INCIDENT}-{scale}-2022"
    with (folder / "residents.csv").open(encoding="utf-8", newline="") as sheet:
        rows = csv.reader(sheet)
        names = next(rows)
        code, kind, number = (names.index(one) for one in ("code", "id_type", "id_number"))
        found = {
            row[code]: row[number] for row in rows if row[code] in typed and row[kind] == "cn_resident_id"
        }
    return infected, {typed[one]: document for one, document in found.items() if document}
