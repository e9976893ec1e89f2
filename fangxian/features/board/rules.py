"""Pure decisions of the board: who is the nearest to answer, and how lists are ordered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

Answer = TypeVar("Answer")


def chain(code: str, top: str = "") -> list[str]:
    """
    Every code that could hold an area, the area itself included, widest first.

    >>> chain("451024", top="45")
    ['45', '451', '4510', '45102', '451024']
    """
    return [code[:length] for length in range(max(len(top), 1), len(code) + 1)]


def nearest(code: str, answers: Mapping[str, Answer]) -> Answer | None:
    """
    The answer of the smallest area that holds `code` and has one.

    >>> nearest("451024200", {"45": "region", "451024": "county"})
    'county'
    """
    return next((answers[one] for one in reversed(chain(code)) if one in answers), None)


def ranks(asked: str, allowed: Iterable[str], default: str) -> tuple[str, bool]:
    """
    The column to sort by and whether downward, from `key` or `-key`; anything unknown is the default.

    >>> ranks("-people", ("name", "people"), "name"), ranks("drop table", ("name",), "name")
    (('people', True), ('name', False))
    """
    key = asked.removeprefix("-")
    if key not in allowed:
        asked = key = default
        key = default.removeprefix("-")
    return key, asked.startswith("-")
