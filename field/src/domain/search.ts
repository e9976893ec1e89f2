// Which doors a list shows: by group, by grid, and by a few characters of a code or an address.

import type { Door } from "./door";
import type { Group } from "./outcome";

export type Chip = "due" | "all" | "later" | "service" | Exclude<Group, "to_do">;

export const CHIPS: readonly Chip[] = ["due", "all", "later", "not_home", "reached", "service", "refused", "unreachable"];

export function isUnder(door: Door, chip: Chip): boolean {
  if (chip === "all") return true;
  if (chip === "due") return door.due;
  if (chip === "later") return door.again !== null;
  if (chip === "service") return door.tasks.some((task) => task.target.outcome === "needs_service");
  return door.tasks.some((task) => task.group === chip);
}

/** How many doors each chip would show. */
export function chipCounts(doors: readonly Door[]): Map<Chip, number> {
  return new Map(CHIPS.map((chip) => [chip, doors.filter((door) => isUnder(door, chip)).length]));
}

const plain = (text: string): string => text.normalize("NFKC").toLowerCase().replace(/\s+/g, "");

/** Doors in whose code or address every word of the query occurs. */
export function matching(doors: readonly Door[], query: string): Door[] {
  const words = query.split(/\s+/).map(plain).filter(Boolean);
  if (words.length === 0) return [...doors];
  return doors.filter(({ household }) => {
    const text = plain(`${household.code} ${household.address}`);
    return words.every((word) => text.includes(word));
  });
}
