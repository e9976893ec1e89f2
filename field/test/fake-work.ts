// What the server in memory makes of moves, evidence and inspections: the items and places as they then stand.

import { after, type Flow, type Step, type Where } from "../src/domain/flow";
import { findingCode, linesOf } from "../src/domain/inspection";
import type { HeldItem } from "../src/domain/items";
import type { HeldPlace } from "../src/domain/places";
import type { Sent } from "../src/domain/report";

function stepOf({ kind, body }: Sent): Step {
  if (kind === "evidence") return { kind };
  return { kind: "move", move: String(body["move"]), reason: String(body["reason"] ?? "") };
}

/** Items with what was said of them; those that have ended are given no more. */
export function itemsAfter(items: readonly HeldItem[], flows: Record<string, Flow>, said: readonly Sent[], now: number): HeldItem[] {
  const at = new Date(now).toISOString();
  return items.flatMap((item) => {
    const flow = flows[item.kind]!;
    let where: Where = item;
    for (const one of said) {
      if (one.subject !== item.code) continue;
      where = after(flow, item.standing, where, stepOf(one)) ?? where;
    }
    const moved = where.state === item.state ? {} : { state_since: at, due_at: item.deadline_at };
    return flow.ended.includes(where.state) ? [] : [{ ...item, ...moved, ...where }];
  });
}

/** Places with what was seen there: failed lines are findings, those looked at again are open or gone. */
export function placesAfter(places: readonly HeldPlace[], said: readonly Sent[]): HeldPlace[] {
  return places.map((place) => {
    const looks = said.filter(({ kind, subject }) => kind === "inspection" && subject === place.code);
    return looks.reduce(seen, place);
  });
}

function seen(place: HeldPlace, { id, body, occurred_at }: Sent): HeldPlace {
  let findings = place.findings;
  linesOf(body).forEach(({ line, result, remark = "", finding }, position) => {
    if (finding && result === "ok") findings = findings.filter(({ code }) => code !== finding);
    if (finding && result === "failed") findings = findings.map((one) => (one.code === finding ? { ...one, state: "open", remark } : one));
    if (finding || result !== "failed") return;
    const checklist = String(body["checklist"]);
    const found = { code: findingCode(id, position), line, checklist, title: line, remark, state: "open", own: false };
    findings = [...findings, { ...found, found_at: occurred_at, due_at: occurred_at }];
  });
  return { ...place, findings, looked_at: occurred_at };
}
