// A table without a line: swabs, tubes and boxes are never lost, the open tube outlives the app, strangers are let go of.

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Said } from "../src/domain/acting";
import { boxed } from "../src/domain/boxes";
import { nothingAt } from "../src/domain/table";
import { closed, swabbed, takenBack, type AtTable, type Whom } from "../src/domain/taking";
import { tubesOf } from "../src/domain/tubes";
import { openDatabase, StorageFull, storeOf } from "../src/store";
import { STEPS } from "../src/store/schema";
import { leave } from "../src/sync/joining";
import { Bench } from "./bench";
import { START } from "./samples";
import { CARRIER, person, roundHere, SAMPLER } from "./samples-round";

const ROUND = roundHere(START);
const AT: AtTable = { round: ROUND, point: ROUND.points[0]!, table: 1, charge: "451024" };
const STRANGER = { name: "李大宝", id_type: "passport", id_number: "E12345678", phone: "13800001111", address: "河口镇" };
const ME = "debao/R-CAI";

let bench: Bench;
beforeEach(async () => {
  bench = await Bench.set();
  bench.server.people.set("CAI", SAMPLER).set("CAI-AGAIN", SAMPLER).set("SONG", CARRIER);
  bench.server.rounds = [ROUND];
  await bench.enrol("CAI");
  await bench.round();
});
afterEach(() => {
  vi.restoreAllMocks();
});

async function record([first, ...then]: Said[]): Promise<string[]> {
  bench.pass(1000);
  return (await bench.store.recordTogether({ first: first!, then: () => then })).map(({ id }) => id);
}

const tubes = async () => tubesOf(await bench.store.reportsOf(ME), "R1");
const swab = async (whom: Whom): Promise<string[]> => record(swabbed(AT, "R1/T1", (await tubes())[0] ?? null, whom));
const said = (): string[] => [...bench.server.log.values()].map(({ kind, body }) => `${kind} ${String(body["step"] ?? body["target"] ?? "")}`.trim());

describe("a round", () => {
  it("is held whole, stays when nothing changed, and goes with everything else", async () => {
    expect((await bench.store.held())!.rounds).toEqual([{ ...ROUND, boxes: [] }]);
    await bench.round();
    expect((await bench.store.held())!.rounds[0]!.people).toHaveLength(60);
    await leave((await bench.store.current())!, 0, bench.line);
    expect(await bench.store.held()).toBeNull();
    await bench.enrol("LI");
    await bench.round();
    expect((await bench.store.held())!.rounds).toEqual([]);
  });

  it("has no list for who only carries", async () => {
    await bench.enrol("SONG");
    await bench.round();
    expect((await bench.store.held())!.rounds).toMatchObject([{ code: "R1", people: [], boxes: [] }]);
  });
});

describe("a table without a line", () => {
  it("keeps every swab and the tube in front through a restart, and sends each once", async () => {
    bench.server.fault = () => "drop";
    await bench.store.putTable({ ...nothingAt(ME), round: "R1", point: "S-SQUARE", table: 1, barcode: "T1" });
    for (const nth of [1, 2, 3]) await swab({ person: person(nth) });
    await bench.round();
    bench.close();
    await bench.open();
    expect(await bench.store.tableOf(ME)).toMatchObject({ point: "S-SQUARE", table: 1, barcode: "T1" });
    expect(await tubes()).toMatchObject([{ code: "R1/T1", stage: "open", size: 10, swabs: [{}, {}, {}] }]);
    await record([closed(AT, { code: "R1/T1" }, 3)]);
    bench.server.fault = (path) => (path === "reports" ? "lose" : null);
    await bench.round();
    bench.server.fault = () => null;
    await bench.round();
    expect(said()).toEqual(["tube opened", "swab R1/P-001", "swab R1/P-002", "swab R1/P-003", "tube closed"]);
    expect((await bench.store.held())!.rounds[0]!.people.filter(({ sampled }) => sampled).map(({ target }) => target)).toContain("R1/P-003");
  });

  it("records an opening and its swab together, or neither", async () => {
    let left = 1;
    const add = IDBObjectStore.prototype.add;
    vi.spyOn(IDBObjectStore.prototype, "add").mockImplementation(function (this: IDBObjectStore, ...given) {
      if (left-- > 0) return add.apply(this, given);
      throw new DOMException("no room", "QuotaExceededError");
    });
    await expect(swab({ person: person(1) })).rejects.toBeInstanceOf(StorageFull);
    vi.restoreAllMocks();
    expect(await tubes()).toEqual([]);
  });

  it("keeps what waits through a sign-out, for the same person only", async () => {
    await swab({ person: person(1) });
    await leave((await bench.store.current())!, 2, bench.line);
    expect(await tubes()).toMatchObject([{ swabs: [{ target: "R1/P-001" }] }]);
    await bench.enrol("SONG");
    await bench.round();
    expect(said()).toEqual([]);
    await bench.enrol("CAI-AGAIN");
    await bench.round();
    expect(said()).toEqual(["tube opened", "swab R1/P-001"]);
  });
});

describe("the last swab", () => {
  it("taken back at once leaves no report, and its number to the next", async () => {
    await swab({ person: person(1) });
    const [id] = await swab({ person: person(2) });
    expect(await bench.store.takeBack([id!])).toBe(true);
    expect((await tubes())[0]!.swabs.map(({ target }) => target)).toEqual(["R1/P-001"]);
    await bench.round();
    expect(said()).toEqual(["tube opened", "swab R1/P-001"]);
  });

  it("that filled the tube is taken back with its closing", async () => {
    const ids = await swab({ person: person(31) });
    expect((await tubes())[0]!.stage).toBe("closed");
    expect(await bench.store.takeBack(ids)).toBe(true);
    expect(await tubes()).toEqual([]);
  });

  it("that was sent is taken back by a report", async () => {
    const [, id] = await swab({ person: person(1) });
    await bench.round();
    expect(await bench.store.takeBack([id!])).toBe(false);
    await record([takenBack(AT, (await tubes())[0]!.swabs[0]!)]);
    await bench.round();
    expect([...bench.server.log.values()].at(-1)).toMatchObject({ kind: "swab_back", subject: "R1/T1", body: { swab: id } });
    expect((await bench.store.held())!.rounds[0]!.people[0]!.sampled).toBe(false);
  });
});

describe("a stranger", () => {
  it("is told to the server whole, and then let go of, but for the lot of the document", async () => {
    await swab({ stranger: STRANGER, mark: "a3f91" });
    expect((await tubes())[0]!.swabs[0]).toMatchObject({ mark: "a3f91", about: "李*" });
    await bench.round();
    expect([...bench.server.log.values()].at(-1)!.body).toMatchObject(STRANGER);
    const kept = await bench.store.reportsOf(ME);
    expect(JSON.stringify(kept)).not.toMatch(/李大宝|E12345678|13800001111|河口镇/);
    expect((await tubes())[0]!.swabs[0]).toMatchObject({ mark: "a3f91", about: "李*" });
  });

  it("stays whole on the phone while the server could not read the report", async () => {
    const ids = await swab({ stranger: STRANGER, mark: "a3f91" });
    bench.server.unreadable.add(ids[1]!);
    await bench.round();
    const [refused] = (await bench.store.reportsOf(ME)).filter(({ state }) => state === "refused");
    expect(refused).toMatchObject({ here: true, report: { body: STRANGER } });
    bench.server.unreadable.clear();
    await bench.store.sendAgain(refused!.id);
    await bench.round();
    expect(bench.server.log.get(refused!.id)!.body).toMatchObject(STRANGER);
  });
});

describe("a box", () => {
  it("waits like any report, and what was begun outlives the app", async () => {
    bench.server.fault = () => "drop";
    const draft = { step: "packed", code: "R1/B-7", tubes: ["T1", "T2"] } as const;
    await bench.store.putTable({ ...nothingAt(ME), box: { ...draft, tubes: [...draft.tubes] } });
    bench.close();
    await bench.open();
    expect((await bench.store.tableOf(ME))!.box).toEqual(draft);
    await record([boxed({ ...draft, tubes: [...draft.tubes] }, { other: "", celsius: 4 }, "451024100")]);
    await bench.round();
    bench.server.fault = () => null;
    await bench.round();
    await bench.round();
    expect(said()).toEqual(["box packed"]);
    expect((await bench.store.held())!.rounds[0]!.boxes).toEqual([{ code: "R1/B-7", tubes: ["T1", "T2"], step: "packed" }]);
  });
});

describe("an upgrade from the version before rounds", () => {
  it("keeps reports, drafts and numbers", async () => {
    const waiting = await bench.visit(1, "met", { photo: "abc" });
    const enrolment = (await bench.store.current())!;
    const line = { owner: ME, place: "S", name: "S", area: "1", checklist: "ppe", line: "masks", result: "ok", remark: "", photos: [], at: START } as never;
    const old = await openDatabase({ name: "before-rounds", steps: STEPS.slice(0, 2) });
    await old.put("outbox", waiting);
    await old.put("enrolments", enrolment);
    await old.put("facts", enrolment.device, "device");
    await old.put("drafts", line);
    old.close();
    const store = storeOf(await openDatabase({ name: "before-rounds" }), { now: () => bench.at, random: (bytes) => new Uint8Array(bytes) });
    expect(await store.reportsOf(ME)).toEqual([waiting]);
    expect(await store.draftsOf(ME)).toEqual([line]);
    expect(await store.tableOf(ME)).toBeUndefined();
    store.close();
  });
});
