"""The screens of items and inspections: on the phone of who answers for a village, and on an inspector's."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from playwright.sync_api import Page, expect

from fangxian.cli.album import Listener
from fangxian.cli.phone_hands import SETTLING, kept, stored
from fangxian.cli.phone_screens import Screen, each
from fangxian.cli.phone_table_shots import carrying, sampling
from fangxian.cli.phone_work_hands import judge, record_inspection

Shots = Callable[[Page, str, Listener], Iterator[None]]
CHECKLIST = "ppe"


def _enrolled(phone: Page, code: str) -> None:
    phone.goto(f"/field/#enrol={code}")
    phone.evaluate("() => localStorage.setItem('fangxian-field.language', 'zh-Hans')")
    phone.reload()
    phone.click(".enrol button[type=submit]")
    expect(phone.locator(".tabs a[href^='#/items']")).to_be_visible(timeout=SETTLING)
    kept(phone)


def answering(phone: Page, code: str, listener: Listener) -> Iterator[None]:
    """My items, a task, a directive with what it asks, and what a move needs."""
    _enrolled(phone, code)
    items = stored(phone, "items")
    found = {one["kind"]: f"item/{one['code']}" for one in reversed(items)}
    wanted = [Screen("items", "items/")]
    if "task" in found:
        main = (".panel .button >> nth=0",)
        wanted += [Screen("item", found["task"]), Screen("item-move", found["task"], main)]
    if "directive" in found:
        report = (".panel .button >> nth=-1",)
        wanted += [
            Screen("directive", found["directive"]),
            Screen("directive-report", found["directive"], report),
        ]
    yield from each(phone, listener, tuple(wanted))


def inspecting(phone: Page, code: str, listener: Listener) -> Iterator[None]:
    """The round, a place, a checklist half way, the summary, and the place once it is recorded."""
    _enrolled(phone, code)
    places = stored(phone, "places")
    place = next(one["code"] for one in places if CHECKLIST in one["checklists"])
    made = f"checklist/{place}/{CHECKLIST}"
    yield from each(phone, listener, (Screen("today-inspector", "today"), Screen("place", f"place/{place}")))
    phone.context.set_offline(True)
    phone.goto(f"/field/#/{made}")
    judge(phone, "人人规范戴口罩", "不合格", "两名登记员口罩未遮住鼻子", with_photo=True)
    judge(phone, "按岗位穿戴", "合格")
    judge(phone, "防护用品够用两天", "不合格", "防护服只够用一天")
    judge(phone, "上岗人员受过培训", "未查看")
    finish = (".panel > .primary",)
    begun = (Screen("round", "inspect"), Screen("checklist", made), Screen("summary", made, finish))
    yield from each(phone, listener, begun)
    phone.reload()  # what the last picture left open is closed
    record_inspection(phone)
    yield from each(phone, listener, (Screen("place-inspected", f"place/{place}"),))


PHONES: dict[str, Shots] = {
    "village": answering,
    "inspector": inspecting,
    "sampler": sampling,
    "courier": carrying,
}
