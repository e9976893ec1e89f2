// What somebody has set and begun at a table: which one it is, the tube in front of them, the box being packed.

import type { BoxDraft } from "./boxes";
import type { HeldRound, Person, SamplingPoint } from "./rounds";
import type { SwabHere } from "./tubes";

export interface Table {
  owner: string;
  round: string;
  point: string;
  table: number;
  /** The barcode of the tube in front of them; it is opened with its first swab. */
  barcode: string;
  box: BoxDraft | null;
}

export function nothingAt(owner: string): Table {
  return { owner, round: "", point: "", table: 0, barcode: "", box: null };
}

/** The round and the point that were chosen, while both are still there. */
export function chosen(rounds: readonly HeldRound[], { round, point }: Table): { round: HeldRound; point: SamplingPoint } | null {
  const held = rounds.find(({ code }) => code === round);
  const stands = held?.points.find(({ code }) => code === point);
  return held && stands ? { round: held, point: stands } : null;
}

/** Where somebody of the list was sampled: on this phone, elsewhere, or not yet; of a positive pool, only alone counts. */
export function sampledIn(person: Person, here: ReadonlyMap<string, SwabHere>, undone: ReadonlySet<string>): SwabHere | "elsewhere" | null {
  const own = here.get(person.target);
  if (person.singly) return own?.alone ? own : null;
  if (own) return own;
  return person.sampled && !undone.has(person.target) ? "elsewhere" : null;
}
