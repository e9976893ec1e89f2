"""`fangxian doctor`: what is running, where, which version, which role, how large, and what is wrong."""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from typing import Annotated

import typer
from django.utils.translation import gettext as _
from rich.table import Table

from fangxian.cli.installation import console, speak

MARKS = {"ok": "[green]✓ ok[/green]", "warn": "[yellow]! look[/yellow]", "bad": "[red]✗ wrong[/red]"}


def doctor(as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False) -> None:
    """Examine the installation without changing it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fangxian.config.settings")
    import django

    django.setup()
    speak()
    from fangxian.kernel.db.doctor import examine

    findings = examine(_unapplied())
    if as_json:
        print(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False))
    else:
        table = Table("", "what", "found", "what to do", title="Fangxian")
        for finding in findings:
            told = (finding.name, finding.value, finding.advice)
            table.add_row(MARKS[finding.state], *(str(_(text)) if text else "" for text in told))
        console.print(table)
    if any(finding.state == "bad" for finding in findings):
        raise typer.Exit(code=1)


def _unapplied() -> list[str] | None:
    """The migrations that the running database lacks; None where it does not answer (that is told anyway)."""
    from django.db import OperationalError, connections
    from django.db.migrations.executor import MigrationExecutor

    try:
        executor = MigrationExecutor(connections["owner"])
        plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except OperationalError:
        return None
    return [f"{migration.app_label}.{migration.name}" for migration, _backwards in plan]
