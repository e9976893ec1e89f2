"""A million items of all kinds in the ranks' prefecture: open and ended, with lines, evidence, subjects."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bench import ranks

if TYPE_CHECKING:
    from fangxian.features.items.flows import Flow

ITEMS, FINDINGS, INSPECTIONS, OTHERS = 1_000_000, 250_000, 100_000, 10_000
DIRECTIVES = {"prefecture": 20, "county": 10, "township": 5, "village": 1}
"""How many directives each area of a level has issued, to every lead below it."""

# Where items are: each grid once, the wider the more often. What is older than four days has mostly ended.
_SPOTS = """
    SELECT setseed(0.2022);
    CREATE TEMP TABLE spot AS
        SELECT row_number() OVER (ORDER BY md5(a.code || w)) - 1 AS n, a.code, a.parent
        FROM territory_area a
        JOIN (VALUES ('grid', 1), ('village', 3), ('township', 15), ('county', 20)) AS m (level, times)
            ON m.level = a.level
        CROSS JOIN generate_series(1, m.times) w;
    CREATE UNIQUE INDEX ON spot (n);
    CREATE TEMP TABLE flow (kind text, runs text[], ends text[]);
    CREATE TEMP TABLE clock (kind text, state text, hours int, alone boolean);
    CREATE TEMP TABLE wanted (code text, kind text, area text, made_area text, subject text, title text,
        severity int, made_at timestamptz, deadline_at timestamptz)
"""
_DIRECTIVES = """
    INSERT INTO supervision_directive (code, incident, area, place, number, version, title, text, deadline_at,
        root, parent, replaces, state, reason, "to", areas, levels, role, unit, people, expected, sent,
        heard_at, made_by, made_by_name, made_at)
    SELECT code, %(incident)s, area, area, 'B-' || n, 1, 'Directive ' || n, '- go',
        made_at + interval '2 days', code, '', '', 'issued', '', 'areas', ARRAY[area],
        '{county,township,village,grid}', '', '', '{}', 0, 0,
        now(), 'lead.' || area, 'Lead of ' || area, made_at
    FROM (
        SELECT 'directive-' || a.code || '-' || n AS code, a.code AS area, n,
            now() - random() * interval '30 days' AS made_at
        FROM territory_area a JOIN unnest(%(levels)s::text[], %(times)s::int[]) AS m (level, times)
            ON m.level = a.level CROSS JOIN generate_series(1, m.times) n
    ) made;
    INSERT INTO wanted
    SELECT 'item-' || d.code || '-' || a.code, 'directive', a.code, d.area, d.code, d.title, 1, d.made_at,
        d.deadline_at
    FROM supervision_directive d JOIN territory_area a
        ON a.code > d.area AND a.code < d.area || '~' AND d.incident = %(incident)s
"""
_INSPECTIONS = """
    INSERT INTO duty_site (code, name, kind, area, lat, lon, tables, rooms, plan, is_open)
    SELECT 'S-' || code, 'S ' || code, 'sampling_point', code, 24, 106, 2, 0, '', true
    FROM territory_area WHERE level = 'village';
    CREATE TEMP TABLE looked AS
        SELECT k.n, gen_random_uuid() AS id, CASE WHEN k.n %% 8 = 0 THEN v.code ELSE s.code END AS area,
            CASE WHEN k.n %% 8 = 0 THEN 'S-' || v.code ELSE s.code END AS subject,
            left(s.code, 9) AS made_area, now() - random() * interval '30 days' AS at
        FROM generate_series(0, %(inspections)s - 1) k (n)
        JOIN (SELECT row_number() OVER (ORDER BY md5(code)) - 1 AS n, code, count(*) OVER () AS all_
              FROM territory_area WHERE level = 'grid') s ON s.n = k.n %% s.all_
        JOIN territory_area v ON v.code = left(s.code, 12);
    CREATE UNIQUE INDEX ON looked (n);
    INSERT INTO supervision_inspection (id, incident, area, made_area, subject, checklist, at, person,
        person_name, account, ok, failed, not_seen, note)
    SELECT id, %(incident)s, area, made_area, subject, %(checklist)s, at, 'P-9', 'P 9', 'P-9', 3, 2, 1, ''
    FROM looked;
    INSERT INTO supervision_seenline (inspection_id, area, position, line, result, remark, finding, at)
    SELECT id, area, w, 'line-' || w, CASE WHEN w < 4 THEN 'ok' ELSE 'failed' END, '', '', at
    FROM looked CROSS JOIN generate_series(1, 5) w
"""
_FINDINGS = """
    INSERT INTO supervision_finding (code, incident, area, made_area, inspection_id, subject, checklist, line,
        severity, deadline_h, found_at, repeats, withdrawn)
    SELECT 'finding-' || k.n, %(incident)s, l.area, l.made_area, l.id, l.subject, %(checklist)s,
        (%(lines)s::text[])[1 + (k.n / %(inspections)s)], 1 + k.n %% 3, 24, l.at,
        CASE WHEN random() < 0.08 THEN 1 ELSE 0 END, false
    FROM generate_series(0, %(findings)s - 1) k (n) JOIN looked l ON l.n = k.n %% %(inspections)s;
    INSERT INTO wanted
    SELECT code, 'finding', area, made_area, subject, 'Finding ' || code, severity, found_at,
        found_at + interval '24 hours'
    FROM supervision_finding WHERE incident = %(incident)s
"""
_PLAIN = """
    INSERT INTO wanted
    SELECT %(kind)s || '-' || k.n, %(kind)s, s.code,
        CASE WHEN random() < 0.3 THEN left(s.code, 6) ELSE s.parent END, '', initcap(%(kind)s) || ' ' || k.n,
        1 + k.n %% 3, k.at, k.at + (4 + 68 * random()) * interval '1 hour'
    FROM (SELECT n, now() - random() * interval '30 days' AS at FROM generate_series(1, %(count)s) n) k
    JOIN spot s ON s.n = k.n %% (SELECT count(*) FROM spot)
"""
_ITEMS = """
    WITH drawn AS MATERIALIZED (
        SELECT w.*, f.runs, f.ends, random() AS pick, random() AS far,
            random() < CASE WHEN w.made_at < now() - interval '4 days' THEN 0.97 ELSE 0.4 END AS over
        FROM wanted w JOIN flow f USING (kind)
    ), stood AS (
        SELECT d.*, CASE WHEN over THEN ends[1 + floor(pick * pick * cardinality(ends))::int]
                         ELSE runs[1 + floor(pick * cardinality(runs))::int] END AS state,
            made_at + far * least(now() - made_at, interval '5 days') AS since
        FROM drawn d
    ), due AS (
        SELECT s.*, CASE WHEN NOT over THEN least(CASE WHEN c.alone THEN NULL ELSE deadline_at END,
                                                  since + c.hours * interval '1 hour') END AS due_at
        FROM stood s LEFT JOIN clock c USING (kind, state)
    )
    INSERT INTO items_item (code, kind, incident, area, made_area, parent, subject, title, text, severity,
        state, state_since, holder_name, held_since, moved_by, made_by, made_by_name, made_at, deadline_at,
        due_at, call_at, calls, called_area, ended_at)
    SELECT code, kind, %(incident)s, area, made_area, '', subject, title, 'What to do about it.', severity,
        state, since, '', made_at, 'lead.' || area, coalesce(r.account, 'lead.' || made_area),
        'Lead of ' || made_area, made_at, deadline_at, due_at,
        CASE WHEN due_at - interval '1 hour' > now() THEN due_at - interval '1 hour'
             WHEN due_at > now() THEN due_at END,
        CASE WHEN due_at <= now() THEN 4 WHEN due_at - interval '1 hour' <= now() THEN 1 ELSE 0 END,
        CASE WHEN due_at <= now() THEN '45' ELSE '' END, CASE WHEN over THEN since END
    FROM due LEFT JOIN (SELECT c.area AS led, r.account FROM charges_charge c
        JOIN roster_responder r ON r.id = c.holder_id WHERE c.leads) r ON r.led = due.made_area
"""
_LINES = """
    INSERT INTO items_itemline (item_id, area, made_area, at, person, person_name, move, source, target, "to",
        text)
    SELECT code, area, made_area, made_at, made_by, made_by_name, 'opened', state, state, '', ''
    FROM items_item WHERE incident = %(incident)s
    UNION ALL
    SELECT code, area, made_area, state_since, moved_by, moved_by, 'moved', '', state, '', ''
    FROM items_item WHERE incident = %(incident)s;
    INSERT INTO items_evidence (item_id, area, made_area, name, media_type, content, at, person, person_name)
    SELECT code, area, made_area, 'seen.txt', 'text/plain; charset=utf-8', 'seen', state_since, moved_by,
        moved_by
    FROM items_item WHERE incident = %(incident)s AND ended_at IS NOT NULL AND severity = 2
"""
_RECEIPTS = """
    INSERT INTO supervision_receipt (directive_id, root, incident, area, made_area, level, name, item,
        received_at, read_at, acknowledged_at, acted_at, reported_at, by_name, answer, reminders)
    SELECT i.subject, i.subject, i.incident, i.area, i.made_area, a.level, '', i.code, i.state_since,
        i.state_since, CASE WHEN i.state <> 'issued' THEN i.state_since END, NULL,
        CASE WHEN i.state IN ('reported', 'closed') THEN i.state_since END, '', '', 0
    FROM items_item i JOIN territory_area a ON a.code = i.area
    WHERE i.kind = 'directive' AND i.incident = %(incident)s;
    INSERT INTO supervision_tally (directive_id, root, area, made_area, level, addressed, received, read,
        acknowledged, acted, reported)
    SELECT directive_id, root, area, made_area, level, count(*), count(received_at), count(read_at),
        count(acknowledged_at), count(reported_at), count(reported_at)
    FROM supervision_receipt WHERE incident = %(incident)s GROUP BY directive_id, root, area, made_area, level
"""


def fill(incident: str) -> None:
    """The items and all that hangs on them, in few statements."""
    from django.db import connection

    from fangxian.features.items.registry import flows
    from fangxian.kernel.db import scope
    from fangxian.kernel.reports import checklists

    name, checklist = next(iter(checklists.load().items()))
    plain = [one for one in flows() if one not in ("directive", "finding", "task")]
    facts: dict[str, Any] = {
        "incident": incident,
        "levels": list(DIRECTIVES),
        "times": list(DIRECTIVES.values()),
        "inspections": INSPECTIONS,
        "findings": FINDINGS,
        "checklist": name,
        "lines": list(checklist.lines)[:3],
    }
    with scope.acting(ranks.operator(incident)), connection.cursor() as cursor:
        cursor.execute(_SPOTS)
        for flow in flows().values():
            _tell(cursor, flow)
        for statements in (_DIRECTIVES, _INSPECTIONS, _FINDINGS):
            cursor.execute(statements, facts)
        for kind in plain:
            cursor.execute(_PLAIN, {"kind": kind, "count": OTHERS})
        cursor.execute("SELECT count(*) FROM wanted")
        cursor.execute(_PLAIN, {"kind": "task", "count": ITEMS - cursor.fetchone()[0]})
        for statements in (_ITEMS, _LINES, _RECEIPTS):
            cursor.execute(statements, facts)
    tidy()


def _tell(cursor: object, flow: Flow) -> None:
    """The states and clocks of a flow, for the statements."""
    runs, ends = [one for one in flow.states if one not in flow.ended], sorted(flow.ended)
    run = cursor.execute  # type: ignore[attr-defined]
    run("INSERT INTO flow VALUES (%s, %s, %s)", (flow.kind, runs, ends))
    for link in flow.links:
        hours = link.within.total_seconds() / 3600
        run("INSERT INTO clock VALUES (%s, %s, %s, %s)", (flow.kind, link.state, hours, link.alone))


def tidy() -> None:
    """What the server does by itself after a while: statistics, and pages known to be visible to all."""
    from django.db import connections

    tables = "items_item, items_itemline, supervision_finding, supervision_inspection, supervision_receipt"
    with connections["owner"].cursor() as cursor:
        cursor.execute(f"VACUUM (ANALYZE) {tables}, supervision_directive, supervision_tally")
    connections["owner"].close()
