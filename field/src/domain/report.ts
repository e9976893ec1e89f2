// A report: one fact from the field, and what has become of it on this phone.

import type { Instant } from "./instant";

export type Body = Record<string, unknown>;

export interface Report {
  id: string;
  kind: string;
  form_version: number;
  area: string;
  subject: string;
  occurred_at: Instant;
  device_seq: number;
  body: Body;
}

/** What goes over the line: a report of an earlier enrolment says which. */
export type Sent = Report & { device?: string };

/**
 * waiting: not known to be on the server. sent: the server has it. refused: the server keeps it with its reason, or, with
 * `here`, could not read it, so that this phone keeps it. settled: a supervisor has decided on a refused one.
 */
export type State = "waiting" | "sent" | "refused" | "settled";

export interface Item {
  id: string;
  report: Report;
  /** The enrolment the report was born under; `device_seq` counts within it. */
  device: string;
  /** Whose it is; nobody else ever pushes it. */
  owner: string;
  state: State;
  born_at: number;
  /** It has been put on the line at least once, so it can no longer be taken back. */
  tried: boolean;
  /** A pull has answered since the server took it, so what is held knows it. */
  pulled: boolean;
  answered_at: number | null;
  code: string;
  sentence: string;
  here: boolean;
  settlement: "" | "accepted" | "discarded";
  /** What a list shows of it without looking it up: a household's code and address. */
  about: string;
  /** Length of a photo kept beside it. */
  photo: number;
  /** The lot of the document it speaks of, kept when the document itself is let go. */
  mark?: string;
}

/** How long a new report stays on the phone so that it can still be taken back. */
export const UNDO_MS = 5_000;

/** Whether a waiting report may still be taken back. */
export function canUndo(item: Item): boolean {
  return item.state === "waiting" && !item.tried;
}

/** Whether a waiting report is due to go on the line: when it can no longer be taken back, or when somebody asks. */
export function isDue(item: Item, now: number, asked: boolean): boolean {
  const past = now >= item.born_at + UNDO_MS || now < item.born_at;
  return item.state === "waiting" && (asked || item.tried || past);
}

/** What this phone must keep whatever happens: the server does not have it. */
export function mustStay(item: Item): boolean {
  return item.state === "waiting" || (item.state === "refused" && item.here);
}

/** In the order in which they were born. */
export function asBorn(items: readonly Item[]): Item[] {
  return [...items].sort((a, b) => a.born_at - b.born_at || a.report.device_seq - b.report.device_seq);
}

/** What it says is not yet part of what was pulled. */
export function isOpen({ state, pulled }: Item): boolean {
  return state === "waiting" || (state === "sent" && !pulled);
}

/** A person within an incident: to whom reports on this phone belong. */
export function ownerOf(incident: string, person: string): string {
  return `${incident}/${person}`;
}
