"""Of whom an appraisal is: everybody who held a post or charge there, or a list; counted and laid out."""

from __future__ import annotations

from fangxian.features.supervision.appraisal.statements.duty import CHARGED, HELD

# The post or charge held longest in the period says where somebody stood and as what.
STOOD = f"""
    WITH {HELD}, service AS (
        SELECT responder, role, area, began, least(ended, %(cut)s) AS ended FROM held
        UNION ALL
        SELECT responder, role, area, greatest(valid_from, %(since)s), least(valid_until, %(cut)s)
        FROM ({CHARGED}) c
    )
    SELECT DISTINCT ON (responder) responder, role, area FROM service
    ORDER BY responder, ended - began DESC, role, area
"""  # noqa: S608 names are ours

_UNIT = "(%(path)s = '' OR u.path >= %(path)s AND u.path < %(path_until)s)"
_COLUMNS = "r.id AS responder, r.code, coalesce(r.account, '') AS account, r.name, r.unit_id, r.unit_name"

# Of a list also those who held nothing there: that is what there is to say of them.
EVERYBODY = f"""
    SELECT {_COLUMNS}, s.role, s.area FROM ({STOOD}) s
    JOIN roster_responder r ON r.id = s.responder LEFT JOIN orgs_unit u ON u.code = r.unit_id
    WHERE {_UNIT}
"""  # noqa: S608 names are ours
LISTED = f"""
    SELECT {_COLUMNS}, coalesce(s.role, '') AS role, coalesce(s.area, %(start)s) AS area
    FROM roster_responder r LEFT JOIN ({STOOD}) s ON s.responder = r.id
    WHERE r.code = ANY(%(people)s)
"""  # noqa: S608 names are ours

COUNT = "SELECT count(*) FROM ({source}) AS those"
# Those who stood there and live and work elsewhere by now: another area answers for them.
UNSEEN = f"""
    SELECT count(*) FROM ({STOOD}) s
    WHERE NOT EXISTS (SELECT FROM roster_responder r WHERE r.id = s.responder)
"""  # noqa: S608 names are ours
LAY_OUT = """
    INSERT INTO supervision_appraised (appraisal_id, responder_id, area, place, code, account, name, unit,
        unit_name, role, hours, nights, took, finished, confirmed, acknowledged, reported, reports, inspected,
        found, caused, repeated, cured, returned, timed, in_time, late, digest)
    SELECT %(code)s, s.responder, s.area, coalesce(a.name, ''), s.code, s.account, s.name, s.unit_id,
        s.unit_name, s.role, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, ''
    FROM ({source}) AS s LEFT JOIN territory_area a ON a.code = s.area
    ORDER BY s.responder
    ON CONFLICT (appraisal_id, responder_id) DO NOTHING
"""
