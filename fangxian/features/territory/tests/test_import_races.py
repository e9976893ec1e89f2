"""Two imports at once, and one large one."""

from __future__ import annotations

import threading
import tracemalloc

import pytest
from django.db import connection

from fangxian.config.sheets import KINDS
from fangxian.features.territory.models import Household
from fangxian.kernel.db import scope
from fangxian.kernel.sheets import csv_source, parsing, take_in
from tests import world

HEADER = "code,area_code,address,lat,lon,members\n"


def sheet(path, count):
    with path.open("w") as file:
        file.write(HEADER)
        file.writelines(f"H{n},{world.UPPER},{n} 号,23.3,106.6,2\n" for n in range(count))
    return path


@pytest.mark.django_db(transaction=True)
def test_the_same_sheet_twice_at_once_goes_in_once(county, tmp_path):
    path, outcomes, errors = sheet(tmp_path / "homes.csv", 500), [], []

    def bring(number):
        try:
            back = tmp_path / f"refused-{number}.csv"
            outcomes.append(take_in(world.OPERATOR, KINDS["households"], path, refused_path=back))
        except Exception as error:
            errors.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=bring, args=(number,)) for number in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert errors == []
    assert sorted((one.new, one.unchanged, one.refused) for one in outcomes) == [
        (0, 500, 0),
        (0, 500, 0),
        (500, 0, 0),
    ]
    with scope.acting(world.OPERATOR):
        assert Household.objects.count() == 500


@pytest.mark.django_db
def test_memory_does_not_grow_with_the_sheet(county, tmp_path, monkeypatch):
    monkeypatch.setattr(parsing, "CHUNK", 500)
    monkeypatch.setattr(csv_source, "_BLOCK", 4096)
    few, many = sheet(tmp_path / "few.csv", 1_000), sheet(tmp_path / "many.csv", 10_000)
    take_in(world.OPERATOR, KINDS["households"], few, dry_run=True)
    peaks = []
    for path in (few, many):
        tracemalloc.start()
        take_in(world.OPERATOR, KINDS["households"], path, dry_run=True)
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < 1.2 * peaks[0]
