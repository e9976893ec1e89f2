// How waiting reports are put on the line: small ones first, in their order, in batches the server and the line bear.

import { asBorn, type Item } from "./report";

/** The most reports the server takes at once. */
export const MOST_REPORTS = 500;

/** A batch is cut here, so that a slow line (50 kbit/s) brings one through within a minute; the server takes 4 MB. */
export const MOST_BYTES = 300_000;

/**
 * Without photos first, so that what was found is known before what it looked like; then as they were born. What was said
 * of an item after its evidence goes after it, for it may need it.
 */
export function pushOrder(items: readonly Item[]): Item[] {
  const shown = new Set<string>();
  const [light, heavy]: [Item[], Item[]] = [[], []];
  for (const item of asBorn(items)) {
    const { kind, subject } = item.report;
    if (kind === "evidence") shown.add(subject);
    (item.photo > 0 || shown.has(subject) ? heavy : light).push(item);
  }
  return [...light, ...heavy];
}

/** Bytes of a report on the line, nearly. */
export function weight(item: Item): number {
  return JSON.stringify(item.report).length * 2 + item.photo;
}

/** The first batch of a queue: at least one report, at most `most`, and no heavier than the line bears. */
export function firstBatch(queue: readonly Item[], most: number): Item[] {
  let bytes = 0;
  let count = 0;
  for (const item of queue.slice(0, most)) {
    bytes += weight(item);
    if (count > 0 && bytes > MOST_BYTES) break;
    count += 1;
  }
  return queue.slice(0, count);
}

/** The batch size after the server found one of `sent` reports too large. */
export function halved(sent: number): number {
  return Math.max(1, Math.floor(sent / 2));
}
