"""How long people wait at a point, as far as that can be told from whom it expects and its pace; pure."""

from __future__ import annotations

from datetime import datetime, timedelta
from math import asin, cos, radians, sin, sqrt

EARTH_KM = 6371.0
STEP = timedelta(minutes=5)


def due(people: int, opens_at: datetime, closes_at: datetime, now: datetime) -> float:
    """
    How many of the people of a point should have come by now, if they come evenly while it is open.

    >>> from datetime import UTC
    >>> nine = datetime(2022, 2, 9, 9, tzinfo=UTC)
    >>> due(400, nine, nine + timedelta(hours=8), nine + timedelta(hours=2))
    100.0
    """
    passed = (now - opens_at) / (closes_at - opens_at) if closes_at > opens_at else 1.0
    return people * min(1.0, max(0.0, passed))


def wait(due: float, sampled: int, an_hour: float | None) -> timedelta | None:
    """
    How long whoever comes now waits, in steps of five minutes; None where there is no pace.

    Nobody counts the queue: in it are taken to be those who should have come by now (`due`) and were not
    sampled yet, and they are sampled `an_hour`.

    >>> wait(130, 100, 60), wait(90, 100, 60), wait(130, 0, None)
    (datetime.timedelta(seconds=1800), datetime.timedelta(0), None)
    """
    if not an_hour:
        return None
    exact = timedelta(hours=max(0.0, due - sampled) / an_hour)
    return -(-exact // STEP) * STEP


def distance_km(here: tuple[float, float], there: tuple[float, float]) -> float:
    """
    The great circle between two positions (latitude, longitude) in kilometres.

    >>> round(distance_km((23.30, 106.60), (23.31, 106.61)), 1)
    1.5
    """
    (lat, lon), (to_lat, to_lon) = ([radians(one) for one in place] for place in (here, there))
    half = sin((to_lat - lat) / 2) ** 2 + cos(lat) * cos(to_lat) * sin((to_lon - lon) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(half))
