// A sampling round as a table needs it: its zones, its points, and who is to be sampled.

import type { Instant } from "./instant";

export interface Zone {
  area: string;
  kind: string;
  size: number;
  by_household: boolean;
}

/** Where people are sampled; its `mode` is `point` or one of those that go to the people. */
export interface SamplingPoint {
  code: string;
  name: string;
  area: string;
  mode: string;
  tables: number;
  opens_at: Instant | null;
  closes_at: Instant | null;
  is_open: boolean;
}

/** Somebody of the list; no document is in it, `lot` finds who a number belongs to. */
export interface Person {
  target: string;
  household: string;
  area: string;
  lot: string;
  name: string;
  sex: string;
  born: number | null;
  sampled: boolean;
  /** Of a positive pool that is not resolved: has a tube of their own. An older server does not say it. */
  singly?: boolean;
  /** Need not come (`exempt`), or is visited (`home`). An older server does not say it. */
  listed?: string;
}

/** A box on its way, with the tubes that were packed into it. */
export interface Box {
  code: string;
  tubes: string[];
  step: string;
}

/** Where a courier calls `at` what time; what is fetched there must be with the laboratory by `latest`. */
export interface Call {
  tour: number;
  position: number;
  point: string;
  name: string;
  area: string;
  tubes: number;
  at: Instant;
  latest: Instant;
  back_at: Instant;
}

export interface HeldRound {
  code: string;
  name: string;
  number: number;
  starts_at: Instant;
  ends_at: Instant;
  zones: Zone[];
  points: SamplingPoint[];
  salt: string;
  people: Person[];
  /** Told to whoever carries. */
  boxes?: Box[];
  /** A courier's own tour. An older server does not tell it. */
  calls?: Call[];
}

/** How the people of an area are pooled. */
export type Pool = Pick<Zone, "kind" | "size" | "by_household">;

/** The most swabs a tube takes. */
export const LARGEST = 20;

/** Without any zone around it. Source: NHC graphic, 2022, precaution zone. */
const OTHERWISE: Pool = { kind: "precaution", size: LARGEST, by_household: false };

/** The pools of an area: those of the innermost zone around it. */
export function poolOf(area: string, zones: readonly Zone[]): Pool {
  return zones.filter((zone) => area.startsWith(zone.area)).reduce<Zone | null>((best, zone) => (best && best.area.length > zone.area.length ? best : zone), null) ?? OTHERWISE;
}

/** Of a positive pool, wherever they live. */
const ALONE: Pool = { kind: "lockdown", size: 1, by_household: false };

/** How somebody of the list is pooled. */
export function poolOfPerson({ area, singly }: Pick<Person, "area" | "singly">, zones: readonly Zone[]): Pool {
  return singly ? ALONE : poolOf(area, zones);
}

/** The area a report of a table is of: the point's, or the charge's where the point lies outside it. */
export function areaAt(point: Pick<SamplingPoint, "area">, charge: string | undefined): string {
  return charge === undefined || point.area.startsWith(charge) ? point.area : charge;
}
