// Items on the phone: what waits on it laid over what was pulled, the most urgent first.

import { afterAll, allowed, type Flow, type Move, type Step } from "./flow";
import { msOf, type Instant } from "./instant";
import { asBorn, isOpen, type Item } from "./report";

/** One thing a directive asks to be reported back; `value` is what the system knows already. */
export interface Question {
  name: string;
  label: string;
  type: string;
  choices: string[];
  required: boolean;
  value: string | number | boolean | null;
}

export interface ItemLine {
  at: Instant;
  person_name: string;
  label: string;
  text: string;
}

export interface HeldItem {
  code: string;
  kind: string;
  title: string;
  text: string;
  area: string;
  place: string;
  subject: string;
  severity: number;
  state: string;
  state_since: Instant;
  holder_name: string;
  made_by_name: string;
  made_at: Instant;
  deadline_at: Instant | null;
  due_at: Instant | null;
  standing: string[];
  moved_last: boolean;
  evidence: number;
  lines: ItemLine[];
  form: Question[];
}

export type Urgency = "late" | "soon" | "";

/** An item as this phone knows it. */
export interface OwnItem {
  held: HeldItem;
  flow: Flow;
  state: string;
  evidence: number;
  moves: Move[];
  due: number | null;
  urgency: Urgency;
  /** Something said of it is still on this phone. */
  waiting: boolean;
  /** Something said of it was refused. */
  refused: boolean;
  /** Whoever holds the phone did it and now confirms it, or sends it back. */
  confirms: boolean;
}

/** As the server's lists have it: due within an hour is soon. */
export const SOON_MS = 3_600_000;

const NO_FLOW: Flow = { name: "", states: {}, ended: [], moves: [] };

/** Needs that a phone can meet; a move that needs more is made on the item's page. */
const MET = ["reason", "evidence"];

/** What a report says of an item. */
function stepOf({ report }: Item): Step[] {
  if (report.kind === "evidence") return [{ kind: "evidence" }];
  if (report.kind !== "move") return [];
  return [{ kind: "move", move: String(report.body["move"] ?? ""), reason: String(report.body["reason"] ?? "") }];
}

/** Reports by the code of the item they speak of, as they were born. */
export function reportsByItem(reports: readonly Item[]): Map<string, Item[]> {
  const found = new Map<string, Item[]>();
  for (const one of asBorn(reports)) {
    if (stepOf(one).length === 0) continue;
    found.set(one.report.subject, [...(found.get(one.report.subject) ?? []), one]);
  }
  return found;
}

export function urgencyOf(due: number | null, now: number): Urgency {
  if (due === null) return "";
  if (due <= now) return "late";
  return due - now <= SOON_MS ? "soon" : "";
}

function ownItem(held: HeldItem, flow: Flow, reports: readonly Item[], now: number): OwnItem {
  const open = reports.filter(isOpen);
  const where = afterAll(flow, held.standing, held, open.flatMap(stepOf));
  const moves = allowed(flow, held.standing, where).filter(({ needs }) => needs.every((need) => MET.includes(need)));
  const moved = open.some(({ report }) => report.kind === "move") && where.state !== held.state;
  // The clock of a state that begins here is the server's to say; until then its own deadline stands.
  const due = flow.ended.includes(where.state) ? null : msOf(moved ? held.deadline_at : held.due_at);
  return {
    held,
    flow,
    state: where.state,
    evidence: where.evidence,
    moves,
    due,
    urgency: moves.length > 0 ? urgencyOf(due, now) : "",
    waiting: open.length > 0,
    refused: reports.some(({ state }) => state === "refused"),
    confirms: !held.standing.includes("holder"),
  };
}

/** All items held, as they stand now: those with something to do first, then by when they are due and how grave. */
export function ownItems(held: readonly HeldItem[], flows: Record<string, Flow>, reports: readonly Item[], now: number): OwnItem[] {
  const said = reportsByItem(reports);
  return held
    .map((one) => ownItem(one, flows[one.kind] ?? NO_FLOW, said.get(one.code) ?? [], now))
    .sort(
      (a, b) =>
        Number(a.moves.length === 0) - Number(b.moves.length === 0) ||
        (a.due ?? Infinity) - (b.due ?? Infinity) ||
        b.held.severity - a.held.severity ||
        (a.held.code < b.held.code ? -1 : 1),
    );
}

/** How many are late or due soon. */
export function pressing(items: readonly OwnItem[]): number {
  return items.filter(({ urgency }) => urgency !== "").length;
}

/** The move of one touch in a list: the first one out of the first state, when it needs nothing. */
export function quickMove({ flow, state, moves }: OwnItem): Move | null {
  const [first] = moves;
  return first && first.needs.length === 0 && state === Object.keys(flow.states)[0] ? first : null;
}

/** The likeliest move: the one of one touch, else the one that leads furthest; what takes something back never is. */
export function mainMove(item: OwnItem): Move | undefined {
  return quickMove(item) ?? item.moves.filter(({ needs }) => !needs.includes("reason")).at(-1);
}

/** The word of a move, by the kind of its item where that is held, else by any flow that has it. */
export function moveWord(code: string, kind: string | undefined, flows: Record<string, Flow>): string {
  const own = kind ? flows[kind] : undefined;
  for (const flow of own ? [own] : Object.values(flows)) {
    const found = flow.moves.find((move) => move.code === code);
    if (found) return found.label;
  }
  return code;
}
