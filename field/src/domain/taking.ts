// What a swab at the table does: into which tube, what stands against it, and the reports it is told by.

import type { Said } from "./acting";
import { formOf } from "./forms";
import type { Body } from "./report";
import { areaAt, LARGEST, poolOf, poolOfPerson, type HeldRound, type Person, type Pool, type SamplingPoint } from "./rounds";
import { barcodeOf, codeIn, isUntouched, type SwabHere, type Tube } from "./tubes";

/** Where the table stands. */
export interface AtTable {
  round: HeldRound;
  point: SamplingPoint;
  table: number;
  /** The area of the charge. */
  charge: string | undefined;
}

/** Who is to be sampled: somebody of the list, or a stranger with what the form asks. */
export type Whom = { person: Person } | { stranger: Body; mark: string };

/** Why a person cannot go into the open tube. */
export type Obstacle = "household" | "pool" | "full";

function poolFor({ round, point }: AtTable, whom: Whom): Pool {
  return "person" in whom ? poolOfPerson(whom.person, round.zones) : poolOf(point.area, round.zones);
}

function householdOf(whom: Whom): string {
  return "person" in whom ? whom.person.household : "";
}

/** How many the tube takes that begins with somebody: the pool of where they live, or their household. */
export function sizeFor(at: AtTable, whom: Whom): number {
  const { size, by_household } = poolFor(at, whom);
  if (!by_household) return size;
  const members = at.round.people.filter(({ household }) => household === householdOf(whom)).length;
  return Math.min(LARGEST, Math.max(1, members));
}

/** The household whose tube this is, or null of one that many share. */
function ownHousehold({ round, point }: AtTable, tube: Tube): string | null {
  const first = tube.swabs[0];
  const person = first && round.people.find(({ target }) => target === first.target);
  return person && poolOfPerson({ ...person, area: person.area || point.area }, round.zones).by_household ? person.household : null;
}

/** Whether the label of a tube is that of one used already: on this phone, or packed at another table. */
export function wasUsed({ code, boxes = [] }: HeldRound, tubes: readonly Tube[], barcode: string): boolean {
  const here = tubes.find((one) => one.code === codeIn(code, barcode));
  return (here !== undefined && !isUntouched(here)) || boxes.some((box) => box.tubes.map(barcodeOf).includes(barcode));
}

/** What stands against putting somebody into the open tube; an empty one takes anybody. */
export function obstacleTo(at: AtTable, tube: Tube | null, whom: Whom): Obstacle | null {
  if (!tube || tube.swabs.length === 0) return null;
  const pool = poolFor(at, whom);
  const home = ownHousehold(at, tube);
  if (home !== null || pool.by_household) return home === householdOf(whom) ? null : "household";
  if (tube.swabs.length >= tube.size) return "full";
  return pool.size < tube.size ? "pool" : null;
}

const versionOf = (kind: string): number => formOf(kind)?.version ?? 1;

function tubeSaid({ point, table, charge }: AtTable, code: string, body: Body): Said {
  const about = code.slice(code.indexOf("/") + 1);
  return { kind: "tube", form_version: versionOf("tube"), area: areaAt(point, charge), subject: code, body: { ...body, point: point.code, table }, about };
}

export function closed(at: AtTable, tube: Pick<Tube, "code">, swabs: number): Said {
  return tubeSaid(at, tube.code, { step: "closed", swabs });
}

/** A name as lists show it: its first sign. */
export function masked(name: string): string {
  const [first = ""] = name.trim();
  return first && `${first}*`;
}

function swabSaid({ point, table, charge }: AtTable, code: string, whom: Whom): Said {
  const own = "person" in whom ? { target: whom.person.target } : whom.stranger;
  const about = "person" in whom ? whom.person.name : masked(String(whom.stranger["name"] ?? ""));
  const mark = "person" in whom ? "" : whom.mark;
  return {
    ...{ kind: "swab", form_version: versionOf("swab"), area: areaAt(point, charge), subject: code, about },
    body: { point: point.code, table, ...own },
    ...(mark ? { mark } : {}),
  };
}

/** A swab into a tube, with the tube's opening when it is the first, and its closing when the tube is then full. */
export function swabbed(at: AtTable, code: string, tube: Tube | null, whom: Whom): Said[] {
  const filled = tube && tube.size > 0 ? tube.swabs.length : 0;
  const size = tube && tube.size > 0 ? tube.size : sizeFor(at, whom);
  const opens = tube && tube.size > 0 ? [] : [tubeSaid(at, code, { step: "opened", size })];
  const closes = filled + 1 >= size ? [closed(at, { code }, filled + 1)] : [];
  return [...opens, swabSaid(at, code, whom), ...closes];
}

/** A swab that was none. */
export function takenBack({ point, charge }: AtTable, swab: SwabHere): Said {
  return { kind: "swab_back", form_version: versionOf("swab_back"), area: areaAt(point, charge), subject: swab.tube, body: { swab: swab.id }, about: swab.about };
}
