// Who has been reached: targets counted by group, for everything held and for each grid.

import type { Door } from "./door";
import { GROUPS, type Group } from "./outcome";

export type Counts = Record<Group, number>;

export interface Coverage {
  counts: Counts;
  total: number;
}

function nothing(): Coverage {
  return { counts: { to_do: 0, not_home: 0, reached: 0, refused: 0, unreachable: 0 }, total: 0 };
}

export function coverageOf(doors: Iterable<Door>): Coverage {
  const coverage = nothing();
  for (const door of doors) {
    for (const { group } of door.tasks) {
      coverage.counts[group] += 1;
      coverage.total += 1;
    }
  }
  return coverage;
}

/** One coverage a grid, by the grid's code. */
export function coverageByArea(doors: Iterable<Door>): Map<string, Coverage> {
  const byArea = new Map<string, Door[]>();
  for (const door of doors) {
    const own = byArea.get(door.household.area) ?? [];
    own.push(door);
    byArea.set(door.household.area, own);
  }
  return new Map([...byArea].map(([area, own]) => [area, coverageOf(own)]));
}

/** Parts of a bar `width` long, in the order they are shown; a part that is not nothing is never too thin to see. */
export function barOf({ counts, total }: Coverage, width: number): { group: Group; from: number; width: number }[] {
  if (total === 0) return [];
  const least = width / 100;
  const wanted = GROUPS.map((group) => (counts[group] === 0 ? 0 : Math.max(least, (counts[group] / total) * width)));
  const scale = width / wanted.reduce((sum, one) => sum + one, 0);
  let from = 0;
  return GROUPS.map((group, index) => {
    const part = { group, from, width: wanted[index]! * scale };
    from += part.width;
    return part;
  }).filter((part) => part.width > 0);
}

/** Whole per cent that never says 100 before all is done, nor 0 once something is. */
export function percent(part: number, total: number): number {
  if (total === 0 || part === 0) return 0;
  return part === total ? 100 : Math.min(99, Math.max(1, Math.round((part / total) * 100)));
}
