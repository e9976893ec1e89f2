// How the line stands: what a person needs to know about sending, in one small object.

export type Trouble = "offline" | "busy" | "error" | "full" | "charge_ended";

export interface Status {
  running: boolean;
  /** The last time everything went through. */
  okAt: number | null;
  trouble: Trouble | null;
  /** When the next attempt is made after trouble. */
  nextAt: number | null;
  /** The sentence the server gave with its refusal. */
  sentence: string;
}

export const QUIET: Status = { running: false, okAt: null, trouble: null, nextAt: null, sentence: "" };

/** How a push, a pull or a whole round went. */
export type Outcome =
  | { kind: "done" }
  | { kind: "nobody" }
  | { kind: "ended" }
  | { kind: "trouble"; why: Trouble; retryAfter: number | null; sentence: string };

export const DONE: Outcome = { kind: "done" };

export function trouble(why: Trouble, retryAfter: number | null = null, sentence = ""): Outcome {
  return { kind: "trouble", why, retryAfter, sentence };
}
