// How long to wait before trying again: what the server asks, or two seconds, doubling up to five minutes, and a share.

const FIRST_MS = 2_000;
const MOST_MS = 300_000;

/**
 * Milliseconds to wait after `failures` failures in a row (1, 2, 3 …). `retryAfter` is in seconds, as the server said,
 * or null; `random` in [0, 1) spreads the phones over half as long again. The server's word is never cut short.
 */
export function waitAfter(failures: number, retryAfter: number | null, random: number): number {
  const asked = (retryAfter ?? 0) * 1000;
  const first = asked || FIRST_MS;
  const doubled = Math.min(MOST_MS, first * 2 ** Math.min(20, Math.max(0, failures - 1)));
  return Math.round(Math.max(asked, doubled) * (1 + random / 2));
}

/** Seconds of a Retry-After header: a number or a date; null when absent or unreadable. */
export function readRetryAfter(header: string | null, now: number): number | null {
  if (!header) return null;
  if (/^\s*\d+\s*$/.test(header)) return Number(header);
  const at = Date.parse(header);
  return Number.isNaN(at) ? null : Math.max(0, Math.ceil((at - now) / 1000));
}
