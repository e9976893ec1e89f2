"""Background entry points of sheets: checking, taking in, clearing away."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.utils import translation
from procrastinate.contrib.django import app

from fangxian.kernel.authority import Actor, Role


def queue_check(code: str, actor: Actor) -> None:
    """Have a worker check an upload, once the caller's transaction is committed."""
    check_upload.defer(code=code, actor=asdict(actor), language=translation.get_language())


def queue_take(code: str, actor: Actor) -> None:
    """Have a worker take an upload in, once the caller's transaction is committed."""
    take_upload.defer(code=code, actor=asdict(actor), language=translation.get_language())


@app.task(name="sheets.check_upload", queue="sheets")
def check_upload(*, code: str, actor: dict[str, Any], language: str) -> None:
    """Check an upload under the charge it was handed in under; reasons are in that person's language."""
    from fangxian.kernel.sheets import services

    with translation.override(language):
        services.check(actor=_actor(actor), code=code)


@app.task(name="sheets.take_upload", queue="sheets")
def take_upload(*, code: str, actor: dict[str, Any], language: str) -> None:
    """Take an upload in under the charge of who decided it."""
    from fangxian.kernel.sheets import services

    with translation.override(language):
        services.take(actor=_actor(actor), code=code)


@app.periodic(cron="17 3 * * *")
@app.task(name="sheets.clear_files", queue="sheets")
def clear_files(timestamp: int) -> None:
    """Remove the files of uploads that nobody has touched for a week."""
    from fangxian.kernel.sheets import files

    files.clear(float(timestamp))


def _actor(facts: dict[str, Any]) -> Actor:
    return Actor(**(facts | {"role": Role(facts["role"])}))
