// What kinds of places and reasons of a round are called; what this version does not know yet is shown as it came.

import type { Word } from "../i18n/en";
import { WORDS } from "../i18n/languages";
import { useWords } from "./context";

function useKnown(prefix: string): (code: string) => string {
  const { t } = useWords();
  return (code) => (`${prefix}.${code}` in WORDS.en ? t(`${prefix}.${code}` as Word) : code);
}

export function useKindWord(): (kind: string) => string {
  return useKnown("place");
}

export function useReasonWord(): (reason: string) => string {
  return useKnown("reason");
}
