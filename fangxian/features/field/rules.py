"""What holds for phones, whatever the database says; pure."""

from __future__ import annotations

from datetime import timedelta

from fangxian.kernel.authority import Can, Role
from fangxian.kernel.authority.table import allows

CODE_LASTS = timedelta(minutes=10)
"""How long a code to enrol a phone is good."""
TOKEN_LASTS = timedelta(days=14)
"""How long a phone is let in without being enrolled again."""
MOST_HOUSEHOLDS = 2_000
"""What a phone holds at most."""


def holds_doors(role: Role) -> bool:
    """Whether a phone of this role holds the households of its area and what is to be done at them."""
    return allows(role, Can.FIELD_REPORT) and allows(role, Can.HOUSEHOLD_VIEW)
