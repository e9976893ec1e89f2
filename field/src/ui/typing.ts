// A hand scanner types whether or not somebody touched the field: what is typed nowhere goes into it.

import type { RefObject } from "preact";
import { useLayoutEffect } from "preact/hooks";

const ELSEWHERE = "input, textarea, select, dialog";

/** Whether a key is a sign that stands in a code; the space bar presses buttons. */
function isSign({ key, ctrlKey, metaKey, altKey, isComposing }: KeyboardEvent): boolean {
  return key.length === 1 && key !== " " && !ctrlKey && !metaKey && !altKey && !isComposing;
}

export function useTyping(field: RefObject<HTMLInputElement | null>): void {
  useLayoutEffect(() => {
    const catches = (event: KeyboardEvent): void => {
      const isFree = !document.activeElement?.closest(ELSEWHERE) && !document.querySelector("dialog[open]");
      if (isFree && isSign(event)) field.current?.focus();
    };
    document.addEventListener("keydown", catches);
    return () => document.removeEventListener("keydown", catches);
  }, []);
}
