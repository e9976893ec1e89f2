"""
ID and telephone numbers that are well formed and belong to nobody.

An ID number of a Chinese resident is a division code (6), a birth date (8), a sequence (3, odd for men) and
a check character. Only the division code tells a number that was issued from one that was not, so the
scenario takes 4599xx: Guangxi has no prefecture 99, and no such code was ever in GB/T 2260. Telephone
numbers begin with 154, a range that no operator has opened. Both pass the checks of form that real ones
pass.

Source: GB 11643-1999 for the form and the check character (ISO 7064, MOD 11-2).
"""

from __future__ import annotations

import datetime as dt

import numpy as np
import numpy.typing as npt

from fangxian.scenarios import facts
from fangxian.scenarios.debao_2022.names import Strings
from fangxian.scenarios.facts import figures

ID_PREFIX, PHONE_PREFIX = "4599", "154"
ID_WEIGHTS = np.array([7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2])
CHECK_CHARACTERS = np.frombuffer(b"10X98765432", dtype=np.uint8)
OLDEST_YEARS = 106

_EPOCH = figures.FIRST_DAY - dt.timedelta(days=round(OLDEST_YEARS * 365.2425))
_DAYS = [_EPOCH + dt.timedelta(days=n) for n in range((figures.FIRST_DAY - _EPOCH).days + 1)]
_ISO: Strings = np.array([day.isoformat() for day in _DAYS], dtype=object)
_DIGITS = np.array([[int(d) for d in day.strftime("%Y%m%d")] for day in _DAYS], dtype=np.uint8)

_PHONES_A_COUNTY, _PHONE_STEP, _PHONE_SPACE = 4_000_000, 61_803_399, 10**8


def birth_dates(days_old: npt.NDArray[np.int64]) -> Strings:
    """Return ISO dates of birth for ages in days on the first day of the outbreak."""
    dates: Strings = _ISO[len(_DAYS) - 1 - days_old]
    return dates


class IdNumbers:
    """Hands out ID numbers in one county; no number twice."""

    def __init__(self, county: str) -> None:
        index = _county_index(county)
        self._prefix = np.array([int(d) for d in f"{ID_PREFIX}{index + 1:02d}"], dtype=np.uint8)
        self._used = np.zeros(2 * len(_DAYS), dtype=np.int64)

    def take(self, days_old: npt.NDArray[np.int64], female: npt.NDArray[np.bool_]) -> list[str]:
        """
        Return one number a person.

        Raises:
            ValueError: more than 499 people of one sex were born on one day.
        """
        born = len(_DAYS) - 1 - days_old
        turn = self._turns(2 * born + female)
        if turn.size and turn.max() > 499:
            raise ValueError("more births on one day than an ID number can tell apart")
        sequence = 2 * turn + np.where(female, 0, 1)
        digits = np.empty((len(born), 18), dtype=np.uint8)
        digits[:, :6] = self._prefix
        digits[:, 6:14] = _DIGITS[born]
        digits[:, 14], digits[:, 15], digits[:, 16] = sequence // 100, sequence // 10 % 10, sequence % 10
        sums = digits[:, :17].astype(np.int64) @ ID_WEIGHTS
        digits[:, :17] += ord("0")
        digits[:, 17] = CHECK_CHARACTERS[sums % 11]
        text = digits.tobytes().decode("ascii")
        return [text[start : start + 18] for start in range(0, len(text), 18)]

    def _turns(self, keys: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """Return, for each key, how many equal keys came before it in this county."""
        order = np.argsort(keys, kind="stable")
        ordered = keys[order]
        starts = (
            np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]]) if len(keys) else np.zeros(0, np.int64)
        )
        lengths = np.diff(np.r_[starts, len(keys)])
        turns = np.empty(len(keys), dtype=np.int64)
        turns[order] = np.arange(len(keys)) - np.repeat(starts, lengths) + self._used[ordered]
        self._used[ordered[starts]] += lengths
        return turns


class Phones:
    """Hands out telephone numbers in one county; no number twice, none of them in service."""

    def __init__(self, county: str, *, responders: bool = False) -> None:
        slot = _county_index(county) + (12 if responders else 0)
        self._next = slot * _PHONES_A_COUNTY

    def take(self, count: int) -> list[str]:
        """Return `count` numbers of eleven digits."""
        numbers = (np.arange(self._next, self._next + count) * _PHONE_STEP + 7) % _PHONE_SPACE
        self._next += count
        return [f"{PHONE_PREFIX}{n:08d}" for n in numbers.tolist()]


def _county_index(county: str) -> int:
    return [a.code for a in facts.territory() if a.level == "county"].index(county)
