// Boxes of tubes on their way: packed, handed to a courier, received; and which tubes of one are missing.

import type { Said } from "./acting";
import { formOf } from "./forms";
import type { Item } from "./report";
import type { Box, HeldRound } from "./rounds";
import { barcodeOf, codeIn } from "./tubes";

export type BoxStep = "packed" | "handed" | "received";

/** A box that is being worked on, kept as it grows. */
export interface BoxDraft {
  step: BoxStep;
  /** Its round's and its own code, as far as it is known. */
  code: string;
  tubes: string[];
}

/** Who else signs, and how cold it was. */
export interface Signing {
  other: string;
  celsius: number | null;
}

export function boxed({ step, code, tubes }: BoxDraft, { other, celsius }: Signing, area: string): Said {
  const signed = { ...(other.trim() ? { other: other.trim() } : {}), ...(celsius === null ? {} : { celsius }) };
  return { kind: "box", form_version: formOf("box")?.version ?? 1, area, subject: code, body: { step, tubes: [...tubes], ...signed }, about: barcodeOf(code) };
}

/** The boxes this phone knows of: those it was told, and what it has reported of them since; the latest last. */
export function boxesOf(rounds: readonly HeldRound[], items: readonly Item[]): Box[] {
  const boxes = new Map<string, Box>(rounds.flatMap((round) => [...(round.boxes ?? [])].reverse().map((box) => [box.code, box] as const)));
  const own = items.filter(({ report, settlement }) => report.kind === "box" && settlement !== "discarded");
  for (const { report } of [...own].reverse()) {
    const { subject: code, body } = report;
    const tubes = body["step"] === "packed" ? (body["tubes"] as string[]) : (boxes.get(code)?.tubes ?? (body["tubes"] as string[]));
    boxes.delete(code);
    boxes.set(code, { code, tubes, step: String(body["step"]) });
  }
  return [...boxes.values()];
}

/** Tubes of a box that have not been seen, and those seen that are not of it. */
export function compared(packed: readonly string[], seen: readonly string[]): { missing: string[]; strange: string[] } {
  const [plain, had] = [packed.map(barcodeOf), new Set(seen.map(barcodeOf))];
  return { missing: plain.filter((one) => !had.has(one)), strange: packed.length === 0 ? [] : [...had].filter((one) => !plain.includes(one)) };
}

/** The box's code, or "" while its round is not known. */
export function boxCode(rounds: readonly HeldRound[], typed: string): string {
  const code = codeIn(rounds.length === 1 ? rounds[0]!.code : "", typed);
  return /^[^/]+\/[^/]+$/.test(code) ? code : "";
}
