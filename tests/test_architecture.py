"""The house keeps its shape: names, lengths, strict pages. Import arrows are import-linter's (make check)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "fangxian"
BANNED = {"utils", "helpers", "common", "core", "lib", "mixins", "managers", "signals"}
INLINE = re.compile(
    r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")|\sstyle=|\son[a-z]+=|javascript:", re.I
)


def python_files() -> list[Path]:
    return [path for path in PACKAGE.rglob("*.py") if not {"node_modules", "migrations"} & set(path.parts)]


def templates() -> list[Path]:
    return [path for path in PACKAGE.rglob("templates/**/*.html") if "node_modules" not in path.parts]


def test_no_module_has_a_name_that_says_nothing():
    assert not [
        path for path in PACKAGE.rglob("*") if path.stem in BANNED and "node_modules" not in path.parts
    ]


def test_every_file_opens_with_a_sentence():
    silent = [
        path
        for path in python_files()
        if path.read_text().strip() and not path.read_text().lstrip().startswith(('"""', 'r"""', "#!"))
    ]
    assert not silent


def test_files_are_split_by_noun_before_they_grow_long():
    long = {str(path): n for path in python_files() if (n := len(path.read_text().splitlines())) > 300}
    assert not long


@pytest.mark.parametrize("template", templates(), ids=lambda path: path.name)
def test_pages_hold_nothing_inline(template):
    found = INLINE.findall(
        re.sub(r"{#.*?#}|{% comment %}.*?{% endcomment %}", "", template.read_text(), flags=re.S)
    )
    assert not found, f"{template} would be stopped by the content security policy: {found}"


def test_islands_are_short():
    long = [
        path for path in PACKAGE.glob("shell/static/islands/*.js") if len(path.read_text().splitlines()) > 150
    ]
    assert not long


def test_models_do_not_override_save_and_there_are_no_signals():
    offenders = [
        path
        for path in (PACKAGE / "features").rglob("*.py")
        if re.search(r"def save\(self|@receiver|Signal\(\)", path.read_text())
    ]
    assert not offenders
