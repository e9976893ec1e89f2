// What a household needs, as small tags; always words, never colour alone.

import { useHere, useWords } from "./context";
import { wordOf } from "../domain/forms";
import { WORDS } from "../i18n/languages";
import type { Word } from "../i18n/en";
import { Icon } from "./icon";
import { OUTCOME_ICON, OUTCOME_TONE } from "./words";

/** A need's word, or its code where the phone does not know it yet. */
export function useNeedWord(): (need: string) => string {
  const { t } = useWords();
  return (need) => (`need.${need}` in WORDS.en ? t(`need.${need}` as Word) : need);
}

export function Needs({ needs }: { needs: Record<string, number> }) {
  const word = useNeedWord();
  const some = Object.entries(needs).filter(([, count]) => count > 0);
  if (some.length === 0) return null;
  return (
    <span class="tags">
      {some.map(([need, count]) => (
        <span class="tag" key={need}>
          {word(need)}
          {count > 1 && ` ${count}`}
        </span>
      ))}
    </span>
  );
}

/** An outcome as a badge. */
export function OutcomeBadge({ outcome }: { outcome: string }) {
  const { language } = useHere();
  return (
    <span class={`badge tone-${OUTCOME_TONE[outcome] ?? "none"}`}>
      <Icon name={OUTCOME_ICON[outcome] ?? "circle-dashed"} />
      {wordOf(`visit.outcome.${outcome}`, language)}
    </span>
  );
}
