"""Settings that fit the machine and never trade away a commit."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from fangxian.kernel.db import machine
from fangxian.kernel.db.addresses import addresses
from fangxian.kernel.db.embedded import Cluster
from fangxian.kernel.db.place import place_of
from fangxian.kernel.db.tests.test_roles import query
from fangxian.kernel.db.tuning import settings

GIB = 2**30


def megabytes(value: str) -> int:
    """The number of a setting in MB."""
    return int(value.removesuffix("MB"))


@given(memory=st.integers(GIB // 2, 2048 * GIB), cores=st.integers(1, 512))
def test_every_machine_keeps_its_commits_and_most_of_its_memory(memory, cores):
    fitted = settings(memory, cores)
    assert {fitted[name] for name in ("fsync", "synchronous_commit", "full_page_writes")} == {"on"}
    assert fitted["jit"] == "off"
    assert megabytes(fitted["shared_buffers"]) * 2**20 <= max(memory // 4, 128 * 2**20)
    assert 4 <= megabytes(fitted["work_mem"]) <= 64
    assert int(fitted["max_parallel_workers_per_gather"]) <= int(fitted["max_parallel_workers"]) == cores


def test_more_memory_never_means_less():
    sizes = [settings(memory * GIB, 4) for memory in (1, 4, 16, 64, 256)]
    for name in (
        "shared_buffers",
        "effective_cache_size",
        "work_mem",
        "maintenance_work_mem",
        "max_wal_size",
    ):
        values = [megabytes(size[name]) for size in sizes]
        assert values == sorted(values)
        assert values[0] < values[-1]


def test_a_small_shared_memory_of_a_container_is_not_used():
    assert settings(4 * GIB, 2, 64 * 2**20)["dynamic_shared_memory_type"] == "sysv"
    assert settings(4 * GIB, 2, 8 * GIB)["dynamic_shared_memory_type"] == "posix"


def test_the_server_runs_with_the_settings_of_the_stated_memory(used_home, monkeypatch):
    monkeypatch.setenv("FANGXIAN_MEMORY_MB", "2048")
    assert machine.memory() == 2 * GIB
    with Cluster(place_of(used_home)).hold():
        shown = ("shared_buffers", "fsync", "jit", "data_checksums", "listen_addresses", "TimeZone")
        wanted = ", ".join(f"current_setting('{name}')" for name in shown)
        found = query(addresses(used_home).admin, f"SELECT {wanted}")
    assert found == ("256MB", "on", "off", "on", "", "UTC")
