"""The glossary and the list of dependencies say what is there: nothing missing, nothing left over."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

from django.apps import apps

from fangxian.kernel.authority import Role

ROOT = Path(__file__).resolve().parent.parent
CODE = re.compile(r"`([^`]+)`")


def listed(document: str) -> set[str]:
    """Every name in the columns of code of a document's tables."""
    lines = (ROOT / "docs" / document).read_text(encoding="utf-8").splitlines()
    return {name for line in lines if line.startswith("|") for name in CODE.findall(line)}


def test_every_table_is_in_the_glossary():
    tables = {model.__name__ for model in apps.get_models() if model.__module__.startswith("fangxian.")}
    named = {re.split(r"[.(]", name)[0] for name in listed("glossary.md")}
    assert tables <= named, tables - named


def test_every_role_is_in_the_glossary():
    roles = {f"Role.{role.name}" for role in Role}
    assert roles <= listed("glossary.md"), roles - listed("glossary.md")


def test_every_dependency_has_its_reason_and_none_is_left_over():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [
        *project["dependencies"],
        *(name for some in project["optional-dependencies"].values() for name in some),
    ]
    packages = {re.match(r"[A-Za-z0-9_-]+", name).group() for name in asked}
    for folder in ("fangxian/shell", "field"):
        package = json.loads((ROOT / folder / "package.json").read_text(encoding="utf-8"))
        packages |= {*package["dependencies"], *package["devDependencies"]}
    assert packages == listed("dependencies.md")
