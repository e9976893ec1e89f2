// State per target: the latest report by (occurred_at, id) wins; every report counts once as having been asked.

import { msOf, type Instant } from "./instant";

export interface Stamp {
  id: string;
  occurred_at: Instant;
}

export interface Visit extends Stamp {
  outcome: string;
}

export interface Standing {
  outcome: string;
  occurred_at: Instant | null;
  report: string | null;
  asked: number;
  not_home: number;
}

export const NOTHING: Standing = { outcome: "", occurred_at: null, report: null, asked: 0, not_home: 0 };

/** Whether a report comes after the one a state rests on. */
export function isLater(report: Stamp, at: Instant | null, id: string | null): boolean {
  const before = msOf(at);
  if (before === null) return true;
  const after = msOf(report.occurred_at) ?? 0;
  return after !== before ? after > before : report.id > (id ?? "");
}

/** A state with one more report, whatever the order they come in. */
export function withReport<S extends Standing>(state: S, report: Visit): S {
  const counted = {
    ...state,
    asked: state.asked + 1,
    not_home: state.not_home + (report.outcome === "not_home" ? 1 : 0),
  };
  if (!isLater(report, state.occurred_at, state.report)) return counted;
  return { ...counted, outcome: report.outcome, occurred_at: report.occurred_at, report: report.id };
}

/** A state with several reports laid over it; one that came twice counts once. */
export function overlay<S extends Standing>(state: S, reports: Iterable<Visit>): S {
  const seen = new Set<string>();
  let laid = state;
  for (const report of reports) {
    if (seen.has(report.id)) continue;
    seen.add(report.id);
    laid = withReport(laid, report);
  }
  return laid;
}
