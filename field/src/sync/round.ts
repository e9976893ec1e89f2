// One round of the line: wipe what has expired, push, and only then pull.

import { pull } from "./pull";
import { push, type Line, type Round } from "./push";
import type { Outcome } from "./status";

export async function round(line: Line, how: Round): Promise<Outcome> {
  await line.store.wipeExpired();
  const enrolment = await line.store.current();
  if (!enrolment) return { kind: "nobody" };
  const pushed = await push(enrolment, line, how);
  return pushed.kind === "done" ? pull(enrolment, line) : pushed;
}
