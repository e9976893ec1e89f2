// When something is due, as a person thinks of it: how late it is, how long there is left.

import type { Urgency } from "../domain/items";
import { useHere, useWords } from "./context";
import { Icon } from "./icon";
import { URGENCY_TONE } from "./words";

/** The words for an instant by which something is due. */
export function useDueWords(): (due: number | null) => string {
  const { now } = useHere();
  const { t, lasting } = useWords();
  return (due) => {
    if (due === null) return t("due.none");
    return due <= now ? t("due.late", { time: lasting(now - due) }) : t("due.in", { time: lasting(due - now) });
  };
}

export function Due({ due, urgency }: { due: number | null; urgency: Urgency }) {
  const words = useDueWords();
  return (
    <span class={`${urgency ? "badge" : "state"} tone-${URGENCY_TONE[urgency]}`}>
      <Icon name={urgency === "late" ? "alert-triangle" : "clock"} /> {words(due)}
    </span>
  );
}
