// What the server in memory makes of swabs and boxes: the rounds as they then stand, for who samples or carries.

import type { Sent } from "../src/domain/report";
import type { Box, HeldRound } from "../src/domain/rounds";

function sampledIn(said: readonly Sent[]): Set<string> {
  const back = new Set(said.filter(({ kind }) => kind === "swab_back").map(({ body }) => body["swab"]));
  return new Set(said.filter(({ kind, id }) => kind === "swab" && !back.has(id)).map(({ body }) => String(body["target"] ?? "")));
}

function boxesIn(said: readonly Sent[], round: string): Box[] {
  const boxes = new Map<string, Box>();
  for (const { kind, subject, body } of said) {
    if (kind !== "box" || !subject.startsWith(`${round}/`)) continue;
    const tubes = body["step"] === "packed" ? (body["tubes"] as string[]) : (boxes.get(subject)?.tubes ?? []);
    boxes.set(subject, { code: subject, tubes, step: String(body["step"]) });
  }
  return [...boxes.values()].reverse();
}

/** The list only for who samples, the boxes only for who carries. */
export function roundsAfter(rounds: readonly HeldRound[], said: readonly Sent[], kinds: readonly string[]): HeldRound[] {
  if (!kinds.includes("swab") && !kinds.includes("box")) return [];
  const done = sampledIn(said);
  return rounds.map((round) => ({
    ...round,
    people: kinds.includes("swab") ? round.people.map((one) => ({ ...one, sampled: one.sampled || done.has(one.target) })) : [],
    ...(kinds.includes("box") ? { boxes: [...boxesIn(said, round.code), ...(round.boxes ?? [])] } : {}),
  }));
}
