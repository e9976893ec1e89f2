// Items on the phone: what waits lies over what was pulled, the most urgent first, and the tabs follow the charge.

import { beforeEach, describe, expect, it } from "vitest";
import { moved, shown } from "../src/domain/acting";
import { lacking } from "../src/domain/flow";
import { mainMove, moveWord, ownItems, pressing, quickMove, type OwnItem } from "../src/domain/items";
import { answersOf, unanswered } from "../src/domain/questions";
import { boldParts } from "../src/domain/text";
import { lasting } from "../src/i18n/formats";
import { routeOf, to } from "../src/ui/route";
import { tabsFor } from "../src/ui/tabs";
import { Bench } from "./bench";
import { START } from "./samples";
import { FLOWS, heldItem, working } from "./samples-work";

let bench: Bench;
beforeEach(async () => {
  bench = await Bench.set();
  bench.server = working(() => bench.at);
  bench.close();
  await bench.open();
  await bench.enrol();
  await bench.round();
});

const OWNER = "debao/R-NONG";

async function items(): Promise<OwnItem[]> {
  const held = (await bench.store.held())!;
  return ownItems(held.items, held.frame.flows!, await bench.store.reportsOf(OWNER), bench.at);
}

const find = async (code: string): Promise<OwnItem> => (await items()).find(({ held }) => held.code === code)!;

describe("my items", () => {
  it("stand in the order in which they are due, what is late first", async () => {
    expect((await items()).map(({ held, urgency }) => `${held.code} ${urgency}`)).toEqual([
      "finding-a-00 late",
      "directive-1 soon",
      "task-2 ",
      "task-1 ",
    ]);
    expect(pressing(await items())).toBe(2);
  });

  it("show what was said on this phone before the server knows", async () => {
    const { held } = await find("finding-a-00");
    await bench.store.recordTogether({ first: shown(held, "abc"), then: () => [moved(held, "remedy", "", {})] });
    expect(await find("finding-a-00")).toMatchObject({ state: "remedied", moves: [], waiting: true, urgency: "" });
    expect(pressing(await items())).toBe(1);
    await bench.round();
    expect(await find("finding-a-00")).toMatchObject({ state: "remedied", waiting: false });
  });

  it("go on showing it between the push and the next pull", async () => {
    const { held } = await find("directive-1");
    await bench.store.record(moved(held, "acknowledge", "", {}));
    bench.server.fault = (path) => (path.startsWith("pull") ? "drop" : null);
    await bench.round();
    expect(await find("directive-1")).toMatchObject({ state: "acknowledged", waiting: true });
  });

  it("keep a refused move in sight, and stand where they stood", async () => {
    const { held } = await find("task-1");
    const [item] = await bench.store.recordTogether({ first: moved(held, "take", "", {}) });
    bench.server.refuse.set(item!.id, "items.move_not_possible");
    await bench.round();
    expect(await find("task-1")).toMatchObject({ state: "given", refused: true, waiting: false });
  });

  it("are done with by whoever confirms them", async () => {
    const one = await find("task-2");
    expect(one.confirms).toBe(true);
    expect(one.moves.map(({ code }) => code)).toEqual(["confirm", "return"]);
    expect(mainMove(one)?.code).toBe("confirm");
    await bench.store.record(moved(one.held, "return", "照片看不清", {}));
    expect(await find("task-2")).toMatchObject({ state: "doing" });
  });

  it("of a kind this version does not know have no moves, and are shown all the same", () => {
    const [strange] = ownItems([{ ...heldItem(START), kind: "new" }], FLOWS, [], START);
    expect(strange).toMatchObject({ moves: [], state: "given" });
  });
});

describe("a move", () => {
  it("is one touch in the list only out of the first state, and when it needs nothing", async () => {
    expect(quickMove(await find("directive-1"))?.code).toBe("acknowledge");
    expect(quickMove(await find("task-1"))?.code).toBe("take");
    expect(quickMove(await find("finding-a-00"))).toBeNull();
  });

  it("says what it still lacks", () => {
    const remedy = FLOWS["finding"]!.moves[0]!;
    expect(lacking(remedy, "", 0)).toEqual(["evidence"]);
    expect(lacking(FLOWS["task"]!.moves[3]!, "  ", 0)).toEqual(["reason"]);
  });

  it("has its word from its own flow, else from any", () => {
    expect(moveWord("return", "finding", FLOWS)).toBe("Looked again: not yet right");
    expect(moveWord("remedy", undefined, FLOWS)).toBe("Report as put right");
    expect(moveWord("jump", undefined, FLOWS)).toBe("jump");
  });
});

describe("what a directive asks", () => {
  it("is missing until it is answered as it asks", async () => {
    const { form } = (await find("directive-1")).held;
    expect(unanswered(form, { households: 36, masks: "many", ready: "" })).toEqual(["masks", "ready"]);
    const filled = { households: "36", masks: " １，200 ", ready: "yes" };
    expect(unanswered(form, filled)).toEqual([]);
    expect(answersOf(form, filled)).toEqual({ households: 36, masks: 1200, ready: "yes" });
  });
});

describe("a text", () => {
  it("is bold where it was written so, and nothing else", () => {
    expect(boldParts("请**今晚**完成，2 ** 3 与 <b>")).toEqual([
      { words: "请", isBold: false },
      { words: "今晚", isBold: true },
      { words: "完成，2 ** 3 与 <b>", isBold: false },
    ]);
    expect(boldParts("")).toEqual([]);
  });
});

describe("the tabs", () => {
  it.each([
    [["visit"], "today households outbox settings"],
    [["visit", "move", "evidence"], "today households items outbox settings"],
    [["inspection", "move", "evidence"], "today inspect items outbox settings"],
    [["visit", "inspection", "move"], "today households inspect items outbox"],
  ])("of a charge that carries %j are %s", (kinds, tabs) => {
    expect(tabsFor((kind) => kinds.includes(kind)).join(" ")).toBe(tabs);
  });
});

describe("addresses", () => {
  it("lead back to what they were made of", () => {
    expect(routeOf(to.item("task/1"))).toEqual({ at: "item", code: "task/1" });
    expect(routeOf(to.items("finding"))).toEqual({ at: "items", chip: "finding" });
    expect(routeOf(to.checklist("S 1", "ppe"))).toEqual({ at: "checklist", place: "S 1", checklist: "ppe" });
    expect(routeOf("#/checklist/S-1")).toEqual({ at: "today" });
  });
});

it("how long is said in the largest unit of which there are two", () => {
  expect(lasting("en", 40 * 60_000)).toBe("40 min");
  expect(lasting("en", 119 * 60_000)).toBe("119 min");
  expect(lasting("zh-Hans", 125 * 60_000)).toBe("2 小时");
  expect(lasting("en", 50 * 3_600_000)).toBe("2 days");
});
