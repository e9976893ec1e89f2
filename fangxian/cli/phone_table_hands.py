"""What hands do with the phone at a sampling table and with boxes: scan, add, count, close, sign."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from fangxian.cli.phone_hands import SETTLING, offered

FAST = """async (documents) => {
  const until = async (is) => {
    for (let frames = 0; !is(); frames++) {
      if (frames > 1200) throw new Error(document.querySelector("main").innerText);
      await new Promise(requestAnimationFrame);
    }
  };
  const count = () => document.querySelector(".tube-count")?.innerText ?? "";
  const took = [];
  for (const number of documents) {
    const [start, before] = [performance.now(), count()];
    document.querySelector("#entry").value = number;
    document.querySelector("form.entry").requestSubmit();
    await until(() => document.querySelector(".person .primary:enabled"));
    document.querySelector(".person .primary").click();
    await until(() => count() !== before);
    took.push(performance.now() - start);
  }
  return took;
}"""
ADDED = "(told) => document.querySelector('.tube-count')?.innerText.startsWith(told)"


def on_duty(page: Page, phone: Page, screen: str, word: str = "登记") -> Page:
    """A phone enrolled with the code somebody is shown, on the screen of their work, once it has one."""
    phone.goto(f"/field/#enrol={offered(page)}")
    phone.get_by_role("button", name=word, exact=True).click()
    expect(phone.locator(f".tabs a[href='#/{screen}']")).to_be_visible(timeout=SETTLING)
    phone.goto(f"/field/#/{screen}")
    return phone


def stand_at(phone: Page, point: str, table: int) -> None:
    """Choose the point and the table, once."""
    form = phone.locator("form.card")
    expect(form).to_be_visible(timeout=SETTLING)
    form.get_by_text(point, exact=True).click()
    form.get_by_text(str(table), exact=True).click()
    form.locator("button[type=submit]").click()
    expect(phone.locator("#entry")).to_be_visible()


def scan(phone: Page, text: str) -> None:
    """What a hand scanner does: it types, fast, and ends with Enter."""
    phone.keyboard.type(text)
    phone.keyboard.press("Enter")


def open_tube(phone: Page, barcode: str) -> None:
    """The label of an empty tube scanned."""
    scan(phone, barcode)
    expect(phone.locator(".tube-head code")).to_have_text(barcode)


def add(phone: Page, document: str, told: str) -> None:
    """A document scanned, one touch; `told` begins the count of the tube then, '' once it is closed."""
    scan(phone, document)
    phone.locator(".person .primary").click()
    if told:
        phone.wait_for_function(ADDED, arg=told, polling="raf")
    else:
        expect(phone.locator(".tube-head")).to_have_count(0)


def fill(phone: Page, barcode: str, documents: list[str], begun: int = 0) -> None:
    """A tube from its label (unless it is `begun`) to its last swab, which closes it."""
    if not begun:
        open_tube(phone, barcode)
    last = begun + len(documents)
    for number, document in enumerate(documents, start=begun + 1):
        add(phone, document, f"{number} /" if number < last else "")
    expect(phone.locator(".said-line .said")).to_contain_text(barcode)


def fill_fast(phone: Page, barcode: str, documents: list[str]) -> list[float]:
    """The same by hands in the page, faster than any; how many milliseconds each person took."""
    open_tube(phone, barcode)
    took: list[float] = phone.evaluate(FAST, documents)
    expect(phone.locator(".said-line .said")).to_contain_text(barcode)
    return took


def carry(
    phone: Page,
    step: str,
    box: str,
    tubes: list[str],
    *,
    other: str = "",
    cold: str = "",
    closed: bool = False,
) -> None:
    """A box at one step: its label, its tubes (those known are there already), who else signs."""
    phone.locator(".box-steps").get_by_role("button", name=step, exact=True).click()
    expect(phone.locator("#entry")).to_be_visible()
    scan(phone, box)
    if closed:
        phone.locator(".table-work > .button.wide").click()
    for tube in tubes:
        scan(phone, tube)
        expect(phone.locator(".tubes-in code", has_text=tube)).to_be_visible()
    sign(phone, box, other=other, cold=cold)


def sign(phone: Page, box: str, *, other: str = "", cold: str = "") -> None:
    """Who else signs, and how cold it is; the step is told."""
    if other:
        phone.fill("#box-other", other)
    phone.fill("#box-cold", cold)
    phone.locator("form.form button[type=submit]").click()
    expect(phone.locator("main > .said")).to_contain_text(box)
