// What a report says in a few words, whatever its kind.

import { checklistWord } from "../domain/checklists";
import { wordOf } from "../domain/forms";
import { moveWord } from "../domain/items";
import type { Report } from "../domain/report";
import { useHere, useWords } from "./context";
import { saying } from "./recording";

export function useSaying(): (report: Report) => string {
  const { view } = useHere();
  const { language } = useWords();
  return ({ kind, subject, body }) => {
    if (kind === "inspection") return checklistWord(String(body["checklist"] ?? ""), language);
    if (kind === "tube" || kind === "box") return `${wordOf(kind, language)} · ${wordOf(`${kind}.step.${String(body["step"])}`, language)}`;
    if (kind !== "move") return saying(kind, body, language);
    const item = view.held?.items.find(({ code }) => code === subject);
    return moveWord(String(body["move"] ?? ""), item?.kind, view.held?.frame.flows ?? {});
  };
}
