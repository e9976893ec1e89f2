// The engine of the line: one round at a time, on this phone as a whole, and the next one at the right moment.

import { waitAfter } from "../domain/backoff";
import { UNDO_MS } from "../domain/report";
import type { Line } from "./push";
import { round } from "./round";
import { QUIET, trouble, type Outcome, type Status } from "./status";

/** Run something unless another window of this app already does; false when it does. */
export type OneAtATime = (work: () => Promise<void>) => Promise<boolean>;

export interface Timers {
  set(work: () => void, ms: number): unknown;
  clear(timer: unknown): void;
}

export interface Parts {
  line: Line;
  alone: OneAtATime;
  timers: Timers;
  random: () => number;
  /** Told when what is kept has changed. */
  changed: () => void;
  /** Told when the status has changed. */
  told: (status: Status) => void;
}

/** How long a quiet phone waits before it asks again. */
export const EVERY_MS = 60_000;

/** How soon it looks again while another window is sending. */
const OTHER_MS = 5_000;

export class Engine {
  status: Status = QUIET;
  private failures = 0;
  private timer: unknown = null;
  private again = false;
  private asked = false;
  /** When the newest report becomes due. */
  private soonAt = 0;
  private running = false;

  constructor(private readonly parts: Parts) {}

  /** After a report was born: as soon as it can no longer be taken back. */
  soon(): void {
    this.soonAt = this.parts.line.store.now() + UNDO_MS + 50;
    if (!this.running && this.status.trouble !== "busy") this.after(UNDO_MS + 50);
  }

  /**
   * Something suggests that a round may succeed now. While the server has asked to wait, nothing is sent, whoever asks;
   * after other trouble a sign of a line, or a person, may try at once. `asked`: a person pressed for it.
   */
  async now(asked = false): Promise<void> {
    const { trouble, nextAt } = this.status;
    if (trouble === "busy" && nextAt !== null && nextAt > this.parts.line.store.now()) return;
    this.asked ||= asked;
    if (this.running) {
      this.again = true;
      return;
    }
    this.running = true;
    try {
      await this.rounds();
    } finally {
      this.running = false;
    }
  }

  stop(): void {
    this.parts.timers.clear(this.timer);
  }

  private async rounds(): Promise<void> {
    do {
      this.again = false;
      let outcome: Outcome | null = null;
      this.tell({ running: true });
      const ran = await this.parts.alone(async () => {
        outcome = await this.guarded();
      });
      this.conclude(ran ? outcome : null);
    } while (this.again && this.status.trouble === null);
  }

  private async guarded(): Promise<Outcome> {
    try {
      const { asked } = this;
      this.asked = false;
      return await round(this.parts.line, { changed: this.parts.changed, asked });
    } catch (error) {
      console.warn(error);
      return trouble("error");
    }
  }

  /** `null`: another window is at it. */
  private conclude(outcome: Outcome | null): void {
    const now = this.parts.line.store.now();
    let wait = outcome === null ? OTHER_MS : EVERY_MS;
    if (outcome?.kind === "trouble") {
      this.failures += 1;
      wait = waitAfter(this.failures, outcome.retryAfter, this.parts.random());
      this.tell({ running: false, trouble: outcome.why, nextAt: now + wait, sentence: outcome.sentence });
    } else {
      this.failures = 0;
      const okAt = outcome?.kind === "done" ? now : this.status.okAt;
      this.tell({ running: false, trouble: null, nextAt: null, sentence: "", okAt });
    }
    const soon = this.soonAt > now && this.status.trouble !== "busy" ? this.soonAt - now : Infinity;
    this.after(Math.min(wait, soon));
    this.parts.changed();
  }

  private after(ms: number): void {
    this.parts.timers.clear(this.timer);
    this.timer = this.parts.timers.set(() => {
      this.timer = null;
      void this.now();
    }, ms);
  }

  private tell(part: Partial<Status>): void {
    this.status = { ...this.status, ...part };
    this.parts.told(this.status);
  }
}
