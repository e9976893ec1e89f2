// A waiting report is never lost: by upgrade, sign-out, change of person or role, full storage, revocation, trouble.

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { openDatabase, StorageFull, storeOf } from "../src/store";
import { STEPS, type Step } from "../src/store/schema";
import { leave } from "../src/sync/joining";
import { Bench } from "./bench";

let bench: Bench;
beforeEach(async () => {
  bench = await Bench.set();
  await bench.enrol();
});
afterEach(() => {
  vi.restoreAllMocks();
});

/** One report the server has, one it refused, and one that waits. */
async function threeFates(): Promise<void> {
  await bench.visit(1);
  const refused = await bench.visit(2);
  bench.server.refuse.set(refused.id, "field.body_wrong");
  await bench.round();
  await bench.visit(3, "not_home");
}

describe("an upgrade of the app", () => {
  const next: Step = async (_, tx) => {
    for (const item of await tx.objectStore("outbox").getAll()) {
      await tx.objectStore("outbox").put({ ...item, about: `${item.about}, moved` });
    }
  };

  it("brings every report along", async () => {
    await threeFates();
    bench.close();
    await bench.open([...STEPS, next]);
    expect(await bench.states()).toEqual(["sent", "refused", "waiting"]);
    expect((await bench.visit(4)).report.device_seq).toBe(4);
    await bench.round();
    expect(bench.arrived).toContain("k7/HH-003 not_home");
  });

  it("from the version before items and places keeps report, photo and number", async () => {
    const waiting = await bench.visit(1, "met", { photo: "abc" });
    const enrolment = (await bench.store.current())!;
    const old = await openDatabase({ name: "before-items", steps: STEPS.slice(0, 1) });
    await old.put("outbox", waiting);
    await old.put("photos", "abc", waiting.id);
    await old.put("enrolments", enrolment);
    await old.put("facts", enrolment.device, "device");
    old.close();
    const store = storeOf(await openDatabase({ name: "before-items" }), { now: () => bench.at, random: (bytes) => new Uint8Array(bytes) });
    expect(await store.reportsOf(enrolment.owner)).toEqual([waiting]);
    expect(await store.photoOf(waiting.id)).toBe("abc");
    expect((await store.record({ kind: "note", form_version: 1, area: "", subject: "", body: {}, about: "" })).report.device_seq).toBe(2);
    expect(await store.draftsOf(enrolment.owner)).toEqual([]);
    store.close();
  });

  it("whose step fails leaves everything as it was", async () => {
    await threeFates();
    bench.close();
    vi.spyOn(console, "warn").mockImplementation(() => undefined);
    const broken: Step = async (db, tx) => {
      await next(db, tx);
      throw new Error("a mistake in a step");
    };
    await expect(bench.open([...STEPS, broken])).rejects.toThrow();
    await bench.open();
    expect(await bench.states()).toEqual(["sent", "refused", "waiting"]);
    expect((await bench.store.reportsOf("debao/R-NONG"))[0]!.about).toBe("HH-003");
  });

  it("in another window lets go of the database here, and says so", async () => {
    const stale = vi.fn();
    const { openDatabase } = await import("../src/store");
    const old = await openDatabase({ name: "two-windows", onStale: stale });
    const fresh = await openDatabase({ name: "two-windows", steps: [...STEPS, () => undefined] });
    expect(stale).toHaveBeenCalledOnce();
    expect(() => old.transaction("outbox")).toThrow();
    fresh.close();
  });
});

describe("sign-out", () => {
  it("wipes what was sent and pulled, keeps what waits, and the same person's next enrolment pushes it", async () => {
    await threeFates();
    const born = (await bench.store.current())!.device;
    expect(await leave((await bench.store.current())!, 1, bench.line)).toBe(true);
    expect(await bench.states()).toEqual(["waiting"]);
    expect(await bench.store.held()).toBeNull();
    expect(await bench.store.current()).toBeNull();

    await bench.enrol("NONG-AGAIN");
    await bench.round();
    expect(bench.server.pushes.at(-1)!.reports[0]).toMatchObject({ device: born, device_seq: 3, subject: "k7/HH-003" });
    expect(await bench.states()).toEqual(["sent"]);
  });

  it("works without a line", async () => {
    await bench.visit(1);
    bench.server.fault = () => "drop";
    expect(await leave((await bench.store.current())!, 1, bench.line)).toBe(false);
    expect(await bench.store.current()).toBeNull();
    expect(await bench.states()).toEqual(["waiting"]);
  });
});

describe("a change of person", () => {
  it("keeps the other's reports, as a count, and never pushes them under this one", async () => {
    await threeFates();
    await bench.enrol("LI");
    expect(await bench.store.reportsOf("debao/R-LI")).toEqual([]);
    expect(await bench.store.waitingOfOthers("debao/R-LI")).toBe(1);
    await bench.visit(9);
    await bench.round();
    expect(bench.server.pushes.at(-1)!.reports.map(({ subject }) => subject)).toEqual(["k7/HH-009"]);
    expect(await bench.states()).toEqual(["waiting"]);

    await bench.enrol("NONG");
    await bench.round();
    expect(bench.server.log.get([...bench.server.log.keys()].at(-1)!)).toMatchObject({ subject: "k7/HH-003", by: "R-NONG" });
    expect(await bench.store.waitingOfOthers("debao/R-NONG")).toBe(0);
  });
});

describe("a change of role", () => {
  it("starts a sequence anew and names the old enrolment on what was born under it", async () => {
    await bench.visit(1);
    await bench.enrol("NONG-AGAIN");
    expect((await bench.visit(2)).report.device_seq).toBe(1);
    await bench.round();
    const [old, fresh] = bench.server.pushes[0]!.reports;
    expect(old).toMatchObject({ device: "device-1-NONG", device_seq: 1 });
    expect(fresh).not.toHaveProperty("device");
  });
});

describe("a full storage", () => {
  it("is told, claims no success, and leaves number and outbox as they were", async () => {
    await bench.visit(1);
    const full = vi.spyOn(IDBObjectStore.prototype, "add").mockImplementation(() => {
      throw new DOMException("no room", "QuotaExceededError");
    });
    await expect(bench.visit(2)).rejects.toBeInstanceOf(StorageFull);
    full.mockRestore();
    expect(await bench.states()).toEqual(["waiting"]);
    expect((await bench.visit(2)).report.device_seq).toBe(2);
  });

  it("told only when everything is to be written, the same", async () => {
    const add = IDBObjectStore.prototype.add;
    vi.spyOn(IDBObjectStore.prototype, "add").mockImplementation(function (this: IDBObjectStore, ...given) {
      const asked = add.apply(this, given);
      (this.transaction as unknown as { _abort(name: string): void })._abort("QuotaExceededError");
      return asked;
    });
    await expect(bench.visit(1)).rejects.toBeInstanceOf(StorageFull);
    vi.restoreAllMocks();
    expect(await bench.states()).toEqual([]);
    expect((await bench.visit(2)).report.device_seq).toBe(1);
  });

  it("during a pull keeps what was held and says so", async () => {
    await bench.round();
    const before = await bench.store.held();
    vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(() => {
      throw new DOMException("no room", "QuotaExceededError");
    });
    expect(await bench.round()).toMatchObject({ kind: "trouble", why: "full" });
    vi.restoreAllMocks();
    expect(await bench.store.held()).toEqual(before);
  });
});

describe("an enrolment the server ended", () => {
  it.each(["field.device_revoked", "field.device_expired", "field.token_unknown"])("by %s keeps what waits and says why", async (code) => {
    await threeFates();
    bench.server.fault = () => ({ status: 401, data: { code, sentence: "" } });
    expect(await bench.round()).toEqual({ kind: "ended" });
    expect(await bench.store.current()).toBeNull();
    expect(await bench.store.lastEnding()).toBe(code);
    expect(await bench.states()).toEqual(["waiting"]);
    expect(await bench.store.held()).toBeNull();

    bench.server.fault = () => null;
    await bench.enrol("NONG-AGAIN");
    await bench.round();
    expect(bench.arrived).toEqual(["k7/HH-001 met", "k7/HH-003 not_home"]);
  });
});

describe("a charge that has ended", () => {
  it("stops the pull, not the push", async () => {
    bench.server.fault = (path) => (path.startsWith("pull") ? { status: 403, data: { code: "field.charge_ended", sentence: "Over." } } : null);
    await bench.visit(1);
    expect(await bench.round()).toMatchObject({ kind: "trouble", why: "charge_ended", sentence: "Over." });
    expect(await bench.states()).toEqual(["sent"]);
  });
});

describe("a server in trouble", () => {
  it("is waited for as long as it asks", async () => {
    await bench.visit(1);
    bench.server.fault = () => ({ status: 503, data: { code: "field.busy", sentence: "" }, headers: { "Retry-After": "40" } });
    expect(await bench.round()).toMatchObject({ kind: "trouble", why: "busy", retryAfter: 40 });
    expect(await bench.states()).toEqual(["waiting"]);
  });
});

describe("a new form or code list", () => {
  it("leaves old reports as they were born", async () => {
    await bench.visit(1, "met", { form_version: 1 });
    bench.server.campaigns = [{ ...bench.server.campaigns[0]!, form_version: 2 }];
    await bench.visit(2, "met", { form_version: 2 });
    await bench.round();
    expect(bench.server.pushes[0]!.reports.map(({ form_version }) => form_version)).toEqual([1, 2]);
  });

  it("that dropped the target keeps the report until the server has answered", async () => {
    await bench.round();
    const item = await bench.visit(1);
    bench.server.targets = [];
    bench.server.refuse.set(item.id, "field.subject_unknown");
    await bench.round();
    expect(await bench.states()).toEqual(["refused"]);
  });
});

describe("the date of what is held", () => {
  it("wipes what was pulled and sent, and keeps what waits", async () => {
    await threeFates();
    bench.pass(13 * 3_600_000);
    bench.server.fault = () => "drop";
    await bench.round();
    expect(await bench.store.held()).toBeNull();
    expect(await bench.states()).toEqual(["waiting"]);
    expect(await bench.store.current()).not.toBeNull();
    bench.server.fault = () => null;
    await bench.round();
    expect((await bench.store.held())?.households).toHaveLength(12);
  });
});
