// What a directive asks to be reported back: which answers are missing, and how the others are reported.

import type { Question } from "./items";
import type { Body } from "./report";

/** What the system knows already, as a person would fill it in. */
export function knownAnswer({ value }: Pick<Question, "value">): string {
  if (typeof value === "boolean") return value ? "yes" : "no";
  return String(value ?? "");
}

/** A number as people write it: with separators, or in the wide digits of a Chinese keyboard. */
function plain(text: string): string {
  return text.normalize("NFKC").replaceAll(",", "").trim();
}

/** What was filled in, as it is reported: numbers as numbers, nothing that is empty. */
export function answersOf(questions: readonly Question[], filled: Body): Body {
  const answers: Body = {};
  for (const { name, type } of questions) {
    const text = String(filled[name] ?? "").trim();
    if (text !== "") answers[name] = type === "integer" ? Number(plain(text)) : text;
  }
  return answers;
}

/** The names of those that are missing, or are not what they should be. */
export function unanswered(questions: readonly Question[], filled: Body): string[] {
  return questions
    .filter(({ name, type, required }) => {
      const text = String(filled[name] ?? "").trim();
      return text === "" ? required : type === "integer" && !/^-?\d+$/.test(plain(text));
    })
    .map(({ name }) => name);
}
