"""The README keeps its word: commands exist, links lead somewhere, and a fresh clone does the main job."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import signal
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer

from fangxian.cli import app
from tests.plugin import ROOT

README = ROOT / "README.md"
SHELL = re.compile(r"```sh\n(.*?)```", re.DOTALL)
CODE = re.compile(r"`([^`\n]+)`")
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
OURS = ("VIRTUAL_ENV", "DATABASE_URL", "DJANGO_", "FANGXIAN_", "MAKE", "MFLAGS", "ARGS", "PYTEST_", "GIT_")
"""What this test process has in its environment and a stranger's shell has not."""

SUMMARY = {
    *("areas", "households", "residents", "responders", "grids", "sites", "posts", "shifts", "gap"),
    *("postings_filled", "postings_unfilled", "temporary_branches", "steps"),
}


def commands() -> list[str]:
    """Every command the README shows, in its blocks or among its words, without comments."""
    text = README.read_text(encoding="utf-8")
    lines = [line for block in SHELL.findall(text) for line in block.splitlines()]
    found = [line.split("  #")[0].strip() for line in lines + CODE.findall(SHELL.sub("", text))]
    return [line for line in dict.fromkeys(found) if line.startswith(("make ", ".venv/bin/fangxian "))]


def documents(root: Path) -> list[Path]:
    """The README and every page of docs/."""
    return [root / "README.md", *sorted((root / "docs").rglob("*.md"))]


def dead_links(page: Path) -> list[str]:
    """The relative links of a page that lead nowhere."""
    links = [link.split("#")[0] for link in LINK.findall(page.read_text(encoding="utf-8"))]
    return [link for link in links if link and "://" not in link and not (page.parent / link).exists()]


def _environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith(OURS)}


def run(*command: str, cwd: Path) -> str:
    """What a command prints, run as a stranger would; the test fails with all it said if it fails."""
    done = subprocess.run(command, cwd=cwd, env=_environment(), capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout[-4000:]}\n{done.stderr[-4000:]}"
    return done.stdout


def test_the_readme_opens_with_the_two_commands():
    assert [command for command in commands() if " ARGS" not in command][:2] == ["make demo", "make test"]


@pytest.mark.parametrize("command", [command for command in commands() if command.startswith("make ")])
def test_make_knows_what_the_readme_asks_of_it(command):
    run("sh", "-c", command.replace("make ", "make -n ", 1), cwd=ROOT)


@pytest.mark.parametrize("command", [command for command in commands() if not command.startswith("make ")])
def test_fangxian_knows_what_the_readme_asks_of_it(command):
    known = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    assert command.split()[1] in known


@pytest.mark.parametrize("bench", re.findall(r"BENCH=(\w+)`((?:, `\w+`)*)", README.read_text("utf-8")))
def test_every_bench_the_readme_names_is_there(bench):
    for name in [bench[0], *CODE.findall(bench[1])]:
        assert list((ROOT / "bench").glob(f"{name}*.py")), name


@pytest.mark.parametrize("page", documents(ROOT), ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_of_a_page_leads_somewhere(page):
    assert not dead_links(page)


@pytest.fixture
def clone(tmp_path: Path) -> Iterator[Path]:
    """What is committed, in a folder with an odd name; what is built or made here is not there."""
    if not (ROOT / ".git").exists():
        pytest.skip("not a clone: there is no commit to clone")
    folder = tmp_path / "my 防线"
    run("git", "clone", "--quiet", str(ROOT), str(folder), cwd=tmp_path)
    yield folder
    place = folder / ".fangxian" / "place.json"
    if place.exists():  # where root runs this, the data are not in the clone
        shutil.rmtree(folder / ".fangxian" / json.loads(place.read_bytes())["folder"])
    shutil.rmtree(folder)


@pytest.mark.slow
def test_a_fresh_clone_does_the_main_job(clone):
    said = run("make", "demo", "ARGS=--no-serve --json --scale hamlet", cwd=clone)
    summary = json.loads(said.splitlines()[-1])
    assert not SUMMARY - summary.keys()
    assert summary["gap"] == 0
    assert summary["grids"] == summary["areas"]["grid"] > 0
    assert summary["postings_filled"] > 0
    assert summary["round"]["closes"]
    assert not [link for page in documents(clone) for link in dead_links(page)]
    _serves_until_ctrl_c(clone)


def _serves_until_ctrl_c(clone: Path) -> None:
    """The second `make demo` serves; Ctrl-C ends it and the database with it."""
    port = random.randrange(20_000, 32_000)  # others test on this machine, too; above, connections go out
    command = ["make", "demo", f"ARGS=--scale hamlet --port {port}"]
    with subprocess.Popen(
        command,
        cwd=clone,
        env=_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        process_group=0,
    ) as served:
        try:
            until = time.monotonic() + 60
            while not _answers(port):
                assert served.poll() is None
                assert time.monotonic() < until, "it serves nothing after a minute"
                time.sleep(0.2)
        finally:
            os.killpg(served.pid, signal.SIGINT)
        served.communicate(timeout=30)
    assert not _answers(port)
    found = json.loads(run(".venv/bin/fangxian", "doctor", "--json", cwd=clone))
    assert {one["name"]: one["value"] for one in found}["Server"] == "not running"


def _answers(port: int) -> bool:
    try:
        urllib.request.urlopen(f"http://127.0.0.1:{port}/accounts/sign-in/", timeout=20).close()
    except OSError:
        return False
    return True
