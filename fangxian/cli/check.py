"""`fangxian check`: what must hold before a change lands: migrations up to date, translations complete."""

from __future__ import annotations

import os

import typer

from fangxian.cli.installation import console


def check() -> None:
    """Fail, and say why, if a migration or a translation is missing."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fangxian.config.settings")
    import django
    from django.utils import translation

    django.setup()
    translation.deactivate_all()  # migrations hold the English texts
    failed = [problem for problem in (_migrations(), *_translations()) if problem]
    for problem in failed:
        console.print(f"[red]{problem}[/red]", highlight=False)
    if failed:
        raise typer.Exit(code=1)
    console.print("Migrations are up to date; translations are complete.")


def _migrations() -> str:
    """The applications whose models have changed without a migration."""
    from django.apps import apps
    from django.db.migrations.autodetector import MigrationAutodetector
    from django.db.migrations.loader import MigrationLoader
    from django.db.migrations.state import ProjectState

    loader = MigrationLoader(None)
    detector = MigrationAutodetector(loader.project_state(), ProjectState.from_apps(apps))
    changed = detector.changes(graph=loader.graph)
    ours = sorted(label for label in changed if apps.get_app_config(label).name.startswith("fangxian"))
    return f"Migrations are missing for: {', '.join(ours)}" if ours else ""


def _translations() -> list[str]:
    from fangxian.cli import catalogues

    return [
        f"{locale} lacks: {message}"
        for locale in catalogues.LOCALES
        for message in catalogues.lacking(locale)
    ]
