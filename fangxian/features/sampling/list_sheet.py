"""
The sheet of who is exempt and who is sampled at home: a row a person, or a household with all who live there.

People are found by their code or by the blind index of their document, so that no number is kept. A row that
says what is known changes nothing; one that says something else ends the entry and begins another.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from fangxian.features.campaigns.sheets import WHOM
from fangxian.features.incidents.selectors import vault
from fangxian.features.sampling import rules
from fangxian.features.sampling.models import ListKind, ListReason
from fangxian.features.sampling.services.listing import follow
from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.sheets import Check, Column, Counts, Fault, Kind, Work, cells
from fangxian.kernel.sheets.kinds import Derive, Derived

_FIND = """
    CREATE TEMPORARY TABLE list_people ON COMMIT DROP AS
    SELECT s.line, r.code, r.area FROM sheet_rows s
    JOIN territory_resident r ON r.incident = %(incident)s AND CASE
        WHEN s.resident_code <> '' THEN r.code = s.resident_code
        WHEN s.id_index <> '' THEN r.id_index = s.id_index
        ELSE r.household = s.household_code END
    WHERE r.area >= %(scope_from)s AND r.area < %(scope_until)s
"""
_UNKNOWN = """
    SELECT s.line, NULL::jsonb FROM sheet_rows s
    WHERE NOT EXISTS (SELECT 1 FROM list_people p WHERE p.line = s.line)
"""
_TWICE = """
    SELECT DISTINCT ON (f.line) f.line, jsonb_build_object('first', f.first) FROM (
        SELECT p.line, min(p.line) OVER (PARTITION BY p.code) AS first
        FROM list_people p JOIN sheet_rows s ON s.line = p.line
    ) f WHERE f.line > f.first ORDER BY f.line, f.first
"""
_UNFIT = """
    SELECT s.line, NULL::jsonb FROM sheet_rows s
    WHERE NOT EXISTS (SELECT 1 FROM unnest(%(kinds)s::text[], %(reasons)s::text[]) AS f (kind, reason)
        WHERE f.kind = s.list AND f.reason = s.reason)
"""
_UNTIL = """
    SELECT s.line, NULL::jsonb FROM sheet_rows s
    WHERE s.until IS NULL AND s.reason = ANY(%(dated)s::text[]) OR s.until < %(today)s
"""
_END = """
    UPDATE sampling_listing l SET ended_at = %(now)s, ended_by = %(person)s
    FROM sheet_rows s JOIN list_people p ON p.line = s.line
    WHERE l.incident = %(incident)s AND l.resident = p.code AND l.ended_at IS NULL
      AND (l.kind, l.reason, l.until) IS DISTINCT FROM (s.list, s.reason, s.until)
"""
_BEGIN = """
    INSERT INTO sampling_listing (incident, resident, area, kind, reason, until, at, person, person_name,
        ended_by)
    SELECT %(incident)s, p.code, p.area, s.list, s.reason, s.until, %(now)s, %(person)s, %(name)s, ''
    FROM sheet_rows s JOIN list_people p ON p.line = s.line
    WHERE NOT EXISTS (
        SELECT 1 FROM sampling_listing l
        WHERE l.incident = %(incident)s AND l.resident = p.code AND l.ended_at IS NULL
    ) ORDER BY p.code ON CONFLICT DO NOTHING
"""
# A row of a household is changed if anybody in it was listed otherwise, new if somebody was on no list.
_COUNT = """
    SELECT count(*) FILTER (WHERE fresh AND NOT differs), count(*) FILTER (WHERE differs) FROM (
        SELECT s.line, bool_or(l.id IS NULL) AS fresh, bool_or(l.id IS NOT NULL
            AND (l.kind, l.reason, l.until) IS DISTINCT FROM (s.list, s.reason, s.until)) AS differs
        FROM sheet_rows s JOIN list_people p ON p.line = s.line
        LEFT JOIN sampling_listing l
            ON l.incident = %(incident)s AND l.resident = p.code AND l.ended_at IS NULL
        GROUP BY s.line
    ) told
"""
_NAMED = "SELECT array_agg(DISTINCT p.code) FROM sheet_rows s JOIN list_people p ON p.line = s.line"


def _find(work: Work) -> None:
    work.run("DROP TABLE IF EXISTS pg_temp.list_people")
    work.run(_FIND)


def _merge(work: Work) -> Counts:
    """End what is said otherwise, begin what is new; rounds that run follow at once."""
    said = {"now": timezone.now(), "person": work.actor.person, "name": work.actor.name}
    work.run(_COUNT)
    new, changed = work.cursor.fetchone()
    work.run(_END, **said)
    work.run(_BEGIN, **said)
    if new or changed:
        follow(work.actor, work.value(_NAMED))
    return Counts(new=new, changed=changed)


def _finder(actor: Actor) -> Derive:
    safe = vault(actor.incident)

    def derive(columns: Mapping[str, Sequence[Any]]) -> Derived:
        named = zip(columns["resident_code"], columns["id_number"], columns["household_code"], strict=True)
        nameless = [
            (place, "resident_code", Fault("nobody_listed")) for place, by in enumerate(named) if not any(by)
        ]
        return [[safe.index(number, "id_number") for number in columns["id_number"]]], nameless

    return derive


def _params(actor: Actor) -> Mapping[str, object]:
    pairs = [(kind, reason) for kind, reasons in rules.REASONS.items() for reason in reasons]
    return {
        "kinds": [str(kind) for kind, _reason in pairs],
        "reasons": [str(reason) for _kind, reason in pairs],
        "dated": sorted(map(str, rules.DATED)),
    }


LISTS = Kind(
    code="sampling-lists",
    title=_("Exempt from sampling, or sampled at home"),
    can=Can.LISTING_KEEP,
    key=("resident_code", "id_index", "household_code"),
    columns=(
        *WHOM,
        Column(
            name="household_code",
            title=_("Household code"),
            parse=cells.code(40),
            aliases=("户编码", "户号", "戶號", "household"),
        ),
        Column(
            name="list",
            title=_("List"),
            parse=cells.choice(ListKind),
            required=True,
            aliases=("名单", "名單", "类别"),
        ),
        Column(
            name="reason",
            title=_("Reason"),
            parse=cells.choice(ListReason),
            required=True,
            aliases=("原因", "理由"),
        ),
        Column(name="until", title=_("Up to and with"), parse=cells.day(), aliases=("截止日期", "有效期至")),
    ),
    derived=(("id_index", "bytea"),),
    derive=_finder,
    before=_find,
    checks=(
        Check(
            code="unlisted_resident",
            column="resident_code",
            sentence=_(
                "Nobody in the register of your area has this code, number or household; import them first."
            ),
            sql=_UNKNOWN,
        ),
        Check(
            code="reason_unfit",
            column="reason",
            sentence=_("This is no reason for this list. Choose one of those that stand under it."),
            sql=_UNFIT,
        ),
        Check(
            code="until_missing",
            column="until",
            sentence=_("Say up to which day it holds: today or later."),
            sql=_UNTIL,
        ),
        Check(
            code="listed_before",
            column="resident_code",
            sentence=_("Line %(first)s names the same person."),
            sql=_TWICE,
        ),
    ),
    sentences={
        "nobody_listed": _(
            "Say who it is: the resident's code, the number of the document, or the household's code."
        )
    },
    params=_params,
    merge=_merge,
)
