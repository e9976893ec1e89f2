"""Steps of a receipt, periods of questions, answers as they are typed, reminders; pure."""

from __future__ import annotations

import math
from datetime import date, datetime, timedelta

from fangxian.features.supervision.directives.refusals import AnswerWrong, NumberOut
from fangxian.features.supervision.models import Period, QuestionKind

STEPS = ("received", "read", "acknowledged", "acted", "reported")
"""How far somebody is with a directive; each step implies those before it."""
AT_ONCE = 2_000
"""So many receipts are laid out while the page waits; more by a worker."""
REMINDED_AFTER = timedelta(hours=2)
REMINDED_AGAIN = timedelta(hours=4)
REMINDED_JUST_NOW = timedelta(minutes=30)
"""Whoever issued it reminds the same people once in so long, however often the button is pressed."""
REMINDERS = 3
LARGEST = 1_000_000_000
"""No number that is counted here is larger, none is below nothing; what is, was mistyped."""
MINUTES = 3
"""What one answer is taken to cost where nobody says otherwise: an assumption, editable per question."""


def implied(step: str) -> tuple[str, ...]:
    """
    A step and those before it.

    >>> implied("read")
    ('received', 'read')
    """
    return STEPS[: STEPS.index(step) + 1]


def asked_of(period: str, day: date) -> tuple[date, date | None]:
    """
    The half-open stretch of days that an answer asked on a day holds for.

    >>> asked_of("week", date(2022, 2, 9))
    (datetime.date(2022, 2, 7), datetime.date(2022, 2, 14))
    """
    if period == Period.DAY:
        return day, day + timedelta(days=1)
    if period == Period.WEEK:
        monday = day - timedelta(days=day.weekday())
        return monday, monday + timedelta(days=7)
    return date(1, 1, 1), None


def read_answer(kind: str, raw: str, *, label: str, required: bool) -> tuple[str, float | None]:
    """
    An answer as it is kept: its words, and the number to be added up, if it is one.

    Yes counts 1 and no 0. An answer that is not required may be empty.

    Raises:
        AnswerWrong: it is missing, or is not of the kind.
        NumberOut: a number below nothing, or larger than `LARGEST`.

    >>> read_answer("number", " 1,200 ", label="", required=True)
    ('1200', 1200.0)
    """
    text = raw.strip()
    if not text:
        if required:
            raise AnswerWrong(question=label)
        return "", None
    if kind == QuestionKind.YES_NO:
        if text not in ("yes", "no"):
            raise AnswerWrong(question=label)
        return text, float(text == "yes")
    if kind == QuestionKind.NUMBER:
        try:
            number = float(text.replace(",", "").replace("，", ""))
        except ValueError as error:
            raise AnswerWrong(question=label) from error
        if math.isnan(number):
            raise AnswerWrong(question=label)
        if not 0 <= number <= LARGEST:
            raise NumberOut(question=label, most=f"{LARGEST:,}")
        number += 0.0  # Of -0 this makes 0.
        return f"{number:.10g}", number
    return text[:2_000], None


def next_reminder(at: datetime, reminders: int, deadline: datetime) -> datetime | None:
    """When somebody is reminded next who has been reminded so often; None once that is enough."""
    if reminders >= REMINDERS:
        return None
    again = at + (REMINDED_AFTER if reminders == 0 else REMINDED_AGAIN)
    return min(again, deadline) if at < deadline else again
