// The pull: what is held follows the server, and what waits lies over it.

import { beforeEach, describe, expect, it } from "vitest";
import { doorsOf } from "../src/domain/door";
import { pull } from "../src/sync/pull";
import { Bench } from "./bench";
import { GRID, target } from "./samples";
import { working } from "./samples-work";

let bench: Bench;
beforeEach(async () => {
  bench = await Bench.set();
  await bench.enrol();
  await bench.round();
});

async function doors() {
  const held = (await bench.store.held())!;
  const items = await bench.store.reportsOf("debao/R-NONG");
  return doorsOf({ campaigns: held.frame.campaigns, households: held.households, targets: held.targets }, items, "R-NONG", bench.at);
}

const firstTask = async () => (await doors())[0]!.tasks[0]!;

describe("a pull", () => {
  it("is whole at first, then only what has changed", async () => {
    expect((await bench.store.held())?.households).toHaveLength(12);
    bench.server.targets = [...bench.server.targets, target(1, { code: "k7/HH-001-b" })];
    bench.server.log.set("x", { id: "x", subject: "k7/HH-002", occurred_at: "2022-02-09T03:00:00Z", body: { outcome: "met" } } as never);
    await bench.round();
    const held = (await bench.store.held())!;
    expect(held.households).toHaveLength(12);
    expect(held.targets.find(({ code }) => code === "k7/HH-002")?.outcome).toBe("met");
  });

  it("lets go of what is no longer held", async () => {
    const real = bench.server.pull.bind(bench.server);
    bench.server.pull = (person, since) => ({ ...real(person, since), gone: ["k7/HH-001"] });
    await bench.round();
    expect((await bench.store.held())?.targets.some(({ code }) => code === "k7/HH-001")).toBe(false);
  });

  it("made for an enrolment that has ended meanwhile is thrown away", async () => {
    const before = (await bench.store.current())!;
    await bench.enrol("LI");
    await pull(before, bench.line);
    expect((await bench.store.held())?.frame.me.person.code ?? "nobody").toBe("nobody");
  });
});

describe("what waits", () => {
  it("lies over what was pulled, and counts", async () => {
    await bench.visit(1, "not_home");
    expect(await firstTask()).toMatchObject({ waiting: true, due: false, target: { outcome: "not_home", asked: 1, not_home: 1 } });
  });

  it("is not overwritten by a pull that does not know it, nor counted twice by one that does", async () => {
    await bench.visit(1, "not_home");
    await pull((await bench.store.current())!, bench.line);
    expect((await firstTask()).target).toMatchObject({ outcome: "not_home", asked: 1 });
    await bench.round();
    expect(await firstTask()).toMatchObject({ waiting: false, target: { outcome: "not_home", asked: 1, not_home: 1 } });
  });

  it("stays laid over between the push and the next pull", async () => {
    await bench.visit(1, "met");
    bench.server.fault = (path) => (path.startsWith("pull") ? "drop" : null);
    await bench.round();
    expect(await bench.states()).toEqual(["sent"]);
    expect(await firstTask()).toMatchObject({ group: "reached", waiting: true });
  });

  it("loses against a later report of somebody else, but is counted", async () => {
    await bench.visit(1, "not_home");
    const later = { id: "ffffffff-0000-7000-8000-000000000000", subject: "k7/HH-001", occurred_at: "2022-02-09T08:00:00Z", body: { outcome: "met" } };
    bench.server.log.set(later.id, later as never);
    await pull((await bench.store.current())!, bench.line);
    expect((await firstTask()).target).toMatchObject({ outcome: "met", asked: 2, not_home: 1 });
  });

  it("of a refused report does not lie over anything", async () => {
    const item = await bench.visit(1, "met");
    bench.server.refuse.set(item.id, "field.area_outside");
    await bench.round();
    expect((await firstTask()).group).toBe("to_do");
  });
});

describe("lists that come whole", () => {
  it("stay as they are when a pull leaves them out, keep their order, and go with everything else", async () => {
    bench.server = working(() => bench.at);
    bench.close();
    await bench.open();
    await bench.enrol("HE");
    await bench.round();
    const before = (await bench.store.held())!;
    expect(before.places.map(({ code }) => code)).toEqual(["S-SQUARE", "S-GATE", "S-HOTEL", GRID.code]);
    await bench.round();
    const after = (await bench.store.held())!;
    expect([after.places, after.frame.flows]).toEqual([before.places, before.frame.flows]);
    await bench.store.end((await bench.store.current())!.device, "left");
    expect(await bench.store.held()).toBeNull();
    await bench.enrol("NONG");
    await bench.round();
    expect((await bench.store.held())!.places).toEqual([]);
    expect((await bench.store.held())!.items).toHaveLength(4);
  });
});
