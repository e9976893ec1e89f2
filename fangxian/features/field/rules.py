"""What holds for phones, whatever the database says; pure."""

from __future__ import annotations

from datetime import timedelta

CODE_LASTS = timedelta(minutes=10)
"""How long a code to enrol a phone is good."""
TOKEN_LASTS = timedelta(days=14)
"""How long a phone is let in without being enrolled again."""
MOST_HOUSEHOLDS = 2_000
"""What a phone holds at most."""
