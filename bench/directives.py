"""
Directives at prefecture scale: to 170,000 people, to every lead down to the grids; and the pages about them.

Makes a prefecture of its own (12 counties, 132 townships, 1,848 villages, 11,088 grids, 170,000 responders)
in a home of its own. The reference of sending is one plain INSERT of the same rows into a temporary table
with one index, on the same server; that of a page is the same page as the commander who sent it.
Run: `python -m bench.directives`.
"""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from bench.report import Row, show

ROOT = Path(__file__).resolve().parent.parent
INCIDENT, TOP = "bench-directives", "45"
COUNTY, TOWNSHIP, VILLAGE, GRID = "450001", "450001001", "450001001001", "450001001001001"
PEOPLE, ROUNDS, WARM, P95_MS = 170_000, 12, 3, 250.0

_AREAS = """
    INSERT INTO territory_area (code, name, level, parent, population, households, valid_from)
    SELECT code, code, level, parent, 100, 40, date '2022-01-01' FROM (
        SELECT '45' AS code, 'prefecture' AS level, '' AS parent
        UNION ALL SELECT '45' || to_char(c, 'FM0000'), 'county', '45' FROM generate_series(1, 12) c
        UNION ALL SELECT '45' || to_char(c, 'FM0000') || to_char(t, 'FM000'), 'township',
                         '45' || to_char(c, 'FM0000') FROM generate_series(1, 12) c, generate_series(1, 11) t
        UNION ALL SELECT '45' || to_char(c, 'FM0000') || to_char(t, 'FM000') || to_char(v, 'FM000'),
                         'village',
                         '45' || to_char(c, 'FM0000') || to_char(t, 'FM000')
                  FROM generate_series(1, 12) c, generate_series(1, 11) t, generate_series(1, 14) v
        UNION ALL SELECT '45' || to_char(c, 'FM0000') || to_char(t, 'FM000') || to_char(v, 'FM000')
                         || to_char(g, 'FM000'), 'grid',
                         '45' || to_char(c, 'FM0000') || to_char(t, 'FM000') || to_char(v, 'FM000')
                  FROM generate_series(1, 12) c, generate_series(1, 11) t, generate_series(1, 14) v,
                       generate_series(1, 6) g) made
"""
_UNIT = """
    INSERT INTO orgs_unit (code, name, kind, path, area, site, valid_from)
    VALUES ('U', 'U', 'committee', 'U/', '45', '', date '2022-01-01')
"""
_PEOPLE = """
    INSERT INTO roster_responder (code, name, kind, unit_id, unit_name, unit_area, home_area, posted_area,
        skills, phone_sealed, phone_index, is_member, is_available, absence, absence_note, max_hours_week)
    SELECT 'P-' || n, 'P ' || n, 'member', 'U', 'U', '45', v.code, '', '{}', '', '', true, true, '', '', 48
    FROM generate_series(1, %s) n
    JOIN (SELECT code, row_number() OVER (ORDER BY code) AS place, count(*) OVER () AS places
          FROM territory_area WHERE level = 'village') v ON v.place = 1 + n %% v.places
"""
_PLAIN = """
    CREATE TEMP TABLE plain ON COMMIT DROP AS SELECT * FROM supervision_receipt WHERE false;
    CREATE INDEX ON plain (directive_id, area, id);
    INSERT INTO plain SELECT * FROM supervision_receipt WHERE directive_id = %s
"""


def main() -> None:
    """Measure, print, and end with 1 where a bar does not hold."""
    os.environ.setdefault("FANGXIAN_HOME", str(ROOT / ".fangxian" / "bench-directives"))
    from fangxian.cli.installation import installation

    with installation():
        _prepare()
        held = show(_measure())
    raise SystemExit(0 if held else 1)


def _operator() -> object:
    from fangxian.kernel.authority import Actor, Role

    return Actor(person="console", name="console", role=Role.OPERATOR, area="", incident=INCIDENT)


def _prepare() -> None:
    """The prefecture and five people who look at it, unless they are there."""
    from django.db import connection

    from fangxian.features.incidents import access, services
    from fangxian.kernel.db import scope

    operator = _operator()
    with scope.acting(operator):  # type: ignore[arg-type]
        if access.visible(operator).filter(code=INCIDENT).exists():  # type: ignore[arg-type]
            return
        services.create_incident(
            actor=operator,  # type: ignore[arg-type]
            code=INCIDENT,
            name="Bench",
            area=TOP,
            rule_pack="cn-2022-03",
            started_on=date(2022, 2, 4),
        )
        with connection.cursor() as cursor:
            for statement, facts in ((_AREAS, None), (_UNIT, None), (_PEOPLE, [PEOPLE])):
                cursor.execute(statement, facts)
        for number, (area, role) in enumerate(_readers().values(), start=1):
            _sign_up(operator, f"P-{number}", area, role)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE territory_area, roster_responder")


def _readers() -> dict[str, tuple[str, str]]:
    return {
        "commander": (TOP, "commander"),
        "county": (COUNTY, "commander"),
        "township": (TOWNSHIP, "township_lead"),
        "village": (VILLAGE, "village_lead"),
        "grid": (GRID, "grid_worker"),
    }


def _sign_up(operator: object, code: str, area: str, role: str) -> None:
    from fangxian.features.accounts.services import open_account
    from fangxian.features.charges.services import appoint
    from fangxian.features.roster.services import link_account
    from fangxian.kernel.authority import Role

    name = f"bench.{role}.{area}"
    open_account(actor=operator, username=name, password="lanterns on the ridge", area=TOP)  # type: ignore[arg-type]  # noqa: S106
    link_account(actor=operator, code=code, username=name)  # type: ignore[arg-type]
    appoint(actor=operator, area=area, role=Role(role), holder=code)  # type: ignore[arg-type]


def _actor(name: str) -> object:
    from django.db import transaction

    from fangxian.features.charges import acting
    from fangxian.kernel.db import scope

    area, role = _readers()[name]
    person = f"bench.{role}.{area}"
    with transaction.atomic():
        scope.enter_self(person)
        return acting.choose(person)


def _measure() -> list[Row]:
    from fangxian.features.supervision import tasks
    from fangxian.features.supervision.directives.services import Wanted
    from fangxian.features.supervision.models import Period

    kept, tasks.queue_sending = (
        tasks.queue_sending,
        lambda directive, actor: None,
    )  # sent here, not by a worker
    actor = _actor("commander")
    question = Wanted(name="masks", label="masks", period=Period.DAY)
    try:
        people = _issue(actor, to="people")
        leads = _issue(actor, levels=("county", "township", "village", "grid"), questions=(question,))
    finally:
        tasks.queue_sending = kept
    rows = [
        _sent(actor, people, f"send to {PEOPLE:,} people", 40.0),
        _sent(actor, leads, "send to every lead, an item each", 400.0),
    ]
    rows.append(_reminded())
    return [*rows, *_pages(people, leads)]


def _issue(actor: object, **more: object) -> str:
    from django.utils import timezone

    from fangxian.features.supervision.directives import services
    from fangxian.features.supervision.directives.services import Draft
    from fangxian.kernel.db import scope

    draft = Draft(title="Bench", text="- go", deadline_at=timezone.now() + timedelta(hours=9), **more)  # type: ignore[arg-type]
    started = time.perf_counter()
    with scope.acting(actor):  # type: ignore[arg-type]
        code = services.issue_directive(actor=actor, draft=draft).code  # type: ignore[arg-type]
    print(f"issued, not yet sent, in {time.perf_counter() - started:.2f} s")
    return code


def _sent(actor: object, code: str, label: str, bar: float) -> Row:
    """Seconds until every receipt is laid out, beside one plain INSERT of the same rows."""
    from django.db import connection

    from fangxian.features.supervision.directives import services
    from fangxian.kernel.db import scope

    taken = _seconds(lambda: services.send_directive(actor=actor, code=code))  # type: ignore[arg-type]
    with scope.acting(actor), connection.cursor() as cursor:  # type: ignore[arg-type]
        reference = _seconds(lambda: cursor.execute(_PLAIN.replace("%s", f"'{code}'")))
    return Row("directives", label, taken, "s", reference, bar)


def _reminded() -> Row:
    from django.db import connection
    from django.utils import timezone

    from fangxian.features.supervision.directives import services
    from fangxian.kernel.db import scope

    operator, later = _operator(), timezone.now() + timedelta(hours=3)

    def work() -> None:
        while True:
            with scope.acting(operator):  # type: ignore[arg-type]
                if not services.remind_due(actor=operator, now=later):  # type: ignore[arg-type]
                    return

    taken = _seconds(work)
    with scope.acting(operator), connection.cursor() as cursor:  # type: ignore[arg-type]
        cursor.execute("SELECT count(*) FROM supervision_reminder")
        print(f"{cursor.fetchone()[0]:,} reminders")
        reference = _seconds(
            lambda: cursor.execute(
                "CREATE TEMP TABLE noted ON COMMIT DROP AS SELECT * FROM supervision_reminder;"
                "CREATE INDEX ON noted (receipt_id, number)"
            )
        )
    return Row("directives", f"remind {PEOPLE:,} people", taken, "s", reference, 200.0)


def _pages(people: str, leads: str) -> list[Row]:
    rows = []
    clients = {name: _client(name) for name in _readers()}
    for name in _readers():
        for page, path in _paths(name, people, leads).items():
            who = {name: clients[name], "commander": clients["commander"]}
            times: dict[str, list[float]] = {one: [] for one in who}
            for turn in range(WARM + ROUNDS):
                for one, client in who.items():
                    taken = _seconds(partial(_fine, client, path)) * 1000
                    if turn >= WARM:
                        times[one].append(taken)
            p95 = statistics.quantiles(times[name], n=20)[18]
            label = f"{page} as {name}, p50 (p95 {p95:.0f} ms ≤ {P95_MS:.0f})"
            mine, other = statistics.median(times[name]), statistics.median(times["commander"])
            rows.append(Row("directives", label, mine, "ms", other, 1.5, further=p95 <= P95_MS))
    return rows


def _paths(name: str, people: str, leads: str) -> dict[str, str]:
    home = "/supervision/directives/"
    paths = {"list": home, "all in sight": f"{home}?tab=all", "one to all leads": f"{home}{leads}/"}
    if name != "commander":
        return paths
    return paths | {
        "one to all people": f"{home}{people}/",
        "its county": f"{home}{people}/?area={COUNTY}",
        "who is silent": f"{home}{people}/receivers/?lacking=acknowledged",
        "who is silent, page 3,000": f"{home}{people}/receivers/?lacking=acknowledged&page=3000",
        "register": f"{home}register/",
    }


def _client(name: str) -> object:
    from django.test import Client

    from fangxian.features.accounts.models import Account

    area, role = _readers()[name]
    client = Client()
    account = Account.objects.get(username=f"bench.{role}.{area}")
    client.force_login(account, backend="fangxian.features.accounts.backends.AccountBackend")
    return client


def _fine(client: object, path: str) -> None:
    status = client.get(path).status_code  # type: ignore[attr-defined]
    if status != 200:
        raise SystemExit(f"{path}: {status}")


def _seconds(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


if __name__ == "__main__":
    main()
