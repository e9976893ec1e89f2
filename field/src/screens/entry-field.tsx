// A field that takes whatever is typed, scanned by a hand scanner, or read by the camera; Enter ends it.

import type { RefObject } from "preact";
import { useEffect, useState } from "preact/hooks";
import { useWords } from "../ui/context";
import { Icon } from "../ui/icon";
import { useTyping } from "../ui/typing";
import { ScanSheet } from "./scan-sheet";

interface Props {
  input: RefObject<HTMLInputElement | null>;
  word: string;
  onEnter: (text: string) => Promise<void>;
  onEscape?: () => void;
  /** The camera stays open for the next one. */
  many?: boolean;
}

async function fetchScanner(): Promise<void> {
  await (await import("../ui/scanner")).prepare();
}

export function EntryField({ input, word, onEnter, onEscape, many = false }: Props) {
  const { t } = useWords();
  const [scanning, setScanning] = useState(false);
  useEffect(() => {
    if (!navigator.mediaDevices) return undefined;
    // There may be no line when it is needed.
    const soon = setTimeout(() => void fetchScanner().catch(console.warn), 3_000);
    return () => clearTimeout(soon);
  }, []);
  useTyping(input);
  const submit = (event: Event): void => {
    event.preventDefault();
    const text = input.current!.value;
    input.current!.value = "";
    void onEnter(text);
  };
  const leave = (event: KeyboardEvent): void => {
    if (event.key === "Escape") onEscape?.();
    if (event.key === "ArrowDown") document.querySelector<HTMLElement>(".people-found button")?.focus();
  };
  return (
    <form class="entry" onSubmit={submit}>
      <label for="entry">{word}</label>
      <div class="entry-line">
        <input ref={input} id="entry" type="text" autocomplete="off" autocapitalize="characters" spellcheck={false} enterkeyhint="go" onKeyDown={leave} />
        <button type="submit" class="button primary square" aria-label={t("table.enter")}>
          <Icon name="arrow-right" />
        </button>
        <button type="button" class="button square scan" aria-label={t("scan.title")} onClick={() => setScanning(true)}>
          <Icon name="scan" />
          <span>{t("scan.short")}</span>
        </button>
      </div>
      {scanning && (
        <ScanSheet
          word={word}
          onRead={(text) => {
            if (!many) setScanning(false);
            void onEnter(text);
          }}
          onClose={() => setScanning(false)}
        />
      )}
    </form>
  );
}
