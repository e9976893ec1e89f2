"""`fangxian doctor`: what is running, where, which version, which role, how large, and what is wrong."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Annotated

import typer
from rich.table import Table

from fangxian.cli.installation import console

MARKS = {"ok": "[green]✓ ok[/green]", "warn": "[yellow]! look[/yellow]", "bad": "[red]✗ wrong[/red]"}


def doctor(as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False) -> None:
    """Examine the installation without changing it."""
    from fangxian.kernel.db.doctor import examine

    findings = examine()
    if as_json:
        print(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False))
    else:
        table = Table("", "what", "found", "what to do", title="Fangxian")
        for finding in findings:
            table.add_row(MARKS[finding.state], finding.name, finding.value, finding.advice)
        console.print(table)
    if any(finding.state == "bad" for finding in findings):
        raise typer.Exit(code=1)
