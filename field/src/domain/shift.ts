// The shift that matters now: the one that runs, else the next.

import type { Shift } from "./held";

export interface Current {
  shift: Shift;
  running: boolean;
}

export function shiftAt(shifts: readonly Shift[], now: number): Current | null {
  const ahead = shifts
    .filter((shift) => Date.parse(shift.ends_at) > now)
    .sort((a, b) => Date.parse(a.starts_at) - Date.parse(b.starts_at));
  const shift = ahead[0];
  return shift ? { shift, running: Date.parse(shift.starts_at) <= now } : null;
}
