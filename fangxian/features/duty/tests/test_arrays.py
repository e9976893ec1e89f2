"""Numbers out of the database as arrays, rows into it, and the fingerprint of what was read."""

from __future__ import annotations

import numpy as np
import pytest
from django.db import transaction

from fangxian.features.duty.drafting.arrays import read_numbers, rows, stage

pytestmark = pytest.mark.django_db


def test_numbers_come_back_as_they_are():
    found = read_numbers(
        "SELECT n::bigint, (-n)::int, CASE WHEN n %% 2 = 0 THEN n / 4.0 ELSE 'NaN' END::float8 "
        "FROM generate_series(1, %(last)s) n",
        {"last": 70_000},
        key="l",
        negative="i",
        half="d",
    )
    assert found["key"].tolist() == list(range(1, 70_001))
    assert found["negative"][-1] == -70_000
    assert np.isnan(found["half"][0])
    assert found["half"][1] == 0.5


def test_no_rows_give_empty_arrays():
    found = read_numbers("SELECT 1::bigint WHERE false", {}, key="l")
    assert found["key"].tolist() == []


@pytest.mark.parametrize("sql", ["SELECT NULL::bigint", "SELECT 1::int", "SELECT 'a'::text"])
def test_what_is_no_number_is_refused(sql):
    with pytest.raises(ValueError, match="NULL or a column of another type"), transaction.atomic():
        read_numbers(sql, {}, key="l")


def test_rows_are_staged_as_they_are():
    given = [(1, "王\t芳", ["a", "b"], None), (2, "", [], 2.5)]
    columns = {"key": "bigint", "name": "text", "listed": "text[]", "far": "float8"}
    assert stage("staged", columns, iter(given)) == 2
    assert rows("SELECT * FROM staged ORDER BY key") == given
    assert stage("staged", columns, iter([])) == 0
