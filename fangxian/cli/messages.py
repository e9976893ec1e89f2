"""`fangxian messages`: bring the catalogues up to what the code says (for developers)."""

from __future__ import annotations

from typing import Annotated

import typer

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
            _draft_traditional(catalog, catalogues.load("zh_Hans"))
        catalogues.save(locale, catalog)
        lacking = catalogues.lacking(locale)
        console.print(f"{locale}: {len(said):,} messages, {len(lacking):,} lack a translation")


def _draft_traditional(catalog: object, simplified: object) -> None:
    """Fill empty Traditional entries by OpenCC (Taiwan standard with phrases)."""
    from babel.messages.catalog import Catalog
    from opencc import OpenCC  # type: ignore[attr-defined]

    from fangxian.cli.catalogues import forms

    if not isinstance(catalog, Catalog) or not isinstance(simplified, Catalog):
        raise TypeError("two catalogues")
    convert = OpenCC("s2twp").convert  # type: ignore[no-untyped-call]
    for message in catalog:
        if not message.id or any(forms(message.string)):
            continue
        key = message.id if isinstance(message.id, str) else message.id[0]
        source = simplified.get(key, message.context)
        if source is not None and source.string:
            texts = tuple(str(convert(form)) for form in forms(source.string))
            message.string = texts[0] if isinstance(source.string, str) else texts
