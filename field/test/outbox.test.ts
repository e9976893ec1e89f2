// The outbox: a report is born whole or not at all, counted without holes, and taken back only while nobody has it.

import { beforeEach, describe, expect, it } from "vitest";
import { NotEnrolled } from "../src/store";
import { Bench } from "./bench";

let bench: Bench;
beforeEach(async () => {
  bench = await Bench.set();
  await bench.enrol();
});

describe("a report", () => {
  it("is born with an id, an instant with offset and the next number", async () => {
    const first = await bench.visit(1);
    const second = await bench.visit(2, "not_home");
    expect([first, second].map(({ report }) => report.device_seq)).toEqual([1, 2]);
    expect(second.id > first.id).toBe(true);
    expect(second.report.occurred_at).toMatch(/T.*[+-]\d\d:\d\d$/);
  });

  it("keeps its number when the phone is switched off and on", async () => {
    await bench.visit(1);
    bench.close();
    await bench.open();
    expect((await bench.visit(2)).report.device_seq).toBe(2);
    expect(await bench.states()).toEqual(["waiting", "waiting"]);
  });

  it("is not born while nobody is enrolled", async () => {
    await bench.store.end("device-1-NONG", "left");
    await expect(bench.visit(1)).rejects.toBeInstanceOf(NotEnrolled);
  });

  it("recorded in two windows at once gets two numbers", async () => {
    const born = await Promise.all([bench.visit(1), bench.visit(2), bench.visit(3)]);
    expect(born.map(({ report }) => report.device_seq).sort()).toEqual([1, 2, 3]);
  });
});

describe("taking back", () => {
  it("removes the last report and gives its number to the next", async () => {
    await bench.visit(1);
    const wrong = await bench.visit(2);
    expect(await bench.store.takeBack([wrong.id])).toBe(true);
    const right = await bench.visit(3);
    expect(right.report.device_seq).toBe(2);
    await bench.round();
    expect(bench.arrived).toEqual(["k7/HH-001 met", "k7/HH-003 met"]);
  });

  it("is refused once the report has been put on the line, even if no answer came", async () => {
    const item = await bench.visit(1);
    bench.server.fault = () => "drop";
    await bench.round();
    expect(await bench.store.takeBack([item.id])).toBe(false);
    expect(await bench.states()).toEqual(["waiting"]);
  });

  it("is refused for a report that is not the last", async () => {
    const first = await bench.visit(1);
    await bench.visit(2);
    expect(await bench.store.takeBack([first.id])).toBe(false);
  });

  it("has five seconds before anything goes on the line", async () => {
    const { push } = await import("../src/sync/push");
    await bench.visit(1);
    bench.pass(4_000);
    const quietly = { changed: () => undefined, asked: false };
    await push((await bench.store.current())!, bench.line, quietly);
    expect(bench.server.pushes).toHaveLength(0);
    bench.pass(1_000);
    await push((await bench.store.current())!, bench.line, quietly);
    expect(bench.arrived).toHaveLength(1);
  });

  it("is given up by who asks to send now", async () => {
    const { push } = await import("../src/sync/push");
    const item = await bench.visit(1);
    await push((await bench.store.current())!, bench.line, { changed: () => undefined, asked: true });
    expect(bench.arrived).toHaveLength(1);
    expect(await bench.store.takeBack([item.id])).toBe(false);
  });
});
