"""Reports about households: they must be there; the log keeps what was said."""

from __future__ import annotations

from fangxian.kernel.authority import Can
from fangxian.kernel.reports import Kind

SUBJECTS = """
    SELECT h.code, h.village FROM unnest(%s::text[]) AS s (code)
    JOIN territory_household h ON h.code = s.code AND h.incident = current_setting('fangxian.incident', true)
"""

HOUSEHOLD = Kind(code="household", can=Can.FIELD_REPORT, subjects=SUBJECTS)
NOTE = Kind(code="note", can=Can.FIELD_REPORT, subjects=SUBJECTS, may_be_empty=True)
PHOTO = Kind(code="photo", can=Can.FIELD_REPORT, subjects=SUBJECTS, may_be_empty=True)
CONTACT = Kind(code="contact", can=Can.FIELD_REPORT, subjects=SUBJECTS)
