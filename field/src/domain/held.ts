// What the phone holds: its own charge's area, as the server's pull gives it.

import type { Flow } from "./flow";
import type { Instant } from "./instant";
import type { HeldItem } from "./items";
import type { Standing } from "./latest";
import type { HeldPlace } from "./places";
import type { HeldRound } from "./rounds";

export interface Named {
  code: string;
  name: string;
}

export interface Area extends Named {
  level: string;
  parent?: string | null;
}

export interface Me {
  person: Named;
  role: string;
  role_name: string;
  area: Area | null;
  incident: Named;
  /** The kinds of reports that this charge carries; a server that does not say so yet knows the visits only. */
  kinds?: string[];
}

export interface Campaign extends Named {
  kind: string;
  /** What is asked at the door, where the campaign says so. */
  question?: string;
  form: string;
  form_version: number;
  starts_at: Instant;
  ends_at: Instant | null;
  closed: boolean;
  again_after_min: number;
}

export interface Household {
  code: string;
  area: string;
  address: string;
  lat: number | null;
  lon: number | null;
  members: number | null;
  needs: Record<string, number>;
}

export interface Target extends Standing {
  code: string;
  campaign: string;
  area: string;
  household: string;
  resident: string | null;
  priority: number;
  holder: string;
  holder_name: string;
  lease_until: Instant | null;
  not_before?: Instant | null;
}

export interface Shift {
  post: string;
  role: string;
  place: string;
  starts_at: Instant;
  ends_at: Instant;
  crew: string | number;
}

export interface Settled {
  id: string;
  result: "accepted" | "discarded";
  reason: string;
}

export interface Pull {
  cursor: string;
  full: boolean;
  server_time: Instant;
  expires_at: Instant;
  me: Me;
  areas: Area[];
  campaigns: Campaign[];
  households?: Household[];
  targets: Target[];
  gone: string[];
  shifts: Shift[];
  settled: Settled[];
  /** Each whole, or left out when it has not changed. */
  flows?: Record<string, Flow>;
  items?: HeldItem[];
  places?: HeldPlace[];
  rounds?: HeldRound[];
}

/** All that was pulled, without the lists that are kept one by one. */
export type Frame = Omit<Pull, "full" | "households" | "targets" | "gone" | "settled" | "items" | "places" | "rounds"> & {
  device: string;
  pulled_at: number;
};

const VISITING = ["visit", "household", "note", "photo", "contact"];

/** Whether the charge that a pull was made under carries a kind of report. */
export function carries(frame: Pick<Frame, "me"> | undefined, kind: string): boolean {
  return (frame?.me.kinds ?? VISITING).includes(kind);
}

/** How far this phone's clock is ahead of the server's, in milliseconds; half a pull's duration is noise. */
export function skewOf(frame: Pick<Frame, "pulled_at" | "server_time">): number {
  return frame.pulled_at - Date.parse(frame.server_time);
}

/** Whether what is held has outlived its date. */
export function hasExpired(frame: Pick<Frame, "expires_at">, now: number): boolean {
  return Date.parse(frame.expires_at) <= now;
}
