"""Loaded before the settings: tests have a home of their own, away from the demo's data."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
os.environ.setdefault("FANGXIAN_HOME", str(ROOT / ".fangxian" / "test"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The long ones first: no process is left alone with one of them at the end."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Before tables are emptied, close the worlds that packages keep open: emptying would wait for them."""
    marker = item.get_closest_marker("django_db")
    if marker is not None and marker.kwargs.get("transaction"):
        item.session._setupstate.teardown_exact(item.session)
