"""Files to take away: each carries who took it, when, and the code under which it is in the trail."""

from __future__ import annotations

import csv
import io
import json
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

import xlsxwriter
from django.db import models
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.text import get_valid_filename
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from icalendar import Calendar

from fangxian.kernel.authority import Actor, Can
from fangxian.kernel.errors import BadInput, NotFound
from fangxian.kernel.files.services import Content, keep
from fangxian.kernel.trail import services as trail

AT_ONCE = 2000
"""Rows up to which a list without personal data is handed out at once: about a county's people and posts."""
SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
LAST_ROW = 1_048_575
"""What a sheet of XLSX holds below its heading (ECMA-376); a row is kept for the mark."""


@trail.told
class Event(models.TextChoices):
    """What the trail says of files taken away."""

    EXPORTED = (
        "export.taken",
        gettext_lazy("took away %(subject)s of %(area)s as %(form)s, %(rows)s rows, code %(code)s"),
    )


class TooLong(BadInput):
    """The list is longer than a sheet can hold; nothing is cut off silently."""

    code = "export.too_long"
    sentence = gettext_lazy("This list has more rows than a sheet can hold. Choose a smaller area or CSV.")


class Form(StrEnum):
    """The forms a file can have."""

    CSV = "csv"
    XLSX = "xlsx"
    ICS = "ics"


def as_table(name: str) -> Form:
    """
    The form of that name in which a table can be taken away.

    Raises:
        NotFound: there is none.
    """
    if name not in (Form.CSV, Form.XLSX):
        raise NotFound
    return Form(name)


MIME = {
    Form.CSV: "text/csv; charset=utf-8",
    Form.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Form.ICS: "text/calendar; charset=utf-8",
}


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet: its title, its columns, its rows (read once, so a generator will do)."""

    title: str
    columns: Sequence[str]
    rows: Iterable[Sequence[object]]


@dataclass(slots=True)
class _Paper:
    """What is being written: where to, under which mark, and how many rows so far."""

    mark: str
    file: io.BytesIO = field(default_factory=io.BytesIO)
    rows: int = 0


def download(
    *,
    actor: Actor,
    subject: str,
    area: str,
    form: Form,
    tables: Sequence[Table] = (),
    calendar: Calendar | None = None,
    can: Can = Can.EXPORT,
    personal: bool = False,
    at: datetime | None = None,
) -> HttpResponse:
    """
    A file as the answer to a request, marked with the recipient, the time and its code, told to the trail.

    What is `personal` (residents' details, addresses or needs, telephone numbers, who read what), or has more
    than `AT_ONCE` rows, is kept for a day among the person's files instead, and the answer leads there.

    `subject` (already translated) says what it is and names the file. CSV takes one table, XLSX any number,
    ICS the `calendar`. The file is whole when this returns: rows are read under the request's scope.

    Raises:
        NotAllowed: the actor may not do `can` in the area.
        TooLong: a table has more rows than XLSX holds.
    """
    actor.require(can, area)
    at = at or timezone.now()
    code = new_code()
    paper = _Paper(mark(actor, at, code))
    if form is Form.ICS:
        _write_calendar(paper, calendar or Calendar())
    elif form is Form.XLSX:
        _write_workbook(paper, tables)
    else:
        _write_csv(paper, tables[0])
    trail.record(
        actor=actor,
        kind=Event.EXPORTED,
        area=area,
        subject=subject,
        at=at,
        form=str(form),
        rows=paper.rows,
        code=code,
    )
    name = get_valid_filename(f"{subject}-{area}-{timezone.localtime(at):%Y%m%d-%H%M}.{form}")
    if personal or paper.rows > AT_ONCE:
        content = Content(name, MIME[form], paper.file.getvalue())
        keep(actor=actor, code=code, area=area, subject=subject, rows=paper.rows, content=content, at=at)
        return HttpResponseRedirect(reverse("files:files"))
    answer = HttpResponse(paper.file.getvalue(), content_type=MIME[form])
    answer.headers["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    answer.headers["Cache-Control"] = "no-store"
    return answer


def new_code() -> str:
    """A code for an export, short enough to be read out: eight signs that are not mistaken for each other."""
    signs = "".join(secrets.choice(SIGNS) for _place in range(8))
    return f"{signs[:4]}-{signs[4:]}"


def mark(actor: Actor, at: datetime, code: str) -> str:
    """The line that says whose copy this is, and by which code it is found in the trail."""
    return _("Copy of %(name)s (%(person)s), taken %(at)s, code %(code)s. Do not pass on.") % {
        "name": actor.name,
        "person": actor.person,
        "at": f"{timezone.localtime(at):%Y-%m-%d %H:%M}",
        "code": code,
    }


def printed(*, actor: Actor, area: str, subject: str, rows: int, at: datetime) -> str:
    """A page to be printed, told to the trail as files are; the line that says whose copy it is."""
    code = new_code()
    trail.record(
        actor=actor,
        kind=Event.EXPORTED,
        area=area,
        subject=subject,
        at=at,
        form="print",
        rows=rows,
        code=code,
    )
    return mark(actor, at, code)


def _write_csv(paper: _Paper, table: Table) -> None:
    text = io.TextIOWrapper(paper.file, encoding="utf-8-sig", newline="", write_through=True)
    writer = csv.writer(text)
    writer.writerow([_safe(plain(head)) for head in table.columns])
    for row in table.rows:
        writer.writerow([_safe(plain(cell)) for cell in row])
        paper.rows += 1
    writer.writerow([f"# {paper.mark}"])
    text.detach()


def _write_workbook(paper: _Paper, tables: Sequence[Table]) -> None:
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    # Closed also when a table is too long: until then its rows lie in a temporary file.
    with xlsxwriter.Workbook(paper.file, options) as book:
        book.set_properties({"comments": paper.mark})
        heading = book.add_format({"bold": True, "bottom": 1})
        quiet = book.add_format({"font_color": "#808080"})
        for number, table in enumerate(tables):
            sheet = book.add_worksheet(_sheet_name(table.title, number))
            sheet.freeze_panes(1, 0)
            sheet.set_footer(f"&L{paper.mark.replace('&', '&&')}&R&P/&N")
            sheet.write_row(0, 0, [plain(head) for head in table.columns], heading)
            line = 0
            for line, row in enumerate(table.rows, start=1):
                if line >= LAST_ROW:
                    raise TooLong
                sheet.write_row(line, 0, [plain(cell) for cell in row])
            sheet.write_string(line + 1, 0, f"# {paper.mark}", quiet)
            paper.rows += line


def _write_calendar(paper: _Paper, calendar: Calendar) -> None:
    calendar.add("x-wr-caldesc", paper.mark)
    paper.rows = len(calendar.walk("VEVENT"))
    paper.file.write(calendar.to_ical())


def plain(value: object) -> str | int | float | bool:
    """A cell's value as a sheet can hold it: moments in local time, structures as JSON, nothing as ''."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (dict, list, tuple)):
        return json.dumps(value, ensure_ascii=False)
    return value if isinstance(value, (bool, int, float)) else str(value)


def _safe(value: object) -> object:
    """A text that a spreadsheet would run as a formula, made harmless (CWE-1236)."""
    return f"'{value}" if isinstance(value, str) and value[:1] in "=+-@\t\r" and value else value


def _sheet_name(title: str, number: int) -> str:
    """A name Excel takes: at most 31 characters, none of []:*?/\\, never twice."""
    clean = "".join("-" if sign in "[]:*?/\\'" else sign for sign in title)
    return (clean[:28] or "sheet") if number == 0 else f"{clean[:27]} {number + 1}"
