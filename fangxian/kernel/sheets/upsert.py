"""The usual merge: update what differs, insert what is new, refuse what is in use out of sight."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import IntegrityError, transaction

from fangxian.kernel.sheets.kinds import Check, Counts, Work
from fangxian.kernel.sheets.reasons import SENTENCES


@dataclass(frozen=True, kw_only=True, slots=True)
class Upsert:
    """
    A merge into one table, to be used as `Kind.merge`.

    `values` maps target columns to SQL expressions over `s` (the staged row) and `joins`; `key` names the
    target columns that identify a row (the columns of a unique constraint). `only_new` are set on insert
    and neither compared nor changed later; `not_compared` are set whenever something else differs.
    """

    table: str
    key: tuple[str, ...]
    values: dict[str, str]
    joins: str = ""
    only_new: tuple[str, ...] = ()
    not_compared: tuple[str, ...] = ()
    key_column: str = "code"

    def __call__(self, work: Work) -> Counts:
        """Merge the staged rows into the table."""
        changed = work.run(self._update())
        try:
            with transaction.atomic():
                return Counts(work.run(self._insert("")), changed)
        except IntegrityError:
            new = work.run(self._insert("ON CONFLICT DO NOTHING"))
            sentence = SENTENCES["taken"]
            work.refuse(Check(code="taken", column=self.key_column, sentence=sentence, sql=self._taken()))
            return Counts(new, changed)

    def _source(self, *, extra: str = "") -> str:
        columns = ", ".join(f"{sql} AS {name}" for name, sql in self.values.items())
        return f"SELECT s.line, {columns} FROM sheet_rows s {self.joins} {extra}"  # noqa: S608 declared in code

    def _same(self) -> str:
        return " AND ".join(f"t.{name} = x.{name}" for name in self.key)

    def _update(self) -> str:
        fixed = {*self.key, *self.only_new}
        set_ = [name for name in self.values if name not in fixed]
        compared = [name for name in set_ if name not in self.not_compared]
        ours, theirs = (", ".join(f"{side}.{name}" for name in compared) for side in "tx")
        assign = ", ".join(f"{name} = x.{name}" for name in set_)
        return (
            f"UPDATE {self.table} t SET {assign} FROM ({self._source()}) x "  # noqa: S608
            f"WHERE {self._same()} AND ({ours}) IS DISTINCT FROM ({theirs})"
        )

    def _insert(self, conflict: str) -> str:
        names = ", ".join(self.values)
        picked = ", ".join(f"x.{name}" for name in self.values)
        return (
            f"INSERT INTO {self.table} ({names}) SELECT {picked} FROM ({self._source()}) x "  # noqa: S608
            f"WHERE NOT EXISTS (SELECT 1 FROM {self.table} t WHERE {self._same()}) ORDER BY x.line {conflict}"
        )

    def _taken(self) -> str:
        return (
            f"SELECT x.line, NULL::jsonb FROM ({self._source()}) x "  # noqa: S608
            f"WHERE NOT EXISTS (SELECT 1 FROM {self.table} t WHERE {self._same()})"
        )
