// The reports by which an item is moved on, shown and looked at again.

import { formOf } from "./forms";
import { findingCode, inspectionVersion, linesOf, lookedAgainBody, type DraftLine, type Result, type Stand } from "./inspection";
import type { HeldItem } from "./items";
import type { Finding, HeldPlace } from "./places";
import type { Body } from "./report";

/** What a report says of itself before it is born, as the outbox takes it. */
export interface Said {
  kind: string;
  form_version: number;
  area: string;
  subject: string;
  body: Body;
  about: string;
  photo?: string;
  mark?: string;
}

type About = Pick<HeldItem, "code" | "area" | "title">;

const versionOf = (kind: string): number => formOf(kind)?.version ?? 1;

export function moved({ code, area, title }: About, move: string, reason: string, answers: Body): Said {
  const said = reason.trim();
  const asked = Object.keys(answers).length > 0 ? { answers } : {};
  const body = { move, ...(said ? { reason: said } : {}), ...asked };
  return { kind: "move", form_version: versionOf("move"), area, subject: code, body, about: title };
}

export function shown({ code, area, title }: About, jpeg: string): Said {
  return { kind: "evidence", form_version: versionOf("evidence"), area, subject: code, body: {}, about: title, photo: jpeg };
}

export function inspected(place: Pick<HeldPlace, "code" | "area" | "name">, body: Body, stand: Stand | null): Said {
  return { kind: "inspection", form_version: inspectionVersion(stand), area: place.area, subject: place.code, body, about: place.name };
}

/** The pictures of failed lines, each of the finding that its line opens or looks at again. */
export function picturesOf(report: string, place: Pick<HeldPlace, "area" | "name">, body: Body, drafts: readonly DraftLine[]): Said[] {
  const byLine = new Map(drafts.map((one) => [one.line, one]));
  return linesOf(body).flatMap(({ line, result, finding }, position) => {
    if (result !== "failed") return [];
    const code = finding ?? findingCode(report, position);
    return (byLine.get(line)?.photos ?? []).map((jpeg) => shown({ code, area: place.area, title: place.name }, jpeg));
  });
}

/** A finding looked at again, with the pictures of what is not yet right. */
export function lookedAgain(place: HeldPlace, finding: Finding, result: Result, remark: string, photos: readonly string[]): [Said, Said[]] {
  const about = { code: finding.code, area: place.area, title: place.name };
  return [inspected(place, lookedAgainBody(finding, result, remark), null), photos.map((jpeg) => shown(about, jpeg))];
}
