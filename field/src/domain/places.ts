// Places to inspect: what this phone has seen there laid over what was pulled, the round first and in its order.

import { findingCode, linesOf } from "./inspection";
import { msOf, type Instant } from "./instant";
import { metres, type Point } from "./order";
import { asBorn, isOpen, type Item } from "./report";

export interface HeldFinding {
  code: string;
  line: string;
  checklist: string;
  title: string;
  remark: string;
  state: string;
  found_at: Instant;
  due_at: Instant | null;
  /** Whoever holds the phone put it right, and does not judge it. */
  own: boolean;
}

export interface HeldPlace {
  code: string;
  name: string;
  kind: string;
  area: string;
  address: string;
  lat: number | null;
  lon: number | null;
  checklists: string[];
  in_round: boolean;
  reasons: string[];
  looked_at: Instant | null;
  findings: HeldFinding[];
}

/** A finding as this phone knows it; `here` is what was said of it on this phone and the server does not show yet. */
export interface Finding extends HeldFinding {
  here: "" | "found" | "closed" | "returned" | "remedied";
}

/** A place as this phone knows it. */
export interface Place {
  held: HeldPlace;
  findings: Finding[];
  lookedAt: number | null;
  /** It was looked at on this phone, and the server does not show it yet. */
  waiting: boolean;
}

const OPEN = "open";
const REMEDIED = "remedied";

/** A finding may be judged now: put right, by somebody else. */
export function isJudged(finding: Finding): boolean {
  return finding.state === REMEDIED && !finding.own && finding.here !== "closed";
}

/** Findings that still run: those a line of the checklist looks at again. */
export function running(findings: readonly Finding[]): Finding[] {
  return findings.filter(({ here }) => here !== "closed");
}

function decided(findings: Map<string, Finding>, code: string, result: string, remark: string): void {
  const known = findings.get(code);
  if (!known || result === "not_seen" || !isJudged(known)) return;
  findings.set(code, result === "ok" ? { ...known, here: "closed" } : { ...known, state: OPEN, here: "returned", remark: remark || known.remark });
}

/** What one inspection says, laid over the findings of its place. */
function lay(findings: Map<string, Finding>, { report }: Item): void {
  linesOf(report.body).forEach(({ line, result, remark = "", finding }, position) => {
    if (finding) return decided(findings, finding, result, remark);
    if (result !== "failed") return;
    const code = findingCode(report.id, position);
    if (findings.has(code)) return;
    const checklist = String(report.body["checklist"] ?? "");
    findings.set(code, {
      ...{ code, line, checklist, title: "", remark, state: OPEN, own: false, here: "found" },
      found_at: report.occurred_at,
      due_at: null,
    });
  });
}

function place(held: HeldPlace, looks: readonly Item[], remedied: ReadonlySet<string>): Place {
  const findings = new Map<string, Finding>(
    held.findings.map((one) => [
      one.code,
      one.state === OPEN && remedied.has(one.code) ? { ...one, state: REMEDIED, own: true, here: "remedied" } : { ...one, here: "" },
    ]),
  );
  for (const look of looks) lay(findings, look);
  const times = [msOf(held.looked_at), ...looks.map(({ report }) => msOf(report.occurred_at))].filter((at) => at !== null);
  return {
    held,
    findings: [...findings.values()],
    lookedAt: times.length > 0 ? Math.max(...times) : null,
    waiting: looks.length > 0,
  };
}

/** All places held, in the order in which they were pulled. */
export function placesOf(held: readonly HeldPlace[], reports: readonly Item[]): Place[] {
  const open = asBorn(reports.filter(isOpen));
  const looks = new Map<string, Item[]>();
  const remedied = new Set<string>();
  for (const one of open) {
    const { kind, subject, body } = one.report;
    if (kind === "inspection") looks.set(subject, [...(looks.get(subject) ?? []), one]);
    if (kind === "move" && body["move"] === "remedy") remedied.add(subject);
  }
  return held.map((one) => place(one, looks.get(one.code) ?? [], remedied));
}

/** The stop of the round to go to next: the first one that was not looked at on this phone since it was pulled. */
export function nextStop(places: readonly Place[]): Place | null {
  return places.find(({ held, waiting }) => held.in_round && !waiting) ?? null;
}

/** The weightiest reasons for which a place is in the round; that nobody has looked yet is said beside it anyway. */
export function reasonsOf({ reasons }: Pick<HeldPlace, "reasons">): string[] {
  return reasons.filter((reason) => reason !== "never").slice(0, 3);
}

/** Metres from where somebody is to a place, where both are known. */
export function awayFrom(here: Point | null, { lat, lon }: Pick<HeldPlace, "lat" | "lon">): number | null {
  return here && lat !== null && lon !== null ? metres(here, { lat, lon }) : null;
}

/** Those whose name, address or code holds what was typed. */
export function placesMatching(places: readonly Place[], query: string): Place[] {
  const wanted = query.trim().toLowerCase();
  if (!wanted) return [...places];
  return places.filter(({ held }) => [held.name, held.address, held.code].some((text) => text.toLowerCase().includes(wanted)));
}
