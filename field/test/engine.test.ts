// The engine: one round at a time on the whole phone, the next at the right moment.

import { beforeEach, describe, expect, it } from "vitest";
import { alone } from "../src/sync/alone";
import { Engine, EVERY_MS, type OneAtATime } from "../src/sync/engine";
import { Bench } from "./bench";

let bench: Bench;
let due: { work: () => void; ms: number } | null;

function engine(oneAtATime: OneAtATime = async (work) => work().then(() => true)): Engine {
  return new Engine({
    line: bench.line,
    alone: oneAtATime,
    timers: { set: (work, ms) => (due = { work, ms }), clear: () => (due = null) },
    random: () => 0,
    changed: () => undefined,
    told: () => undefined,
  });
}

beforeEach(async () => {
  bench = await Bench.set();
  due = null;
  await bench.enrol();
});

describe("the engine", () => {
  it("asks again by and by when all is well", async () => {
    const running = engine();
    await running.now();
    expect(running.status).toMatchObject({ trouble: null, okAt: bench.at, running: false });
    expect(due?.ms).toBe(EVERY_MS);
  });

  it("sends a new report once it can no longer be taken back", async () => {
    const running = engine();
    await running.now();
    await bench.visit(1);
    running.soon();
    expect(due?.ms).toBe(5_050);
    bench.pass(due!.ms);
    await running.now();
    expect(bench.arrived).toEqual(["k7/HH-001 met"]);
  });

  it("does not put off a report born during a round", async () => {
    const running = engine();
    bench.server.fault = () => {
      running.soon();
      return null;
    };
    await running.now();
    expect(due?.ms).toBe(5_050);
  });

  it("waits longer after every failure, and starts anew after a success", async () => {
    const running = engine();
    bench.server.fault = () => "drop";
    const waits = [];
    for (let time = 0; time < 3; time++) {
      await running.now();
      waits.push(due?.ms);
    }
    expect(waits).toEqual([2_000, 4_000, 8_000]);
    bench.server.fault = () => null;
    await running.now();
    expect(running.status.trouble).toBeNull();
    bench.server.fault = () => "drop";
    await running.now();
    expect(due?.ms).toBe(2_000);
  });

  it("sends nothing to a busy server before its time, whoever asks", async () => {
    const running = engine();
    bench.server.fault = () => ({ status: 503, data: {}, headers: { "Retry-After": "30" } });
    await running.now();
    const asked = bench.server.requests.length;
    await running.now();
    expect(bench.server.requests.length).toBe(asked);
    bench.pass(30_001);
    await running.now();
    expect(bench.server.requests.length).toBe(asked + 1);
  });

  it("runs one round at a time, and once more for who came meanwhile", async () => {
    const running = engine();
    await Promise.all([running.now(), running.now(), running.now()]);
    expect(bench.server.requests.filter((request) => request === "GET pull")).toHaveLength(2);
  });

  it("leaves the line to another window that is at it, and looks again soon", async () => {
    const running = engine(async () => false);
    await running.now();
    expect(bench.server.requests).toEqual(["POST enrol"]);
    expect(due?.ms).toBe(5_000);
  });
});

describe("one window at a time", () => {
  it("holds across windows by the browser's lock", async () => {
    let held = false;
    const locks = {
      request: async (_: string, __: object, work: (lock: object | null) => Promise<boolean>) => {
        if (held) return work(null);
        held = true;
        return work({}).finally(() => (held = false));
      },
    } as unknown as LockManager;
    const [one, other] = [alone(locks), alone(locks)];
    let release = (): void => undefined;
    const first = one(() => new Promise((done) => (release = done)));
    expect(await other(async () => undefined)).toBe(false);
    release();
    expect(await first).toBe(true);
    expect(await other(async () => undefined)).toBe(true);
  });
});
