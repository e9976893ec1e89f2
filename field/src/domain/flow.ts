// How an item moves: what may be done with it by its flow, and how it stands once what waits has been taken.

export interface Move {
  code: string;
  label: string;
  source: string[];
  target: string;
  by: string[];
  needs: string[];
}

export interface Flow {
  name: string;
  /** Code → word, the first state first. */
  states: Record<string, string>;
  ended: string[];
  moves: Move[];
}

/** Where an item is: `evidence` is how much was kept since it came into its state. */
export interface Where {
  state: string;
  moved_last: boolean;
  evidence: number;
}

/** What has been reported of an item: a move, or a picture. */
export type Step = { kind: "move"; move: string; reason: string } | { kind: "evidence" };

function may(by: string, standing: readonly string[], movedLast: boolean): boolean {
  if (by !== "other") return standing.includes(by);
  return (standing.includes("maker") || standing.includes("above")) && !movedLast;
}

/** The moves that somebody who stands so may make now. */
export function allowed(flow: Flow, standing: readonly string[], { state, moved_last }: Where): Move[] {
  return flow.moves.filter((move) => move.source.includes(state) && move.by.some((by) => may(by, standing, moved_last)));
}

/** What a move still lacks. */
export function lacking(move: Move, reason: string, evidence: number): string[] {
  const has: Record<string, boolean> = { reason: reason.trim() !== "", evidence: evidence > 0 };
  return move.needs.filter((need) => has[need] === false);
}

/** Where an item is after one more report, or null when that is not taken. */
export function after(flow: Flow, standing: readonly string[], where: Where, step: Step): Where | null {
  if (step.kind === "evidence") return { ...where, evidence: where.evidence + 1 };
  const move = allowed(flow, standing, where).find(({ code }) => code === step.move);
  if (!move || lacking(move, step.reason, where.evidence).length > 0) return null;
  return { state: move.target, moved_last: true, evidence: 0 };
}

/** Where an item is after several reports, those left out that are not taken. */
export function afterAll(flow: Flow, standing: readonly string[], where: Where, steps: Iterable<Step>): Where {
  let here = where;
  for (const step of steps) here = after(flow, standing, here, step) ?? here;
  return here;
}
