"""Importing a million households beside COPY of the same rows, in the same run and the same database."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from bench.report import Row, show

if TYPE_CHECKING:
    from fangxian.kernel.authority import Actor
    from fangxian.kernel.sheets import Outcome

BENCH, INCIDENT, ROOT, VILLAGES = "import", "bench", "90", 2_000
TIMES, GROWTH = 8.0, 1.25
"""An import takes at most 8 times as long as COPY; ten times the rows take hardly more memory."""


def main() -> int:
    """Run the bench, print its rows; 0 if every bar holds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--households", type=int, default=1_000_000)
    count = parser.parse_args().households
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fangxian.config.settings")
    os.environ["FANGXIAN_DATABASE"] = f"fangxian_bench_{os.getpid()}"
    with tempfile.TemporaryDirectory() as folder, _database(os.environ["FANGXIAN_DATABASE"]):
        return 0 if show(_measure(Path(folder), count)) else 1


@contextmanager
def _database(name: str) -> Iterator[None]:
    """A migrated database of its own, dropped at the end."""
    from fangxian.kernel.db import roles
    from fangxian.kernel.db.connections import ensure

    with ensure():
        import django
        from django.core.management import call_command
        from django.db import connections

        django.setup()
        try:
            call_command("migrate", database="owner", verbosity=0, interactive=False)
            yield
        finally:
            connections.close_all()
            roles.drop_database(name)


def _measure(folder: Path, count: int) -> list[Row]:
    actor = _prepare(folder)
    few, many = _write(folder / "few.csv", count // 10), _write(folder / "many.csv", count)
    _take(actor, "households", few, dry_run=True)
    _forget_peak()
    _take(actor, "households", few, dry_run=True)
    few_peak = _peak()
    copy_rows = _as_rows(many)
    copied = _seconds(lambda: _copy(copy_rows))
    _forget_peak()
    taken = _seconds(lambda: _expect(_take(actor, "households", many).new, count))
    many_peak = _peak()
    again = _seconds(lambda: _expect(_take(actor, "households", many).unchanged, count))
    rows = f"{count:,} households"
    return [
        Row(BENCH, f"{rows} beside COPY, same columns, checks and indexes", taken, "s", copied, TIMES),
        Row(BENCH, f"{rows} again, all unchanged, beside the same COPY", again, "s", copied, TIMES),
        Row(BENCH, f"peak memory of {rows} beside a tenth of them", many_peak, "MiB", few_peak, GROWTH),
    ]


def _prepare(folder: Path) -> Actor:
    """An incident and a county of villages."""
    from fangxian.features.incidents.services import create_incident
    from fangxian.kernel.authority import Actor, Role

    actor = Actor(person="bench", name="bench", role=Role.OPERATOR, area="", incident=INCIDENT)
    create_incident(
        actor=actor,
        code=INCIDENT,
        name="Bench",
        area=ROOT,
        rule_pack="cn-2022-03",
        started_on=date(2022, 2, 4),
    )
    sheet = folder / "territory.csv"
    villages = (f"{_village(number)},Village {number},village,{ROOT}\n" for number in range(VILLAGES))
    with sheet.open("w") as file:
        file.write(f"code,name,level,parent_code\n{ROOT},Region,region,\n")
        file.writelines(villages)
    _expect(_take(actor, "territory", sheet).new, VILLAGES + 1)
    return actor


def _village(number: int) -> str:
    return f"{ROOT}{number:010d}"


def _write(sheet: Path, count: int) -> Path:
    """A sheet of households, village after village, as a county would bring it."""
    with sheet.open("w", encoding="utf-8") as file:
        file.write("code,area_code,address,lat,lon,members\n")
        for number in range(count):
            village = _village(number * VILLAGES // count)
            lat, lon = 23 + number % 9973 / 9973, 106 + number % 7919 / 7919
            where = f"德保县都安乡福记村第{number % 50 + 1}屯{number % 211 + 1}号"
            file.write(f"{village}-{number:07d},{village},{where},{lat:.6f},{lon:.6f},{number % 6 + 1}\n")
    return sheet


def _take(actor: Actor, kind: str, sheet: Path, *, dry_run: bool = False) -> Outcome:
    from fangxian.config.sheets import KINDS
    from fangxian.kernel.sheets import take_in

    return take_in(actor, KINDS[kind], sheet, dry_run=dry_run)


def _copy(sheet: Path) -> None:
    """COPY rows by the application's role into a table like that of households, checks and indexes too."""
    from django.db import connection, connections, transaction

    with connections["owner"].cursor() as cursor:
        cursor.execute("CREATE TABLE copied (LIKE territory_household INCLUDING ALL)")
        cursor.execute("GRANT INSERT ON copied TO fangxian_app")
    with transaction.atomic(), connection.cursor() as cursor, sheet.open("rb") as file:
        columns = "incident, code, area, village, address, lat, lon, members"
        with cursor.copy(f"COPY copied ({columns}) FROM STDIN (FORMAT csv)") as copy:
            while block := file.read(1 << 16):
                copy.write(block)


def _as_rows(sheet: Path) -> Path:
    """The rows of a sheet as the table has them: with the incident, and the village twice."""
    target = sheet.with_suffix(".rows")
    with sheet.open(encoding="utf-8") as lines, target.open("w", encoding="utf-8") as file:
        next(lines)
        for line in lines:
            code, village, rest = line.split(",", 2)
            file.write(f"{INCIDENT},{code},{village},{village},{rest}")
    return target


def _seconds(work: Callable[[], object]) -> float:
    started = time.monotonic()
    work()
    return time.monotonic() - started


def _expect(found: int, wanted: int) -> None:
    if found != wanted:
        raise AssertionError(f"{found}, not {wanted}")


def _forget_peak() -> None:
    Path("/proc/self/clear_refs").write_text("5")


def _peak() -> float:
    """The most resident memory of this process in MiB since it was forgotten (Linux)."""
    status = Path("/proc/self/status").read_text()
    return int(next(line for line in status.splitlines() if line.startswith("VmHWM")).split()[1]) / 1024


if __name__ == "__main__":
    sys.exit(main())
