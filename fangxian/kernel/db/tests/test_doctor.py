"""The examination tells what runs and finds what was made wrong."""

from __future__ import annotations

import psycopg
import pytest

from fangxian.kernel.db import locks, passwords, postmaster
from fangxian.kernel.db.connections import ensure
from fangxian.kernel.db.doctor import examine
from fangxian.kernel.db.findings import size
from fangxian.kernel.db.place import place_of
from fangxian.kernel.db.tests.conftest import copy, use
from fangxian.kernel.db.tests.test_killed import killed, supervisor_of


@pytest.fixture(scope="module")
def running(make_home, prepared):
    """A database in use, shared by this module."""
    with pytest.MonkeyPatch.context() as patch:
        home = make_home()
        copy(prepared, home)
        use(home, patch)
        with ensure() as where:
            yield where


def examined(*unapplied):
    """Findings by name; data folders other programs left on this machine are not of this test."""
    return {finding.name: finding for finding in examine(unapplied) if finding.name != "Data without a home"}


def test_a_sound_installation_has_nothing_wrong(running):
    found = examined()
    assert {
        name: (finding.value, finding.advice) for name, finding in found.items() if finding.state == "bad"
    } == {}
    assert found["Role that serves"].value == "fangxian_app"
    assert found["Server version"].value.startswith("18.")
    assert found["fsync"].value == "on"
    assert str(running.place.data) in found["Data folder"].value
    assert found["Programs using it"].state == "ok"
    assert found["Migrations not applied"].value == "0"


def test_every_fault_comes_with_advice(running, monkeypatch):
    monkeypatch.setenv("FANGXIAN_TIME_ZONE", "Asia/Nowhere")
    for finding in examine(["duty.0002"]):
        assert finding.value
        assert bool(finding.advice) == (finding.state != "ok")


def test_migrations_that_have_not_run_are_named(running):
    finding = examined("duty.0002", "roster.0003")["Migrations not applied"]
    assert (finding.state, finding.value) == ("bad", "duty.0002, roster.0003")


def test_secrets_others_can_read_are_named(running):
    path = passwords.file_of(running.place.home)
    path.chmod(0o644)
    try:
        finding = examined()["Secret files"]
    finally:
        path.chmod(0o600)
    assert (finding.state, finding.value) == ("bad", "secrets/database.json")


def test_a_home_others_can_enter_is_named(running):
    running.place.home.chmod(0o755)
    try:
        assert examined()["Home folder"].state == "warn"
    finally:
        running.place.home.chmod(0o700)


def test_serving_as_a_role_above_row_security_is_bad(running, monkeypatch):
    with psycopg.connect(**running.admin, autocommit=True) as admin:
        admin.execute("ALTER ROLE fangxian_app BYPASSRLS")
        try:
            finding = examined()["Role that serves"]
        finally:
            admin.execute("ALTER ROLE fangxian_app NOBYPASSRLS")
    assert (finding.state, finding.value) == ("bad", "fangxian_app BYPASSRLS")


def test_memory_that_does_not_fit_is_noticed(running, monkeypatch):
    monkeypatch.setenv("FANGXIAN_MEMORY_MB", "200000")
    assert examined()["shared_buffers"].state == "warn"


def test_a_long_transaction_is_counted(running):
    with psycopg.connect(**running.owner) as connection:
        connection.execute("SELECT 1")
        assert examined()["Oldest transaction"].value.endswith(" s")
        assert int(examined()["Connections"].value.split(" / ")[0]) >= 2


def test_a_server_that_is_not_running_is_said_so_and_not_started(home):
    found = examined()
    assert found["Server"].value == "not running"
    assert found["Data folder"].value == "not made yet"
    assert found["Database"].state == "warn"
    assert not postmaster.is_running(place_of(home))


def test_a_killed_supervisor_is_noticed(home, run):
    run(home).answers()
    where = place_of(home)
    killed(supervisor_of(home))
    while locks.is_held(where.supervised):
        pass
    assert examined()["Programs using it"].state == "warn"


def test_an_address_that_is_not_one_is_a_finding(home, monkeypatch):
    monkeypatch.setenv("DATABASE_APP_URL", "postgresql://a@b/c")
    assert examined()["Server"].state == "bad"


def test_data_whose_home_is_gone_is_listed(make_home, tmp_path, monkeypatch):
    use(make_home(), monkeypatch)
    monkeypatch.setattr("fangxian.kernel.db.doctor_home.SHARED", tmp_path)
    left = tmp_path / "0123"
    left.mkdir()
    (left / "home").write_bytes(b"/no/such/home")
    findings = [finding for finding in examine() if finding.name == "Data without a home"]
    assert [finding.value for finding in findings] == [f"{left} ← /no/such/home"]


@pytest.mark.parametrize(
    ("count", "shown"), [(0, "0 B"), (1023, "1023 B"), (5 * 2**30, "5.0 GiB"), (2**41, "2.0 TiB")]
)
def test_sizes_are_for_people(count, shown):
    assert size(count) == shown
