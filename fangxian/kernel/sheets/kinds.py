"""What a feature declares so that its sheets can be taken in: columns, checks, merge."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.errors import Text
from fangxian.kernel.sheets.cells import Parser
from fangxian.kernel.sheets.reasons import Fault, Reason

ROWS = "sheet_rows"
"""The temporary table of the rows that are still good: `line` and one column for each staged column."""


class Mode(StrEnum):
    """What happens to the good rows of a sheet in which some are refused."""

    GOOD_ROWS = "good_rows"
    ALL_OR_NOTHING = "all_or_nothing"


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    """
    A column of a sheet. The header may carry `name`, the title in any language, or one of the aliases.

    `needed`: the sheet must have the column; `required`: and every row a value in it (so it is needed too).
    `personal`: values never appear in reasons or previews. `staged`: False if `Kind.derive` replaces it.
    """

    name: str
    title: Text
    parse: Parser
    required: bool = False
    needed: bool = False
    aliases: tuple[str, ...] = ()
    personal: bool = False
    staged: bool = True


@dataclass(frozen=True, kw_only=True, slots=True)
class Check:
    """
    A set-based check: `sql` selects `line` and a `jsonb` of facts (or NULL) for every row to refuse.

    It reads `sheet_rows` and may use the named parameters of `Work.params`. `again`: repeat it until it finds
    nothing more, because a refused row may spoil another.
    """

    code: str
    column: str
    sentence: Text
    sql: str
    again: bool = False


@dataclass(frozen=True, slots=True)
class Counts:
    """How many rows a merge made new and how many it changed."""

    new: int
    changed: int


@dataclass(slots=True)
class Work:
    """
    One import in its transaction, under its actor's scope, as checks and merges see it.

    `params` are for SQL: incident, area, scope_from, scope_until, today, and what `Kind.params` adds.
    """

    actor: Actor
    kind: Kind
    today: date
    cursor: Any
    params: dict[str, object]

    def run(self, sql: str, **more: object) -> int:
        """Run one statement with the named parameters; the number of rows it touched."""
        self.cursor.execute(sql, self.params | more)
        return int(self.cursor.rowcount)

    def value(self, sql: str, **more: object) -> Any:
        """The single value a query gives."""
        self.cursor.execute(sql, self.params | more)
        return self.cursor.fetchone()[0]

    def refuse(self, check: Check) -> int:
        """Refuse the good rows a check finds: they leave `sheet_rows`. Returns how many."""
        from fangxian.kernel.sheets import staging

        return staging.refuse(self, check)


Derived = tuple[Sequence[Sequence[object]], Sequence[tuple[int, str, Fault]]]
Derive = Callable[[Mapping[str, Sequence[Any]]], Derived]
"""
Makes the extra staged columns of a chunk from its parsed columns, for work that SQL cannot do (sealing).

Gets a sequence of values for each column name; gives back one sequence for each column of `Kind.derived`,
and faults as (position in the chunk, column, fault): rows that have one are refused.
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Kind:
    """
    A kind of sheet.

    `key` are the staged columns that name a row: a second row with the same key is refused. `checks` run in
    order on what is left; `merge` writes the rest and says what was new and changed (see `upsert`).
    `formats` are the readers that may be used: "csv", "xlsx", "geojson".
    """

    code: str
    title: Text
    can: Can
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    merge: Callable[[Work], Counts]
    checks: tuple[Check, ...] = ()
    sentences: Mapping[str, Text] = field(default_factory=dict)
    params: Callable[[Actor], Mapping[str, object]] | None = None
    derived: tuple[tuple[str, str], ...] = ()
    derive: Callable[[Actor], Derive] | None = None
    before: Callable[[Work], None] | None = None
    after: Callable[[Work], None] | None = None
    formats: tuple[str, ...] = ("csv", "xlsx")

    def words(self) -> dict[str, Text]:
        """The sentences of this kind's own reasons by code."""
        return dict(self.sentences) | {check.code: check.sentence for check in self.checks}

    def title_of(self, column: str) -> str:
        """The translated title of a column; '' for none."""
        return next((str(one.title) for one in self.columns if one.name == column), "")


@dataclass(frozen=True, kw_only=True, slots=True)
class Outcome:
    """
    What became of a sheet: `read == accepted + unchanged + refused`, always.

    `held` counts those of the refused that have no fault themselves: all-or-nothing kept them out.
    `refused_file` holds the refused rows as the same sheet with a reason column; None if there are none.
    `sample` are the first rows as understood, personal columns masked; `first_reasons` the first hundred.
    `looks_cut`: a text file exactly as long as a spreadsheet's page, so its end may be missing.
    """

    kind: str
    read: int
    new: int
    changed: int
    unchanged: int
    refused: int
    held: int
    blank: int
    dry_run: bool
    refused_file: str
    first_reasons: tuple[Reason, ...]
    sample: tuple[tuple[str, ...], ...]
    ignored_columns: tuple[str, ...]
    looks_cut: bool = False

    @property
    def accepted(self) -> int:
        """Rows that went in: new and changed."""
        return self.new + self.changed
