// The tubes of a table, as what this phone has reported makes them: opened, filled, closed, packed.

import { asBorn, type Item } from "./report";

/** One swab in a tube. */
export interface SwabHere {
  /** The report's id. */
  id: string;
  target: string;
  /** Its document's lot, of somebody in no list. */
  mark: string;
  about: string;
  at: number;
  tube: string;
  /** The tube takes nobody else. */
  alone: boolean;
}

export interface Tube {
  /** Its round's and its barcode. */
  code: string;
  point: string;
  table: number;
  size: number;
  swabs: SwabHere[];
  stage: "open" | "closed" | "spoiled";
  /** How many the table counted when it closed it. */
  stated: number | null;
  at: number;
  box: string;
}

/** The code of a tube or of a box of a round; one that names its round already stays as it is. */
export function codeIn(round: string, barcode: string): string {
  const plain = barcode.trim();
  return plain.includes("/") || round === "" ? plain : `${round}/${plain}`;
}

/** A code without its round. */
export function barcodeOf(code: string): string {
  return code.slice(code.indexOf("/") + 1);
}

/** Whether a tube that is open holds nothing (any more): it may be put away, and taken again. */
export function isUntouched({ stage, swabs }: Pick<Tube, "stage" | "swabs">): boolean {
  return stage === "open" && swabs.length === 0;
}

/** Whether a text can be what the label of a tube holds. */
export function isBarcode(text: string): boolean {
  return /^[\w.-]{3,40}$/.test(text);
}

/** What has been thrown away does not count. */
const counts = ({ settlement }: Item): boolean => settlement !== "discarded";

function tubeIn(tubes: Map<string, Tube>, { report, born_at }: Item): Tube {
  const { subject, body } = report;
  const known = tubes.get(subject);
  if (known) return known;
  const [point, table] = [String(body["point"] ?? ""), Number(body["table"] ?? 0)];
  const made: Tube = { code: subject, point, table, size: 0, swabs: [], stage: "open", stated: null, at: born_at, box: "" };
  tubes.set(subject, made);
  return made;
}

function step(tube: Tube, { report, born_at }: Item): void {
  const { body } = report;
  if (body["step"] === "opened" && tube.size === 0) tube.size = Number(body["size"] ?? 0);
  if (body["step"] === "closed") [tube.stage, tube.stated] = ["closed", Number(body["swabs"] ?? 0)];
  if (body["step"] === "spoiled") tube.stage = "spoiled";
  tube.at = born_at;
}

/** Every tube of a round that this phone has reported of, the oldest first. */
export function tubesOf(items: readonly Item[], round: string): Tube[] {
  const tubes = new Map<string, Tube>();
  const own = asBorn(items.filter((item) => counts(item) && item.report.subject.startsWith(`${round}/`)));
  const back = new Set(own.flatMap(({ report }) => (report.kind === "swab_back" ? [String(report.body["swab"])] : [])));
  for (const item of own) {
    const { id, report, about, born_at, mark = "" } = item;
    if (report.kind === "tube") step(tubeIn(tubes, item), item);
    if (report.kind === "swab" && !back.has(id)) {
      const tube = tubeIn(tubes, item);
      tube.swabs.push({ id, target: String(report.body["target"] ?? ""), mark, about, at: born_at, tube: report.subject, alone: tube.size === 1 });
    }
    if (report.kind === "box" && report.body["step"] === "packed") {
      for (const barcode of (report.body["tubes"] as string[]) ?? []) {
        const tube = tubes.get(codeIn(round, barcode));
        if (tube) tube.box = report.subject;
      }
    }
  }
  return [...tubes.values()];
}

/** The swabs of a round on this phone, by target and, of people in no list, by lot. */
export function swabsBy(tubes: readonly Tube[]): { targets: Map<string, SwabHere>; marks: Map<string, SwabHere> } {
  const all = tubes.flatMap(({ swabs }) => swabs);
  return {
    targets: new Map(all.filter(({ target }) => target !== "").map((one) => [one.target, one])),
    marks: new Map(all.filter(({ mark }) => mark !== "").map((one) => [one.mark, one])),
  };
}

/** Of whom a swab was taken back here; the pulled list learns of it late. */
export function undone(items: readonly Item[]): Set<string> {
  const back = new Set(items.filter((item) => item.report.kind === "swab_back" && counts(item)).map(({ report }) => report.body["swab"]));
  return new Set(items.filter(({ id }) => back.has(id)).map(({ report }) => String(report.body["target"] ?? "")));
}

export interface Count {
  swabs: number;
  people: number;
  tubes: number;
}

/** What a table has done since an instant; somebody sampled twice is one person. */
export function countSince(tubes: readonly Tube[], since: number, point: string, table: number): Count {
  const own = tubes.filter((tube) => tube.point === point && tube.table === table);
  const swabs = own.flatMap((tube) => tube.swabs).filter(({ at }) => at >= since);
  const people = new Set(swabs.map(({ id, target, mark }) => target || mark || id));
  return { swabs: swabs.length, people: people.size, tubes: own.filter(({ stage, at }) => stage === "closed" && at >= since).length };
}
