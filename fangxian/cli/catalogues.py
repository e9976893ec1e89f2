"""The catalogues of translations: what the code says, and what each language still lacks."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

PACKAGE = Path(__file__).resolve().parent.parent
LOCALES = ("zh_Hans", "zh_Hant")
KEYWORDS: dict[str, tuple[object, ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
HEADER = """\
msgid ""
msgstr ""
"Language: {locale}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"

"""
_PLACEHOLDER = re.compile(r"%\(\w+\)[\d.]*[a-z]|\{\w*\}|%[sd]")


def po(locale: str) -> Path:
    """Where a language's catalogue lies."""
    return PACKAGE / "locale" / locale / "LC_MESSAGES" / "django.po"


def said() -> Catalog:
    """Everything the code and the templates say to people."""
    catalog = Catalog(charset="utf-8")
    for path, source in _sources():
        found = extract("python", io.BytesIO(source.encode()), keywords=KEYWORDS)  # type: ignore[arg-type]
        for line, message, _comments, context in found:
            catalog.add(message, locations=[(str(path.relative_to(PACKAGE)), line)], context=context)
    return catalog


def _sources() -> Iterator[tuple[Path, str]]:
    """Python files as they are, templates as the Python that Django makes of them for this purpose."""
    for path in sorted(PACKAGE.rglob("*.py")):
        if not {"tests", "migrations", "node_modules", "cli"} & set(path.relative_to(PACKAGE).parts):
            yield path, path.read_text()
    for pattern in ("*.html", "*.txt"):
        for path in sorted(PACKAGE.rglob(f"templates/**/{pattern}")):
            if "node_modules" not in path.parts:
                python = templatize(path.read_text(), origin=str(path))
                # The tokenizer minds indentation; what it stands for here has none.
                yield path, "\n".join(line.strip() for line in python.splitlines())


def load(locale: str) -> Catalog:
    """A language's catalogue as it is on disk; empty where there is none."""
    path = po(locale)
    if not path.exists():
        return Catalog(locale=locale, charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=locale, charset="utf-8")


def save(locale: str, catalog: Catalog) -> None:
    """Write a language's catalogue, sorted, without dates and line numbers: small diffs."""
    path = po(locale)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(HEADER.format(locale=locale).encode())
        write_po(file, catalog, width=110, no_location=True, omit_header=True, sort_output=True)


def lacking(locale: str) -> list[str]:
    """What a language lacks: no translation, or one whose placeholders differ."""
    have = load(locale)
    return [
        str(message.id) for message in said() if message.id and not _complete(message, find(have, message))
    ]


def find(catalog: Catalog, message: Message) -> Message | None:
    """The entry of a catalogue that says the same as a message, None if there is none."""
    key = message.id[0] if isinstance(message.id, (tuple, list)) else message.id
    return catalog.get(key, message.context)


def _complete(message: Message, translated: Message | None) -> bool:
    if translated is None or translated.fuzzy:
        return False
    ids, texts = forms(message.id), forms(translated.string)
    wanted = placeholders(ids[-1])
    return bool(texts) and all(text and placeholders(text) == wanted for text in texts)


def forms(text: object) -> list[str]:
    """A message or a translation as the list of its forms: one, or singular and plural."""
    if isinstance(text, (tuple, list)):
        return [str(form) for form in text]
    return [str(text)] if text else []


def placeholders(text: str) -> set[str]:
    """
    The placeholders of a message.

    >>> sorted(placeholders("%(name)s holds {n} of %s"))
    ['%(name)s', '%s', '{n}']
    """
    return {match.group() for match in _PLACEHOLDER.finditer(text)}
