"""Reports about households: they must be there; the log keeps what was said, the household's history shows it."""

from __future__ import annotations

from collections.abc import Sequence

from fangxian.kernel.reports import Cursor, Fact, Kind

_KNOWN = """
    SELECT code FROM territory_household
    WHERE code = ANY(%s) AND incident = current_setting('fangxian.incident', true)
"""


def find_unknown(cursor: Cursor, facts: Sequence[Fact]) -> set[str]:
    """The ids of reports about households that are not there, or out of the batch's sight; '' is no household."""
    cursor.execute(_KNOWN, [[fact.subject for fact in facts]], prepare=True)
    known = {row[0] for row in cursor.fetchall()} | {""}
    return {fact.id for fact in facts if fact.subject not in known}


HOUSEHOLD = Kind(code="household", find_unknown=find_unknown)
NOTE = Kind(code="note", find_unknown=find_unknown)
PHOTO = Kind(code="photo", find_unknown=find_unknown)
CONTACT = Kind(code="contact", find_unknown=find_unknown)
