"""Whether everything closes at the end of the bench of a round: what the tables know, and what is there."""

from __future__ import annotations

import subprocess
import sys
import time
from dataclasses import dataclass

from rich.console import Console

from bench.queues import Round
from bench.swabbing import Told

console = Console(stderr=True)

_COUNTS = """
    SELECT (SELECT count(*) FROM field_report WHERE kind = 'swab' AND starts_with(subject, {0})) AS logged,
        (SELECT count(*) FROM sampling_swab WHERE round = {1}) AS swabs,
        (SELECT count(*) FROM sampling_swab WHERE round = {1} AND counts) AS people,
        (SELECT count(*) FROM sampling_swab WHERE round = {1} AND NOT void) AS kept,
        (SELECT sum(swabs) FROM sampling_tube WHERE round = {1}) AS in_tubes,
        (SELECT sum(swabs) FROM sampling_tally WHERE round = {1}) AS tallied,
        (SELECT sum(people) FROM sampling_tally WHERE round = {1}) AS tallied_people,
        (SELECT count(*) FROM campaigns_target WHERE campaign = {1} AND standing = 'reached') AS reached,
        (SELECT sum(reached) FROM campaigns_coverage WHERE campaign = {1}) AS covered,
        (SELECT count(*) FROM campaigns_target WHERE campaign = {1} AND standing <> 'reached') AS missed,
        (SELECT count(*) FROM sampling_tube WHERE round = {1} AND stated = swabs) AS tubes,
        (SELECT count(*) FROM sampling_tube WHERE round = {1} AND box <> '') AS boxed,
        (SELECT count(*) FROM sampling_tube WHERE round = {1} AND stage = 'received') AS received,
        (SELECT count(*) FROM sampling_tube WHERE round = {1} AND result <> '') AS resulted,
        (SELECT count(*) FROM sampling_result WHERE round = {1}) AS results,
        (SELECT sum(negative + positive) FROM sampling_tally WHERE round = {1}) AS tallied_results,
        (SELECT count(*) FROM sampling_tube WHERE round = {1} AND result = 'positive') AS positive,
        (SELECT count(*) FROM sampling_pool WHERE round = {1}) AS pools,
        (SELECT count(*) FROM sampling_pool WHERE round = {1} AND resolved_at IS NULL) AS open_pools,
        (SELECT coalesce(sum(positives), 0) FROM sampling_pool WHERE round = {1}) AS found,
        (SELECT count(*) FROM items_item WHERE kind = 'retest' AND ended_at IS NULL) AS open_items
"""
_SIZES = """
    SELECT coalesce(h.inhparent, c.oid)::regclass::text, sum(pg_total_relation_size(c.oid))::bigint AS bytes
    FROM pg_class c LEFT JOIN pg_inherits h ON h.inhrelid = c.oid
    WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace GROUP BY 1 ORDER BY 2 DESC LIMIT 8
"""


@dataclass(frozen=True, slots=True)
class Expected:
    """What must be there: from what the tables know, and what the laboratory said."""

    told: Told
    boxed: int
    positive_tubes: int
    pools: int
    found: int


def closes(of_round: Round, expected: Expected, reports: tuple[int, int]) -> bool:
    """Whether every count is what it must be (`reports` acknowledged and made); each that is not is told."""
    counts, told = _counts(of_round), expected.told
    acknowledged, made = reports
    people = of_round.people + told.travellers
    wanted = dict.fromkeys(("logged", "swabs"), told.swabs)
    wanted |= dict.fromkeys(("kept", "in_tubes", "tallied"), told.swabs - told.backs)
    wanted |= dict.fromkeys(("people", "tallied_people"), people)
    wanted |= dict.fromkeys(("reached", "covered"), of_round.people)
    tubes = ("tubes", "received", "resulted", "results", "tallied_results")
    wanted |= dict.fromkeys(tubes, told.tubes) | {"boxed": expected.boxed}
    wanted |= {"positive": expected.positive_tubes, "pools": expected.pools, "found": expected.found}
    wanted |= dict.fromkeys(("missed", "open_pools", "open_items"), 0)
    wrong = {name: (counts[name], number) for name, number in wanted.items() if counts[name] != number}
    console.print(f"Counted: {counts}; {acknowledged:,} of {made:,} reports acknowledged.")
    for name, (found, number) in wrong.items():
        console.print(f"[red]{name}: {found:,} instead of {number:,}[/red]")
    return not wrong and acknowledged == made


def rebuilt(of_round: Round) -> tuple[bool, float]:
    """Whether the log replayed gives the same, and how many seconds that took."""
    command = [sys.executable, "-m", "fangxian.cli", "rebuild", "rounds", of_round.code, "--check"]
    started = time.perf_counter()
    same = subprocess.run(command, check=False).returncode == 0
    return same, time.perf_counter() - started


def size() -> int:
    """Bytes of the whole database."""
    return int(_ask("SELECT pg_database_size(current_database())")[0][0])


def largest() -> str:
    """The largest tables with their indexes, a log's days together."""
    return ", ".join(f"{name} {bytes_ / 2**20:,.0f} MiB" for name, bytes_ in _ask(_SIZES))


def _counts(of_round: Round) -> dict[str, int]:
    from django.db import connections

    with connections["owner"].cursor() as cursor:
        cursor.execute(_COUNTS.format(f"'{of_round.code}/'", f"'{of_round.code}'"))
        names = [column.name for column in cursor.description]
        return dict(zip(names, map(int, cursor.fetchone()), strict=True))


def _ask(sql: str) -> list[tuple[str, int]]:
    from django.db import connections

    with connections["owner"].cursor() as cursor:
        cursor.execute(sql)
        return list(cursor.fetchall())
