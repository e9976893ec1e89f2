// Instants: ISO 8601 with an offset on the wire, milliseconds inside.

export type Instant = string;

const pad = (value: number, width = 2): string => String(value).padStart(width, "0");

/** The instant as the clock on the wall shows it; `offset` is minutes east of Greenwich. */
export function toInstant(at: number, offset: number): Instant {
  const wall = new Date(at + offset * 60_000);
  const sign = offset < 0 ? "-" : "+";
  const east = Math.abs(offset);
  return `${wall.toISOString().slice(0, -1)}${sign}${pad(Math.floor(east / 60))}:${pad(east % 60)}`;
}

/** Minutes east of Greenwich on this device at an instant. */
export function offsetAt(at: number): number {
  return -new Date(at).getTimezoneOffset();
}

/** Milliseconds since 1970, or null where there is no instant. */
export function msOf(instant: Instant | null | undefined): number | null {
  if (!instant) return null;
  const at = Date.parse(instant);
  return Number.isNaN(at) ? null : at;
}
