// A phone on the test bench: a database of its own, a clock that is moved by hand, a server in memory.

import "fake-indexeddb/auto";
import { Api } from "../src/net/api";
import { openDatabase, storeOf, type Draft, type Store } from "../src/store";
import type { Step } from "../src/store/schema";
import { enrol } from "../src/sync/joining";
import type { Line } from "../src/sync/push";
import { round } from "../src/sync/round";
import type { FakeServer } from "./fake-server";
import { GRID, START, village } from "./samples";

let names = 0;

export class Bench {
  at = START;
  readonly name = `bench-${++names}`;
  server: FakeServer = village(() => this.at);
  store!: Store;
  line!: Line;
  private chance = 1;

  static async set(steps?: readonly Step[]): Promise<Bench> {
    const bench = new Bench();
    await bench.open(steps);
    return bench;
  }

  /** Open the database; closed and opened again, it is the same phone switched on anew. */
  async open(steps?: readonly Step[]): Promise<void> {
    const db = await openDatabase({ name: this.name, ...(steps ? { steps } : {}) });
    this.store = storeOf(db, { now: () => this.at, random: (bytes) => this.random(bytes) });
    this.line = { api: new Api(this.server.fetch), store: this.store, language: () => "en" };
  }

  close(): void {
    this.store.close();
  }

  private random(bytes: number): Uint8Array {
    return Uint8Array.from({ length: bytes }, () => (this.chance = (this.chance * 48271) % 2147483647) % 256);
  }

  pass(ms: number): void {
    this.at += ms;
  }

  async enrol(code = "NONG"): Promise<void> {
    const outcome = await enrol(code, "bench", this.line);
    if (outcome.kind !== "enrolled") throw new Error(outcome.kind);
  }

  visit(number: number, outcome = "met", more: Partial<Draft> = {}): ReturnType<Store["record"]> {
    const code = `HH-${String(number).padStart(3, "0")}`;
    this.pass(1000);
    return this.store.record({
      kind: "visit",
      form_version: 1,
      area: GRID.code,
      subject: `k7/${code}`,
      body: { outcome },
      about: code,
      household: code,
      ...more,
    });
  }

  /** A round of the line, once nothing can be taken back any more. */
  async round(): Promise<Awaited<ReturnType<typeof round>>> {
    this.pass(10_000);
    return round(this.line, { changed: () => undefined, asked: false });
  }

  async states(owner = "debao/R-NONG"): Promise<string[]> {
    return (await this.store.reportsOf(owner)).reverse().map((item) => item.state);
  }

  get arrived(): string[] {
    return [...this.server.log.values()].map((report) => `${report.subject} ${String(report.body["outcome"])}`).sort();
  }
}
