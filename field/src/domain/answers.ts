// What an answer of the server means for a report: has it, refuses it, or says nothing of it.

import { withoutPersonal } from "./form";
import { formOf } from "./forms";
import type { Item } from "./report";

export interface Answer {
  id: string;
  result: "accepted" | "duplicate" | "refused";
  code?: string;
  sentence?: string;
}

/** Answers, if that is what the text of a response holds; a hotel's sign-in page is not. */
export function readAnswers(data: unknown): Answer[] | null {
  const answers = (data as { answers?: unknown } | null)?.answers;
  if (!Array.isArray(answers)) return null;
  const results = ["accepted", "duplicate", "refused"];
  return answers.filter((one): one is Answer => typeof one?.id === "string" && results.includes(one?.result));
}

/** What this phone goes on keeping of a report the server has: nothing that tells of a person. */
function kept({ report, ...rest }: Item): Item {
  return { ...rest, report: { ...report, body: withoutPersonal(formOf(report.kind), report.body) } };
}

/** A report as it stands after its answer; a settled or already answered one keeps what it has. */
export function answered(item: Item, answer: Answer, now: number): Item {
  if (item.state !== "waiting") return item;
  if (answer.result === "refused") {
    return {
      ...kept(item),
      state: "refused",
      here: false,
      answered_at: now,
      code: answer.code ?? "",
      sentence: answer.sentence ?? "",
    };
  }
  return { ...kept(item), state: "sent", answered_at: now, code: "", sentence: "" };
}

/** A report the server could not read even alone: kept here, with the reason, out of the others' way. */
export function unreadable(item: Item, code: string, sentence: string, now: number): Item {
  return { ...item, state: "refused", here: true, answered_at: now, code, sentence };
}

/** A report kept here that is to be tried once more. */
export function triedAgain(item: Item): Item {
  if (!(item.state === "refused" && item.here)) return item;
  return { ...item, state: "waiting", here: false, answered_at: null, code: "", sentence: "" };
}
