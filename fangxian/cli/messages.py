"""`fangxian messages`: bring the catalogues up to what the code says (for developers)."""

from __future__ import annotations

from typing import Annotated

import typer
from babel.messages.catalog import Catalog

from fangxian.cli.installation import console


def messages(
    fill_hant: Annotated[
        bool, typer.Option(help="Draft Traditional from Simplified where it is empty.")
    ] = True,
) -> None:
    """Add what is new, drop what is gone, and say what still lacks a translation."""
    from fangxian.cli import catalogues

    said = catalogues.said()
    for locale in catalogues.LOCALES:
        catalog = catalogues.load(locale)
        catalog.update(said, no_fuzzy_matching=True)
        catalog.obsolete.clear()
        if locale == "zh_Hant" and fill_hant:
            _draft_traditional(catalog)
        catalogues.save(locale, catalog)
        lacking = catalogues.lacking(locale)
        console.print(f"{locale}: {len(said):,} messages, {len(lacking):,} lack a translation")


def _draft_traditional(catalog: Catalog) -> None:
    """Fill the entries of the Traditional catalogue that are empty."""
    from fangxian.cli import catalogues
    from fangxian.cli.traditional import draft

    simplified = catalogues.load("zh_Hans")
    for message in catalog:
        if not message.id or any(catalogues.forms(message.string)):
            continue
        source = catalogues.find(simplified, message)
        if source is not None and source.string:
            texts = tuple(draft(form) for form in catalogues.forms(source.string))
            message.string = texts if isinstance(message.id, tuple) else texts[0]
