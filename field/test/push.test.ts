// The push: everything arrives exactly once, whatever the line and the server do.

import { beforeEach, describe, expect, it } from "vitest";
import { Bench } from "./bench";

let bench: Bench;
beforeEach(async () => {
  bench = await Bench.set();
  await bench.enrol();
});

describe("a push", () => {
  it("comes before the pull, and says how many wait", async () => {
    await bench.visit(1);
    await bench.visit(2);
    await bench.round();
    expect(bench.server.requests).toEqual(["POST enrol", "POST reports", "GET pull"]);
    expect(bench.server.pushes[0]).toMatchObject({ waiting: 2 });
    expect(await bench.states()).toEqual(["sent", "sent"]);
  });

  it("that failed is followed by no pull", async () => {
    await bench.visit(1);
    bench.server.fault = () => "drop";
    expect(await bench.round()).toMatchObject({ kind: "trouble", why: "offline" });
    expect(bench.server.requests.at(-1)).toBe("POST reports");
  });

  it("whose answer was lost is repeated, and counts once", async () => {
    await bench.visit(1);
    bench.server.fault = (path) => (path === "reports" ? "lose" : null);
    await bench.round();
    expect(await bench.states()).toEqual(["waiting"]);
    bench.server.fault = () => null;
    await bench.round();
    expect(await bench.states()).toEqual(["sent"]);
    expect(bench.arrived).toEqual(["k7/HH-001 met"]);
    expect((await bench.store.held())?.targets[0]).toMatchObject({ outcome: "met", asked: 1 });
  });

  it("is cut at 500", async () => {
    for (let number = 0; number < 620; number++) await bench.visit(1 + (number % 12));
    await bench.round();
    expect(bench.server.pushes.map(({ reports }) => reports.length)).toEqual([500, 120]);
    expect(bench.server.pushes.map(({ waiting }) => waiting)).toEqual([620, 120]);
    expect(bench.server.log.size).toBe(620);
  });

  it("is halved when the server finds it too large, until it fits", async () => {
    for (let number = 1; number <= 12; number++) await bench.visit(number);
    bench.server.fault = (_, { reports }) =>
      reports && reports.length > 3 ? { status: 413, data: { code: "field.too_many", sentence: "" } } : null;
    await bench.round();
    expect(bench.server.pushes.map(({ reports }) => reports.length)).toEqual([3, 3, 3, 3]);
    expect(new Set(await bench.states())).toEqual(new Set(["sent"]));
  });

  it("goes one by one past a report nobody can read, which stays here with its reason", async () => {
    const items = [];
    for (let number = 1; number <= 6; number++) items.push(await bench.visit(number));
    bench.server.unreadable.add(items[2]!.id);
    expect(await bench.round()).toEqual({ kind: "done" });
    expect(await bench.states()).toEqual(["sent", "sent", "refused", "sent", "sent", "sent"]);
    const bad = (await bench.store.reportsOf("debao/R-NONG")).find((item) => item.state === "refused")!;
    expect(bad).toMatchObject({ here: true, code: "field.unreadable", sentence: "Unreadable." });
    bench.server.unreadable.clear();
    await bench.store.sendAgain(bad.id);
    await bench.round();
    expect(bench.server.log.size).toBe(6);
  });

  it("keeps what the server refuses, with code and sentence, and sends it no more", async () => {
    const item = await bench.visit(1);
    bench.server.refuse.set(item.id, "field.area_outside");
    await bench.round();
    await bench.round();
    expect(bench.server.pushes).toHaveLength(1);
    const [refused] = await bench.store.reportsOf("debao/R-NONG");
    expect(refused).toMatchObject({ state: "refused", here: false, code: "field.area_outside", sentence: "Refused: field.area_outside" });
    bench.server.settled = [{ id: item.id, result: "discarded", reason: "Wrong grid" }];
    await bench.round();
    expect((await bench.store.reportsOf("debao/R-NONG"))[0]).toMatchObject({ state: "settled", settlement: "discarded", sentence: "Wrong grid" });
  });

  it("carries photos after the rest, and lets go of them once the server has them", async () => {
    const item = await bench.visit(1, "met", { kind: "photo", body: { caption: "door" }, photo: "x".repeat(1000) });
    await bench.visit(2);
    await bench.round();
    expect(bench.server.pushes[0]!.reports.map(({ kind }) => kind)).toEqual(["visit", "photo"]);
    expect(bench.server.log.get(item.id)?.body).toEqual({ caption: "door", jpeg: "x".repeat(1000) });
    expect(await bench.store.photoOf(item.id)).toBeUndefined();
  });

  it.each([
    ["a hotel's sign-in page", { status: 200, data: "<html>Sign in</html>" }],
    ["an answer without answers", { status: 200, data: {} }],
    ["a proxy's 401", { status: 401, data: "Proxy" }],
    ["a proxy's 502", { status: 502, data: "Bad gateway" }],
  ])("takes %s for no answer, and keeps everything", async (_, answer) => {
    await bench.visit(1);
    bench.server.fault = () => answer;
    expect(await bench.round()).toMatchObject({ kind: "trouble" });
    expect(await bench.states()).toEqual(["waiting"]);
    expect(await bench.store.current()).not.toBeNull();
  });

  it("answered for some only leaves the others waiting", async () => {
    const [first] = [await bench.visit(1), await bench.visit(2)];
    bench.server.fault = (path) =>
      path === "reports" ? { status: 200, data: { answers: [{ id: first!.id, result: "accepted" }] } } : null;
    expect(await bench.round()).toMatchObject({ kind: "trouble", why: "error" });
    expect(await bench.states()).toEqual(["sent", "waiting"]);
  });
});
