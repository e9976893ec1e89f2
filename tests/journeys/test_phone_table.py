"""A round for 300 people: ordered, sampled off line, carried, a tube lost and found, a pool resolved."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from fangxian.cli import browser
from fangxian.cli.phone_hands import SETTLING, kept
from fangxian.cli.phone_table_hands import on_duty, stand_at
from fangxian.cli.phone_work_hands import at_work
from tests.journeys import carrying, willow
from tests.journeys.carrying import EARLIER, HERE, POSITIVE, Crew
from tests.journeys.conftest import ROOT, Windows, environment_of
from tests.journeys.phones import forgive_the_line
from tests.journeys.pictures import video
from tests.journeys.sampling_county import EAST, POINT_NAME, household

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def county(base: str, home: Path) -> None:
    """The county of 300, beside the cast's."""
    command = [sys.executable, "-m", "tests.journeys.sampling_county"]
    subprocess.run(command, cwd=ROOT, env=environment_of(home), check=True)


@pytest.fixture
def cameras(chromium: Browser, base: str, sessions, tmp_path: Path) -> Iterator[Windows]:
    """Windows of a browser before whose camera somebody holds the code of a household."""
    seen = video(tmp_path / "code.y4m", household(EAST, 0))
    fake = ("--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream")
    arguments = [*browser.ARGUMENTS, *fake, f"--use-file-for-fake-video-capture={seen}"]
    running = chromium.browser_type.launch(executable_path=browser.find(), args=arguments)
    opened = Windows(running, base, sessions)
    yield opened
    opened.close()
    running.close()
    forgive_the_line(opened)
    assert opened.heard == []


@pytest.fixture
def ordered(county, windows) -> tuple[Page, str]:
    """A round that began seven hours ago, on the page of who ordered it."""
    page = windows.of("qiao")
    return page, willow.order(page, datetime.now(HERE) - EARLIER - timedelta(hours=1))


@pytest.fixture
def crew(ordered, cameras, windows) -> Crew:
    """Everybody enrolled; the first table has its reader of codes, and a clock of its own."""
    shao = cameras.anybody(width=390)
    shao.context.clock.install()
    on_duty(windows.of("shao"), shao, "table")
    stand_at(shao, POINT_NAME, 1)
    kept(shao)
    with shao.expect_response(lambda answer: answer.url.endswith(".wasm")):
        shao.context.clock.fast_forward(3_000)
    others = {name: windows.anybody(width=390) for name in ("su", "che", "hua", "dong")}
    for name, screen in {"su": "table", "che": "boxes", "hua": "boxes"}.items():
        on_duty(windows.of(name), others[name], screen)
    stand_at(others["su"], POINT_NAME, 2)
    at_work(windows.of("dong"), others["dong"])
    return Crew(shao=shao, **others)


def test_a_round_of_300_from_the_order_to_the_last_result(ordered, crew, windows, home, tmp_path):
    page, code = ordered
    carrying.sampled_off_line(crew.shao)
    carrying.one_tube_at_two_tables(crew, page, code)
    carrying.lost_and_found(crew, page, code)
    sheet = willow.results(tmp_path, willow.TUBES, POSITIVE, datetime.now(HERE))
    willow.bring(windows.of("hua"), sheet, 21)
    willow.bring(windows.of("hua"), sheet, 0)
    assert willow.live(page, code)["未查清混采管中的人"] == "10"

    carrying.told(crew.dong)
    alone = carrying.sampled_singly(crew)
    sheet = willow.results(tmp_path, alone, alone[0], datetime.now(HERE))
    willow.bring(windows.of("hua"), sheet, 10)
    figures = willow.live(page, code)
    assert (figures["未查清混采管中的人"], figures["阳性人数"], figures["阴性人数"]) == ("0", "1", "300")
    assert (figures["待采"], figures["已采样本"], figures["在实验室"]) == ("0", "311", "31")
    expect(page.locator("#live .fx-alert")).to_have_count(0)
    page.goto(f"/sampling/{code}/pools/")
    expect(page.locator("main")).to_contain_text("查清")
    willow.sync(crew.dong, "items/")
    expect(crew.dong.locator("a.door", has_text=POSITIVE)).to_have_count(0, timeout=SETTLING)
    check = [sys.executable, "-m", "fangxian.cli", "rebuild", "rounds", "--check"]
    subprocess.run(check, cwd=ROOT, env=environment_of(home), check=True)
    forgive_the_line(windows)
