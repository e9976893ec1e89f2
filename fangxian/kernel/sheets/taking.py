"""Taking a sheet in: read, check, merge, give back what is refused; the one door for pages and command."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

from django.db import connection, transaction
from django.utils import timezone

from fangxian.kernel.authority import Actor
from fangxian.kernel.codes import span
from fangxian.kernel.db import scope
from fangxian.kernel.sheets import headers, parsing, refused, staging
from fangxian.kernel.sheets.headers import Layout
from fangxian.kernel.sheets.kinds import Column, Counts, Kind, Mode, Outcome, Work
from fangxian.kernel.sheets.sources import Source, open_source

Progress = Callable[[float], None]
"""Told the share of the work that is done, from 0 to 1."""

READ, CHECKED, MERGED = 0.6, 0.7, 0.95
SAMPLE, REASONS = 20, 100
PAGES = (65_536, 1_048_576)
"""Lines of a spreadsheet's page, old and new: a CSV of exactly so many was probably cut on its way."""


class _Undo(Exception):
    """Leaves a transaction that is not to be kept."""


def take_in(
    actor: Actor,
    kind: Kind,
    path: Path,
    *,
    mode: Mode = Mode.GOOD_ROWS,
    dry_run: bool = False,
    progress: Progress | None = None,
    refused_path: Path | None = None,
) -> Outcome:
    """
    Take in a sheet under the actor's scope, in one transaction.

    Refused rows are written, as the same sheet with a reason column, to `refused_path` (beside the sheet as
    `NAME-refused.EXT` where none is given). A dry run does the same work and undoes it.

    Raises:
        NotAllowed: the actor may not import this kind.
        BadSheet: the file as a whole cannot be read.
    """
    actor.require(kind.can)
    tell = progress or (lambda share: None)
    source = open_source(path, kind.formats)
    layout = headers.match(kind, source.header)
    beside = refused_path or path.with_name(f"{path.stem}-refused.{source.form}")
    outcome: Outcome | None = None
    try:
        with scope.acting(actor), connection.cursor() as cursor:
            outcome = _take(_work(actor, kind, cursor), source, layout, mode, dry_run, tell, beside)
            if dry_run:
                raise _Undo
    except _Undo:
        assert outcome is not None
    return outcome


def _work(actor: Actor, kind: Kind, cursor: object) -> Work:
    start, until = span(actor.area)
    today = timezone.localdate()
    params = {
        "incident": actor.incident,
        "area": actor.area,
        "scope_from": start,
        "scope_until": until,
        "today": today,
    }
    if kind.params:
        params |= kind.params(actor)
    return Work(actor, kind, today, cursor, params)


def _take(
    work: Work, source: Source, layout: Layout, mode: Mode, dry_run: bool, tell: Progress, beside: Path
) -> Outcome:
    staging.create(work)
    read, sample = _read(work, source, layout, tell)
    blank, lines = source.reading.blank, source.reading.lines
    wait_turn(work.actor.incident)
    _check(work)
    tell(CHECKED)
    counts, held = _merge(work, mode)
    tell(MERGED)
    refusals = staging.refused(work)
    unchanged = staging.good(work) - counts.new - counts.changed
    if unchanged < 0 or read != counts.new + counts.changed + unchanged + refusals:
        raise AssertionError(f"{work.kind.code}: {read} rows read, {counts}, {refusals} refused")
    outcome = Outcome(
        kind=work.kind.code,
        read=read,
        new=counts.new,
        changed=counts.changed,
        unchanged=unchanged,
        refused=refusals,
        held=held,
        blank=blank,
        dry_run=dry_run,
        refused_file=_give_back(work, source, layout, beside) if refusals else "",
        first_reasons=tuple(staging.reasons(work, limit=REASONS)),
        sample=sample,
        ignored_columns=layout.ignored,
        looks_cut=lines in PAGES,
    )
    staging.drop(work)
    if not dry_run:
        _record(work, outcome)
    tell(1.0)
    return outcome


def _read(
    work: Work, source: Source, layout: Layout, tell: Progress
) -> tuple[int, tuple[tuple[str, ...], ...]]:
    """Parse and stage the whole sheet; the number of rows read and the first of them as understood."""
    names = [name for name, _sql in staging.columns_of(work.kind)]
    read, sample = 0, tuple[tuple[str, ...], ...]()
    with _calm_collector():
        for chunk in parsing.chunks(source, layout, work.kind, work.actor):
            sample = sample or _sample(chunk, work.kind)
            staging.add(work, chunk.staged(names))
            staging.add_refusals(work, chunk.bad)
            read += len(chunk.lines)
            tell(READ * source.reading.share)
    staging.ready(work)
    return read, sample


@contextmanager
def _calm_collector() -> Iterator[None]:
    """Rows make no cycles, but a million of them would have the collector walk them for half of the time."""
    before = gc.get_threshold()
    gc.set_threshold(100_000, 50, 100)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _sample(chunk: parsing.Chunk, kind: Kind) -> tuple[tuple[str, ...], ...]:
    names = [column.name for column in kind.columns]
    return tuple(
        tuple(_shown(column, value) for column, value in zip(kind.columns, row[1:], strict=True))
        for row in chunk.staged(names)[:SAMPLE]
    )


def _shown(column: Column, value: object) -> str:
    if value in (None, "", []):
        return ""
    if column.personal:
        return "•••"
    if isinstance(value, bool):
        return "1" if value else "0"
    return "; ".join(value) if isinstance(value, list) else str(value)[:120]


def wait_turn(incident: str) -> None:
    """
    Be the only one that writes areas, register, units and roster of an incident until the transaction ends.

    Two imports of the same file meet here: the second then finds everything unchanged.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [f"fangxian sheets {incident}"])


def _check(work: Work) -> None:
    staging.refuse_doubles(work)
    if work.kind.before:
        work.kind.before(work)
    for check in work.kind.checks:
        work.refuse(check)


def _merge(work: Work, mode: Mode) -> tuple[Counts, int]:
    """Merge the good rows; with all-or-nothing and any row refused, undo that and hold them all back."""
    counts = Counts(0, 0)
    strict = mode is Mode.ALL_OR_NOTHING
    try:
        with transaction.atomic() if strict else nullcontext():
            if not (strict and staging.refused(work)):
                counts = work.kind.merge(work)
            if strict and staging.refused(work):
                raise _Undo
            if work.kind.after:
                work.kind.after(work)
    except _Undo:
        return Counts(0, 0), staging.hold_back(work)
    return counts, 0


def _give_back(work: Work, source: Source, layout: Layout, path: Path) -> str:
    written = refused.write_refused(path, source, layout, work.kind, staging.reasons(work))
    if written != staging.refused(work):
        raise AssertionError(f"{work.kind.code}: {written} refused rows written, not {staging.refused(work)}")
    return str(path)


def _record(work: Work, outcome: Outcome) -> None:
    # Imported here: this package is loaded as an application before any table is known.
    from fangxian.kernel.sheets.events import Event
    from fangxian.kernel.trail import services as trail

    trail.record(
        actor=work.actor,
        kind=Event.SHEET_TAKEN_IN,
        area=work.actor.area,
        subject=outcome.kind,
        read=outcome.read,
        new=outcome.new,
        changed=outcome.changed,
        unchanged=outcome.unchanged,
        refused=outcome.refused,
    )
