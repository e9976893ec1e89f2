"""Coverage rebuilt from the log: what is live must be what the log says, and one command proves it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import psycopg
from django.db import connection, transaction

from fangxian.features.campaigns import access, services
from fangxian.features.campaigns.events import Event
from fangxian.features.campaigns.models import Campaign
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.codes import span
from fangxian.kernel.reports import Fact, kinds
from fangxian.kernel.reports.registry import decoders
from fangxian.kernel.trail import services as trail

CHUNK = 5_000
KIND = "visit"

_LOG = """
    SELECT id::text, form_version, area, subject, occurred_at, body, person FROM field_report
    WHERE area >= %s AND area < %s AND kind = %s AND subject >= %s AND subject < %s
      AND EXISTS (SELECT 1 FROM campaigns_target t WHERE t.code = subject)
"""
_KEPT = {
    "targets": "SELECT code, standing, outcome, occurred_at, report, asked, not_home FROM campaigns_target",
    "coverage": "SELECT area, targets, reached, not_home, refused, unreachable, service, asked "
    "FROM campaigns_coverage",
    "pace": "SELECT area, slot, reached FROM campaigns_pace",
}
_MINE = "campaign = %(campaign)s AND area >= %(start)s AND area < %(end)s"


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What a rebuild found: reports replayed, and how many rows of each table were not as the log says."""

    reports: int
    wrong: dict[str, int]

    @property
    def equal(self) -> bool:
        """Whether the live figures were those of the log."""
        return not any(self.wrong.values())


def rebuild_coverage(
    *, actor: Actor, code: str, keep: bool = True, told: Callable[[int], None] | None = None
) -> Rebuilt:
    """
    Replay the log of a campaign from its first report: states of targets, coverage and pace.

    Reports wait meanwhile. With `keep` false everything is put back as it was and only the comparison
    remains. `told` hears how many reports have been replayed.

    Raises:
        NotFound, NotAllowed: see `campaigns.access.claim`.
    """
    with transaction.atomic():
        campaign = access.claim(actor, code, can=Can.CAMPAIGN_RUN)
        facts = _facts(campaign)
        with connection.cursor() as cursor:
            # Before anything is looked at, so that no report comes between the looking and the counting.
            cursor.execute("LOCK TABLE campaigns_coverage IN EXCLUSIVE MODE")
            _remember(cursor, facts)
            services.reset_states(campaign)
            services.recount(campaign)
            reports = _replay(campaign, told or (lambda _: None))
            wrong = {name: _differing(cursor, name, facts) for name in _KEPT}
            services.recount(campaign)
            for name, count in wrong.items():
                wrong[name] = count or _differing(cursor, name, facts)
        if not keep:
            transaction.set_rollback(True)
        else:
            trail.record(
                actor=actor, kind=Event.REBUILT, area=campaign.area, subject=code, targets=campaign.targets
            )
    return Rebuilt(reports, wrong)


def _facts(campaign: Campaign) -> dict[str, str]:
    start, end = span(campaign.area)
    return {"campaign": campaign.code, "start": start, "end": end}


def _remember(cursor: Any, facts: dict[str, str]) -> None:
    for name, sql in _KEPT.items():
        cursor.execute(f"DROP TABLE IF EXISTS pg_temp.live_{name}")
        cursor.execute(f"CREATE TEMPORARY TABLE live_{name} ON COMMIT DROP AS {sql} WHERE {_MINE}", facts)


def _differing(cursor: Any, name: str, facts: dict[str, str]) -> int:
    """Rows that are not the same on both sides; a quarter hour in which nothing is left counts as none."""
    some = " AND reached <> 0" if name == "pace" else ""
    now = f"{_KEPT[name]} WHERE {_MINE}{some}"
    live = f"SELECT * FROM live_{name} WHERE true{some}"  # noqa: S608 names are ours
    count = f"""
        SELECT greatest((SELECT count(*) FROM ({now} EXCEPT {live}) d),
                        (SELECT count(*) FROM ({live} EXCEPT {now}) d))
    """  # noqa: S608
    cursor.execute(count, facts)
    return int(cursor.fetchone()[0])


def _replay(campaign: Campaign, told: Callable[[int], None]) -> int:
    raw: psycopg.Connection[Any] = connection.connection
    done = 0
    with psycopg.Cursor(raw) as writing:
        for chunk in _log(raw, campaign):
            for sql, values in kinds()[KIND].project(chunk):
                writing.execute(sql, values)
            done += len(chunk)
            told(done)
    return done


def _log(raw: psycopg.Connection[Any], campaign: Campaign) -> Iterator[list[Fact]]:
    first, last = f"{campaign.code}/", f"{campaign.code}0"  # "0" follows "/" in ASCII
    with psycopg.ServerCursor(raw, "rebuilding") as reading:
        reading.itersize = CHUNK
        reading.execute(_LOG, [*span(campaign.area), KIND, first, last])
        while rows := reading.fetchmany(CHUNK):
            yield [_fact(*row) for row in rows]


def _fact(
    report: str, version: int, area: str, subject: str, occurred_at: Any, body: str, person: str
) -> Fact:
    read = decoders()[KIND, version].decode(body)
    return Fact(report, KIND, version, area, subject, occurred_at, read, body, "", None, person, 0)
