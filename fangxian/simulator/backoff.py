"""How long a phone waits before it tries again: as the field API's contract says, the jitter given."""

from __future__ import annotations

FIRST, MOST = 2.0, 300.0  # seconds


def wait_after(failures: int, retry_after: float | None, random: float) -> float:
    """
    Seconds to wait after `failures` failures in a row; the server's word is never cut short.

    `random` in [0, 1) spreads the phones over half as long again.

    >>> wait_after(1, 5, 0.0), wait_after(3, None, 0.5), wait_after(20, None, 0.0)
    (5.0, 10.0, 300.0)
    """
    asked = retry_after or 0.0
    doubled = min(MOST, (asked or FIRST) * 2.0 ** min(20, max(0, failures - 1)))
    return max(asked, doubled) * (1 + random / 2)
