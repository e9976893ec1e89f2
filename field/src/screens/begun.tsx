// Inspections that were begun on this phone and not recorded yet: nothing of them is lost, whatever was pulled since.

import { checklistOf, checklistWord } from "../domain/checklists";
import { progressOf, type DraftLine } from "../domain/inspection";
import { useHere, useWords } from "../ui/context";
import { Icon } from "../ui/icon";
import { to } from "../ui/route";

/** Drafts by place and checklist. */
function begunOf(drafts: readonly DraftLine[]): DraftLine[][] {
  const found = new Map<string, DraftLine[]>();
  for (const line of drafts) {
    const key = `${line.place} ${line.checklist}`;
    found.set(key, [...(found.get(key) ?? []), line]);
  }
  return [...found.values()];
}

export function Begun() {
  const { view } = useHere();
  const { t, language, number } = useWords();
  const begun = begunOf(view.drafts);
  if (begun.length === 0) return null;
  return (
    <section class="card next-door">
      <h2>{t("inspect.begun")}</h2>
      {begun.map((lines) => {
        const { place, checklist, name } = lines[0]!;
        const form = checklistOf(checklist);
        const { judged, total } = form ? progressOf(form, lines) : { judged: lines.length, total: lines.length };
        return (
          <a key={`${place} ${checklist}`} class="button wide" href={to.checklist(place, checklist)}>
            <span class="grow start">
              {name}
              <span class="line small">
                {checklistWord(checklist, language)} · {t("check.progress", { part: number(judged), total: number(total) })}
              </span>
            </span>
            <Icon name="chevron-right" />
          </a>
        );
      })}
    </section>
  );
}
