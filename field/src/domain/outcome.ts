// The outcomes of a visit, and what each means for the count of who has been reached.

export type Group = "to_do" | "not_home" | "reached" | "refused" | "unreachable";

/** In the order they are shown and counted. */
export const GROUPS: readonly Group[] = ["reached", "not_home", "refused", "unreachable", "to_do"];

const GROUP_OF: Record<string, Group> = {
  met: "reached",
  phone_done: "reached",
  needs_service: "reached",
  not_home: "not_home",
  refused: "refused",
  moved: "unreachable",
  wrong_address: "unreachable",
};

export function groupOf(outcome: string): Group {
  return GROUP_OF[outcome] ?? "to_do";
}

/** Outcomes that are recorded by one touch; the others first show their form. */
const AT_ONCE: ReadonlySet<string> = new Set(["not_home"]);

export function isAtOnce(outcome: string): boolean {
  return AT_ONCE.has(outcome);
}

/** The outcomes in rows, the rarest farthest from the thumb; one the form does not have is left out. */
const ROWS: readonly (readonly string[])[] = [
  ["refused", "moved", "wrong_address"],
  ["phone_done", "needs_service"],
  ["met", "not_home"],
];

/** The choices of a form in rows from top to bottom; what this version does not know comes first. */
export function outcomeRows(choices: readonly string[]): string[][] {
  const known = new Set(ROWS.flat());
  const rows = ROWS.map((row) => row.filter((outcome) => choices.includes(outcome)));
  return [choices.filter((outcome) => !known.has(outcome)), ...rows].filter((row) => row.length > 0);
}
