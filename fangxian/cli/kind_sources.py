"""Where each kind of item is declared, in how many lines, and which code is its own: read from the source."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pathlib import Path

from fangxian.features.items.flows import Flow

ROOT = Path(__file__).resolve().parents[2]
TABLE = ROOT / "fangxian" / "config" / "items.py"
SHARED = ROOT / "fangxian" / "features" / "items"
FLOW = "flow.py"
"""A flow in a file of this name has its folder to itself: what stands beside it is the kind's own."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a flow is declared, in how many lines, and the files of its own code."""

    file: Path
    declared: int
    own: tuple[Path, ...]


@cache
def sources() -> dict[str, Source]:
    """Each kind's source, by what the table of kinds imports."""
    tree = ast.parse(TABLE.read_text(encoding="utf-8"))
    found = {}
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and node.module:
            file = ROOT / Path(*node.module.split(".")).with_suffix(".py")
            for name in node.names if file.exists() else ():
                source = _source(file, name.name)
                if source is not None:
                    found[source[0]] = source[1]
    return found


def _source(file: Path, name: str) -> tuple[str, Source] | None:
    """The kind that a name of a file declares, with its source; None where it declares none."""
    module = import_module(".".join(file.relative_to(ROOT).with_suffix("").parts))
    flow = getattr(module, name, None)
    if not isinstance(flow, Flow):
        return None
    text = file.read_text(encoding="utf-8")
    for node in ast.parse(text).body:
        if isinstance(node, ast.Assign) and any(ast.unparse(one) == name for one in node.targets):
            span = text.splitlines()[node.lineno - 1 : node.end_lineno]
            return flow.kind, Source(file, _count(span), _own(file))
    return None


def _own(file: Path) -> tuple[Path, ...]:
    """The files beside a flow in a folder of its own; else those of its feature that lean on it."""
    if file.name == FLOW:
        beside = tuple(one for one in python(file.parent) if one != file)
        return (*beside, *_models(file.parent.parent, beside))
    module = ".".join(file.relative_to(ROOT).with_suffix("").parts)
    package, name = module.rsplit(".", 1)
    leans = (f"from {module} import", f"from {package} import {name}")
    texts = {one: one.read_text(encoding="utf-8") for one in python(file.parent)}
    some = [
        one
        for one, text in texts.items()
        if any(said in text for said in leans) or _lists(text, package, name)
    ]
    return tuple(one for one in some if one != file)


def _models(feature: Path, files: tuple[Path, ...]) -> list[Path]:
    """The files of a feature's models that some of its files ask for."""
    package = ".".join((feature / "models").relative_to(ROOT).parts)
    trees = [ast.parse(one.read_text(encoding="utf-8")) for one in files]
    wanted = {
        name.name
        for tree in trees
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == package
        for name in node.names
    }
    declares = re.compile(rf"^class ({'|'.join(sorted(wanted)) or '-'})\(", re.MULTILINE)
    return [one for one in python(feature / "models") if declares.search(one.read_text(encoding="utf-8"))]


def _lists(text: str, package: str, name: str) -> bool:
    """Whether a file imports a module from its package among others."""
    return any(
        isinstance(node, ast.ImportFrom)
        and node.module == package
        and name in {one.name for one in node.names}
        for node in ast.walk(ast.parse(text))
    )


def python(folder: Path) -> list[Path]:
    """The modules of a folder that run: neither tests nor migrations."""
    return [one for one in sorted(folder.rglob("*.py")) if not {"tests", "migrations"} & set(one.parts)]


def _count(lines: list[str]) -> int:
    return sum(1 for line in lines if line.strip() and not line.lstrip().startswith("#"))


def lines(files: tuple[Path, ...]) -> int:
    """How many lines of code some files have."""
    return sum(_count(one.read_text(encoding="utf-8").splitlines()) for one in files)
