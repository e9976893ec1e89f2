// The pure rules, one by one.

import { describe, expect, it } from "vitest";
import { readAnswers } from "../src/domain/answers";
import { readRetryAfter, waitAfter } from "../src/domain/backoff";
import { firstBatch, MOST_BYTES, pushOrder } from "../src/domain/batch";
import { barOf, coverageOf, percent } from "../src/domain/coverage";
import { doorsOf } from "../src/domain/door";
import { enrolCode } from "../src/domain/enrolment";
import { uuid7 } from "../src/domain/ids";
import { toInstant } from "../src/domain/instant";
import { byNeed, byRoute, metres, nextDoor } from "../src/domain/order";
import { ATTEMPTS, fitted } from "../src/domain/photo";
import type { Item } from "../src/domain/report";
import { isUnder, matching } from "../src/domain/search";
import { shiftAt } from "../src/domain/shift";
import { CAMPAIGN, household, START, target } from "./samples";

const item = (seq: number, photo = 0): Item =>
  ({ id: String(seq), born_at: seq, photo, report: { device_seq: seq, body: {} } }) as unknown as Item;

const HELD = {
  campaigns: [CAMPAIGN],
  households: [1, 2, 3, 4].map((number) => household(number, number === 3 ? { needs: { frail: 2 } } : {})),
  targets: [target(1), target(2, { priority: 5 }), target(3), target(4, { outcome: "met", occurred_at: CAMPAIGN.starts_at, asked: 1 })],
};
const DOORS = doorsOf(HELD, [], "R-NONG", START);
const codes = (doors: readonly { household: { code: string } }[]): string[] => doors.map((door) => door.household.code);

describe("an id", () => {
  it("is a UUID of version 7 that carries its instant and sorts by it", () => {
    const random = new Uint8Array(10).fill(255);
    const first = uuid7(1644372001000, 1, random);
    expect(first).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(parseInt(first.slice(0, 8) + first.slice(9, 13), 16)).toBe(1644372001000);
    expect(uuid7(1644372001000, 2, new Uint8Array(10)) > first).toBe(true);
    expect(uuid7(1644372001001, 0, new Uint8Array(10)) > first).toBe(true);
  });
});

describe("an instant", () => {
  it("says the time on the wall with its offset", () => {
    expect(toInstant(Date.parse("2022-02-09T02:20:01Z"), 480)).toBe("2022-02-09T10:20:01.000+08:00");
    expect(toInstant(Date.parse("2022-02-09T02:20:01Z"), -210)).toBe("2022-02-08T22:50:01.000-03:30");
  });
});

describe("a batch", () => {
  it("puts photos last and never exceeds what the line bears", () => {
    const queue = pushOrder([item(1, MOST_BYTES), item(3), item(2)]);
    expect(queue.map(({ id }) => id)).toEqual(["2", "3", "1"]);
    expect(firstBatch(queue, 500).map(({ id }) => id)).toEqual(["2", "3"]);
  });

  it("puts a move after the evidence it may need, and other reports before both", () => {
    const of = (seq: number, kind: string, subject: string, photo = 0): Item => ({ ...item(seq, photo), report: { ...item(seq).report, kind, subject } });
    const queue = pushOrder([of(1, "evidence", "a", 9), of(2, "move", "a"), of(3, "move", "b"), of(4, "inspection", "S")]);
    expect(queue.map(({ id }) => id)).toEqual(["3", "4", "1", "2"]);
  });

  it("takes a report that is too heavy alone", () => {
    expect(firstBatch([item(1, 2 * MOST_BYTES), item(2)], 500)).toHaveLength(1);
  });

  it("holds at most as many as are asked for", () => {
    expect(firstBatch(Array.from({ length: 900 }, (_, seq) => item(seq)), 500)).toHaveLength(500);
  });
});

describe("waiting after a failure", () => {
  it("doubles up to five minutes, spread over half as long again", () => {
    expect([1, 2, 3, 30].map((failures) => waitAfter(failures, null, 0))).toEqual([2000, 4000, 8000, 300_000]);
    expect(waitAfter(30, null, 0.999)).toBeLessThanOrEqual(450_000);
  });

  it("never is shorter than the server asks", () => {
    expect(waitAfter(1, 30, 0)).toBe(30_000);
    expect(waitAfter(1, 900, 0)).toBe(900_000);
    expect(waitAfter(3, 30, 0)).toBe(120_000);
  });

  it("reads seconds and dates", () => {
    expect(readRetryAfter("12", 0)).toBe(12);
    expect(readRetryAfter("Wed, 09 Feb 2022 02:00:30 GMT", START)).toBe(30);
    expect(readRetryAfter("soon", 0)).toBeNull();
  });
});

describe("doors", () => {
  it("come by need: due, then priority, then people in need", () => {
    expect(codes(byNeed(DOORS))).toEqual(["HH-002", "HH-003", "HH-001", "HH-004"]);
  });

  it("come by route: always the nearest next", () => {
    const route = byRoute(DOORS, { lat: DOORS[3]!.household.lat!, lon: DOORS[3]!.household.lon! });
    expect(codes(route)[0]).toBe("HH-004");
    expect(new Set(codes(route)).size).toBe(4);
  });

  it("without a place stand at the end of the route", () => {
    const lost = { ...DOORS[0]!, household: { ...DOORS[0]!.household, lat: null, lon: null } };
    expect(codes(byRoute([lost, ...DOORS.slice(1)], null)).at(-1)).toBe("HH-001");
  });

  it("are measured in metres", () => {
    expect(metres({ lat: 23, lon: 106 }, { lat: 23.001, lon: 106 })).toBeCloseTo(111.2, 0);
  });

  it("give the nearest due one as the next, without the one just visited", () => {
    expect(nextDoor(DOORS, DOORS[0]!)?.household.code).toBe("HH-002");
    expect(nextDoor(DOORS, null)?.household.code).toBe("HH-002");
    expect(nextDoor([], null)).toBeNull();
  });

  it("held by somebody else are not due, until the lease ends", () => {
    const lease = { holder: "R-LI", holder_name: "李玉兰", lease_until: "2022-02-09T03:00:00Z" };
    const held = { ...HELD, targets: [target(1, lease)] };
    expect(doorsOf(held, [], "R-NONG", START)[0]!.due).toBe(false);
    expect(doorsOf(held, [], "R-LI", START)[0]!.due).toBe(true);
    expect(doorsOf(held, [], "R-NONG", START + 3_600_001)[0]!.due).toBe(true);
  });

  it("are due again after the time of the campaign", () => {
    const away = target(1, { outcome: "not_home", not_home: 1, asked: 1, occurred_at: "2022-02-09T01:00:00Z" });
    const [door] = doorsOf({ ...HELD, targets: [away] }, [], "R-NONG", START);
    expect(door).toMatchObject({ due: false, again: Date.parse("2022-02-09T03:00:00Z"), group: "not_home" });
    expect(isUnder(door!, "later")).toBe(true);
    expect(doorsOf({ ...HELD, targets: [away] }, [], "R-NONG", START + 3_600_000)[0]!.due).toBe(true);
  });

  it("are found by parts of code and address", () => {
    expect(codes(matching(DOORS, "hh-00 屯2"))).toEqual(["HH-002"]);
    expect(matching(DOORS, "  ")).toHaveLength(4);
  });
});

describe("coverage", () => {
  it("counts every task once and fills the bar", () => {
    const coverage = coverageOf(DOORS);
    expect(coverage).toMatchObject({ total: 4, counts: { reached: 1, to_do: 3 } });
    expect(barOf(coverage, 100).reduce((sum, part) => sum + part.width, 0)).toBeCloseTo(100);
  });

  it("says neither all nor nothing before it is so", () => {
    expect([percent(0, 9), percent(1, 900), percent(899, 900), percent(9, 9), percent(0, 0)]).toEqual([0, 1, 99, 100, 0]);
  });
});

describe("small things", () => {
  it("an enrolment code is read from an address or as typed", () => {
    expect(enrolCode("https://fx.example/field/#enrol=AB%2D12")).toBe("AB-12");
    expect(enrolCode(" AB-12 ")).toBe("AB-12");
  });

  it("a stranger's page is no answer", () => {
    expect(readAnswers("<html>")).toBeNull();
    expect(readAnswers({ answers: [{ id: "1", result: "lost" }, { id: "2", result: "accepted" }] })).toHaveLength(1);
  });

  it("photos shrink step by step and are never enlarged", () => {
    expect(fitted(4000, 3000, 1600)).toEqual([1600, 1200]);
    expect(fitted(300, 200, 1600)).toEqual([300, 200]);
    expect(ATTEMPTS.at(-1)).toEqual({ edge: 480, quality: 0.5 });
  });

  it("the running shift comes before the next", () => {
    const shift = (from: string, until: string) => ({ post: "p", role: "r", place: from, starts_at: from, ends_at: until, crew: 1 });
    const [early, late] = [shift("2022-02-09T00:00:00Z", "2022-02-09T08:00:00Z"), shift("2022-02-09T08:00:00Z", "2022-02-09T16:00:00Z")];
    expect(shiftAt([late, early], START)).toEqual({ shift: early, running: true });
    expect(shiftAt([late], START)).toEqual({ shift: late, running: false });
    expect(shiftAt([], START)).toBeNull();
  });
});
