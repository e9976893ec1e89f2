// An inspection that is being made: a line for each thing seen, and what becomes of it when it is recorded.

import type { Checklist } from "./checklists";
import type { HeldFinding } from "./places";
import type { Body } from "./report";

export type Result = "ok" | "failed" | "not_seen";

/** In the order of the buttons. */
export const RESULTS: readonly Result[] = ["ok", "failed", "not_seen"];

/** The most a remark may hold. */
export const MOST_REMARK = 500;

/** One line as it has been judged so far; kept on the phone until the inspection is recorded. */
export interface DraftLine {
  /** Whose it is; nobody else sees it. */
  owner: string;
  place: string;
  checklist: string;
  line: string;
  result: Result;
  remark: string;
  /** Base64 of JPEGs. */
  photos: string[];
  /** The place's own words, for a draft that outlives what was pulled. */
  name: string;
  area: string;
  at: number;
}

type Which = Pick<DraftLine, "place" | "checklist" | "line">;

/** What a screen knows of a line, and what it changes of it. */
export type Judged = Omit<DraftLine, "owner" | "at" | "result" | "remark" | "photos"> & Partial<DraftLine>;

export function isSameLine(one: Which, other: Which): boolean {
  return one.place === other.place && one.checklist === other.checklist && one.line === other.line;
}

/** A line as it stands once something of it has changed. */
export function judgedLine(drafts: readonly DraftLine[], line: Judged & Pick<DraftLine, "owner" | "at">): DraftLine {
  const before = drafts.find((one) => isSameLine(one, line));
  return { result: "not_seen", remark: "", photos: [], ...before, ...line };
}

export interface SeenLine {
  line: string;
  result: Result;
  remark?: string;
  finding?: string;
}

/** Where the inspector stood, for those who let it be known. */
export interface Stand {
  lat_e5: number;
  lon_e5: number;
  accuracy_m: number;
}

/** The code of the finding that a line of a report opens; `position` is its place in the report, from 0. */
export function findingCode(report: string, position: number): string {
  return `finding-${report.replaceAll("-", "")}-${String(position).padStart(2, "0")}`;
}

export interface Progress {
  judged: number;
  total: number;
  failed: number;
  /** Something was judged, so that it can be recorded. */
  ready: boolean;
}

export function progressOf(checklist: Checklist, drafts: readonly DraftLine[]): Progress {
  const known = new Set(checklist.lines.map(({ code }) => code));
  const judged = drafts.filter(({ line }) => known.has(line));
  return {
    judged: judged.length,
    total: checklist.lines.length,
    failed: judged.filter(({ result }) => result === "failed").length,
    ready: judged.some(({ result }) => result !== "not_seen"),
  };
}

/** The lines judged, in the order of the checklist. */
export function inOrder(checklist: Checklist, drafts: readonly DraftLine[]): DraftLine[] {
  const byLine = new Map(drafts.map((one) => [one.line, one]));
  return checklist.lines.flatMap(({ code }) => byLine.get(code) ?? []);
}

/**
 * The body of the report. A line with a finding that still runs there looks at that one again and opens no second.
 */
export function inspectionBody(
  checklist: Checklist,
  drafts: readonly DraftLine[],
  running: readonly HeldFinding[],
  note: string,
  stand: Stand | null,
): Body {
  const findings = new Map(running.filter((one) => one.checklist === checklist.checklist).map(({ line, code }) => [line, code]));
  const lines = inOrder(checklist, drafts).map(({ line, result, remark }) => seen(line, result, remark, findings.get(line)));
  return { checklist: checklist.checklist, lines, ...(note.trim() ? { note: note.trim() } : {}), ...(stand ?? {}) };
}

/** The body of a report that looks at one finding again. */
export function lookedAgainBody(finding: HeldFinding, result: Result, remark: string): Body {
  return { checklist: finding.checklist, lines: [seen(finding.line, result, remark, finding.code)] };
}

function seen(line: string, result: Result, remark: string, finding: string | undefined): SeenLine {
  const said = remark.trim();
  return { line, result, ...(said ? { remark: said } : {}), ...(finding ? { finding } : {}) };
}

/** The version of the form that a body is of: the second one says where the inspector stood. */
export function inspectionVersion(stand: Stand | null): number {
  return stand ? 2 : 1;
}

/** Degrees as the contract has them. */
export function standOf(lat: number, lon: number, accuracy: number): Stand {
  return { lat_e5: Math.round(lat * 100_000), lon_e5: Math.round(lon * 100_000), accuracy_m: Math.min(100_000, Math.max(0, Math.round(accuracy))) };
}

/** The lines of a report's body, if it is an inspection's. */
export function linesOf(body: Body): SeenLine[] {
  return Array.isArray(body["lines"]) ? (body["lines"] as SeenLine[]) : [];
}
