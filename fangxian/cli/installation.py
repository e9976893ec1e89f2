"""A running installation: the database up, its schema current, Django set up."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console

console = Console(stderr=True)


@contextmanager
def installation() -> Iterator[None]:
    """Hold the database for as long as the block runs, migrated to this version."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fangxian.config.settings")
    from fangxian.kernel.db.connections import ensure

    # What a script starts in the background is born deaf to Ctrl-C, and would leave all it started running.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    with ensure(waiting=_still_waiting):
        import django

        django.setup()
        speak()
        migrate()
        open_days()
        yield


def speak() -> None:
    """Speak the language of the terminal: Chinese where LANG says so, else English."""
    from django.utils import translation

    said = os.environ.get("LC_ALL") or os.environ.get("LANG") or ""
    traditional = said.startswith(("zh_TW", "zh_HK", "zh_MO"))
    translation.activate("zh-hant" if traditional else "zh-hans" if said.startswith("zh") else "en")


def _still_waiting(seconds: float) -> None:
    """Say that a slow recovery is no stand-still."""
    if seconds >= 2:
        console.print(f"The database is recovering, {seconds:.0f} s so far; nothing committed is lost.")


def migrate() -> None:
    """Apply the migrations that are missing, as the owner role."""
    from django.core.management import call_command
    from django.db import connections
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connections["owner"])
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        with console.status("Preparing the database …"):
            call_command("migrate", database="owner", verbosity=0, interactive=False)
    connections["owner"].close()


def open_days() -> None:
    """Have the days of the report log there before anything serves."""
    from datetime import UTC, datetime

    from django.db import connection

    from fangxian.features.field import partitions

    partitions.open_days(datetime.now(UTC).date())
    connection.close()
