"""Pages of long lists: counted by the database, told in words only for the rows that are looked at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar, overload

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

PER_PAGE = 25
Row = TypeVar("Row")


class Told(Sequence[Row]):
    """The rows of a query as `tell` makes them, a slice at a time."""

    def __init__(
        self, rows: QuerySet[Any, Any], tell: Callable[[list[Any]], list[Row]], count: int | None = None
    ) -> None:
        self.rows, self.tell, self.count_known = rows, tell, count

    def __len__(self) -> int:
        return self.rows.count() if self.count_known is None else self.count_known

    @overload
    def __getitem__(self, wanted: int) -> Row: ...
    @overload
    def __getitem__(self, wanted: slice) -> list[Row]: ...
    def __getitem__(self, wanted: int | slice) -> Row | list[Row]:
        if isinstance(wanted, int):
            return self.tell([self.rows[wanted]])[0]
        return self.tell(list(self.rows[wanted]))


def page_of(
    rows: QuerySet[Any, Any],
    tell: Callable[[list[Any]], list[Row]],
    number: object = 1,
    size: int = PER_PAGE,
    count: int | None = None,
) -> Page[Row]:
    """
    One page; a number that is none, or too high, gives the first or the last.

    `count` is how many rows there are, where that is known without asking for them.
    """
    return Paginator(Told(rows, tell, count), size).get_page(_number(number))


def _number(number: object) -> int | str:
    return number if isinstance(number, int | str) else 1
