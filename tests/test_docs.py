"""The generated pages of docs/ say what the code says; what a how-to names is there, and its flow is one."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from fangxian.cli import generated
from fangxian.features.items import rules
from fangxian.features.items.flows import Flow
from fangxian.features.items.rules import Standing

ROOT = generated.DOCS.parent
HOW_TOS = sorted((generated.DOCS / "how-to").glob("*.md"))
FILE = re.compile(r"`((?:fangxian|tests|contracts|field|bench)/[\w./-]+\.\w+)`")


@pytest.mark.parametrize("name", sorted(generated.pages()))
def test_a_generated_page_is_current(name):
    written = (generated.DOCS / name).read_text(encoding="utf-8")
    assert written == generated.pages()[name](), f"docs/{name} is out of date: run `make docs`"


@pytest.mark.parametrize("page", HOW_TOS, ids=lambda page: page.stem)
def test_the_files_that_a_how_to_names_are_there(page: Path):
    named = FILE.findall(page.read_text(encoding="utf-8"))
    assert [one for one in named if "NAME" not in one and not (ROOT / one).exists()] == []


def test_the_flow_of_the_how_to_leads_from_its_beginning_to_its_end():
    page = (generated.DOCS / "how-to" / "add-a-kind-of-item.md").read_text(encoding="utf-8")
    found = re.search(r"```python\n(.+?)```", page, re.DOTALL)
    assert found is not None
    said: dict[str, Flow] = {}
    exec(found[1], said)  # noqa: S102 what our own page says
    flow = said["COMPLAINT"]
    anybody = Standing(holds=True, made=True, above=True, moved_last=False)
    same = Standing(holds=True, made=True, above=True, moved_last=True)
    state, moves = flow.first, []
    while state not in flow.ended:
        move = rules.allowed(flow, state, anybody)[0]
        moves.append(move.code)
        state = move.target
    assert moves == ["answer", "close"]
    assert rules.allowed(flow, "answered", same) == []
