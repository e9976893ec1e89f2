"""The sheet of leads: who answers for an area, and the deputy; the role follows from the area's level."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from psycopg.types.json import Jsonb

from fangxian.features.accounts import services as accounts
from fangxian.features.charges import rules
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.sheets import Check, Column, Counts, Kind, Work, cells

_UNKNOWN_AREA = """
    SELECT s.line, jsonb_build_object('value', s.area_code) FROM sheet_rows s
    WHERE NOT EXISTS (SELECT 1 FROM territory_area a WHERE a.code = s.area_code AND a.valid_until IS NULL)
"""
_TOO_HIGH = """
    SELECT s.line, jsonb_build_object('value', s.area_code)
    FROM sheet_rows s JOIN territory_area a ON a.code = s.area_code
    WHERE NOT a.level = ANY(CASE WHEN s.area_code = %(area)s THEN %(at_own)s::text[]
                            ELSE %(inside)s::text[] END)
"""
_UNKNOWN_PERSON = """
    SELECT s.line, jsonb_build_object('value', s.{column}) FROM sheet_rows s
    WHERE s.{column} <> '' AND NOT EXISTS (SELECT 1 FROM roster_responder r WHERE r.code = s.{column})
"""
_SAME_PERSON = "SELECT s.line, NULL::jsonb FROM sheet_rows s WHERE s.holder_code = s.deputy_code"

_WANTED = """
    wanted AS (
        SELECT s.area_code AS area, %(roles)s::jsonb ->> a.level AS role,
               h.id AS holder, h.name AS holder_name, d.id AS deputy, coalesce(d.name, '') AS deputy_name
        FROM sheet_rows s
        JOIN territory_area a ON a.code = s.area_code
        JOIN roster_responder h ON h.code = s.holder_code
        LEFT JOIN roster_responder d ON d.code = s.deputy_code
    )
"""
_RUNNING = "c.incident = %(incident)s AND c.area = w.area AND c.leads AND c.valid_until IS NULL"
_END = f"""
    WITH {_WANTED}
    UPDATE charges_charge c SET valid_until = greatest(%(now)s, c.valid_from) FROM wanted w
    WHERE {_RUNNING} AND (c.role, c.holder_id, c.deputy_id) IS DISTINCT FROM (w.role, w.holder, w.deputy)
"""  # noqa: S608 only text of this file
_CREATE = f"""
    WITH {_WANTED}
    INSERT INTO charges_charge (code, incident, area, role, holder_id, holder_name, deputy_id, deputy_name,
                                leads, plan, valid_from)
    SELECT 'charge-' || replace(uuidv7()::text, '-', ''), %(incident)s, w.area, w.role, w.holder,
           w.holder_name, w.deputy, w.deputy_name, true, '', %(now)s
    FROM wanted w WHERE NOT EXISTS (SELECT 1 FROM charges_charge c WHERE {_RUNNING}) ORDER BY w.area
"""  # noqa: S608 only text of this file
_ACCOUNTS = """
    SELECT r.account, min(s.area_code COLLATE "C") FROM sheet_rows s
    JOIN roster_responder r ON r.code IN (s.holder_code, s.deputy_code)
    WHERE r.account IS NOT NULL GROUP BY r.account
"""


def merge(work: Work) -> Counts:
    """Relieve the leads that differ and appoint the named ones; what is so already stays."""
    replaced = work.run(_END)
    appointed = work.run(_CREATE)
    work.cursor.execute(_ACCOUNTS)
    accounts.widen_keeping(dict(work.cursor.fetchall()))
    return Counts(new=appointed - replaced, changed=replaced)


def params(actor: Actor) -> Mapping[str, object]:
    """The levels whose lead the actor may appoint, for the own area and inside it; the role of each level."""

    def levels(area: str) -> list[str]:
        return [
            level
            for level, role in rules.LEADS.items()
            if rules.may_appoint(actor.role, actor.area, role, area)
        ]

    # The moment of this program: whoever asks later who answers compares with the same clock.
    now = timezone.now()
    roles = Jsonb({level: str(role) for level, role in rules.LEADS.items()})
    return {"at_own": levels(actor.area), "inside": levels(f"{actor.area}0"), "roles": roles, "now": now}


LEADS = Kind(
    code="leads",
    title=_("Who answers"),
    can=Can.CHARGE_APPOINT,
    key=("area_code",),
    columns=(
        Column(
            name="area_code",
            title=_("Area code"),
            parse=cells.code(32),
            required=True,
            aliases=("区域编码", "區域編碼"),
        ),
        Column(
            name="holder_code",
            title=_("Lead's responder code"),
            parse=cells.text(40),
            required=True,
            aliases=("责任人编码", "責任人編碼"),
        ),
        Column(
            name="deputy_code",
            title=_("Deputy's responder code"),
            parse=cells.text(40),
            needed=True,
            aliases=("副责任人编码", "副責任人編碼"),
        ),
    ),
    checks=(
        Check(
            code="unknown_area",
            column="area_code",
            sentence=_("There is no area %(value)s in your sight; import the areas first."),
            sql=_UNKNOWN_AREA,
        ),
        Check(
            code="too_high",
            column="area_code",
            sentence=_("Somebody above you appoints who leads %(value)s."),
            sql=_TOO_HIGH,
        ),
        Check(
            code="unknown_holder",
            column="holder_code",
            sentence=_("There is no responder %(value)s in your sight; import the roster first."),
            sql=_UNKNOWN_PERSON.format(column="holder_code"),
        ),
        Check(
            code="unknown_deputy",
            column="deputy_code",
            sentence=_("There is no responder %(value)s in your sight; import the roster first."),
            sql=_UNKNOWN_PERSON.format(column="deputy_code"),
        ),
        Check(
            code="same_person",
            column="deputy_code",
            sentence=_("The deputy must be another person."),
            sql=_SAME_PERSON,
        ),
    ),
    params=params,
    merge=merge,
)
