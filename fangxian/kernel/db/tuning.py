"""Server settings from the size of the machine; pure."""

from __future__ import annotations

_MB = 2**20


def settings(memory: int, cores: int, shared_memory: int | None = None) -> dict[str, str]:
    """
    PostgreSQL settings for a server that shares its machine with the application.

    `memory` and `shared_memory` (of /dev/shm) in bytes. What makes a commit durable is stated and on.

    Source: PostgreSQL 18 documentation, chapters 19.4 and 28; 25 % of memory for shared_buffers is its
    advice for a machine of its own, here the planner needs the rest, so it is an eighth.
    """
    return {
        "shared_buffers": _between(memory // 8, 128, 8192),
        "effective_cache_size": _between(memory // 2, 256, 262_144),
        "work_mem": _between(memory // 1024, 4, 64),
        "maintenance_work_mem": _between(memory // 32, 64, 1024),
        "wal_buffers": "16MB",
        "min_wal_size": "256MB",
        "max_wal_size": _between(memory // 8, 1024, 8192),
        "checkpoint_timeout": "15min",
        "checkpoint_completion_target": "0.9",
        "max_connections": "120",
        "max_worker_processes": str(max(8, cores)),
        "max_parallel_workers": str(cores),
        "max_parallel_workers_per_gather": str(min(4, cores // 2)),
        "max_parallel_maintenance_workers": str(min(4, max(1, cores // 2))),
        "io_workers": str(min(32, max(3, cores // 4))),
        "random_page_cost": "1.1",  # solid-state disks
        "jit": "off",  # the wheel's binaries have no LLVM, and short queries only lose by it
        "dynamic_shared_memory_type": _dynamic(shared_memory),
        "fsync": "on",
        "synchronous_commit": "on",
        "full_page_writes": "on",
    }


def _between(size: int, low: int, high: int) -> str:
    return f"{min(max(size // _MB, low), high)}MB"


def _dynamic(shared_memory: int | None) -> str:
    """Parallel queries fail with "no space left on device" where a container gives /dev/shm only 64 MB."""
    small = shared_memory is not None and shared_memory < 512 * _MB
    return "sysv" if small else "posix"
