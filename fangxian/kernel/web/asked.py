"""What a person typed where a number or a day is wanted, read so that nothing typed is a defect."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.utils import timezone


def number(text: str, most: int) -> int | None:
    """
    A whole number from 0 to `most` in plain digits; None for anything else, however long.

    >>> number("042", 99), number("²", 99), number("100", 99), number("", 99), number("9" * 5000, 99)
    (42, None, None, None, None)
    """
    if not (text.isascii() and text.isdecimal()) or len(text) > 19:
        return None
    read = int(text)
    return read if read <= most else None


def begin(day: date) -> datetime:
    """Midnight at which a day begins, local time."""
    return timezone.make_aware(datetime.combine(day, time()))


def end(day: date) -> datetime:
    """Midnight at which a day ends, local time; of the last day there is, its last instant."""
    if day == date.max:
        return timezone.make_aware(datetime.combine(day, time.max))
    return begin(day + timedelta(days=1))
