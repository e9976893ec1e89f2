// The camera on a sheet: whatever code comes before it is read, and told.

import { useEffect, useRef, useState } from "preact/hooks";
import type { Word } from "../i18n/en";
import { useWords } from "../ui/context";
import { Sheet } from "../ui/sheet";

interface Props {
  word: string;
  onRead: (text: string) => void;
  onClose: () => void;
}

function troubleOf(error: unknown): Word {
  const { name = "" } = (error ?? {}) as { name?: string };
  return name === "NotAllowedError" ? "scan.refused" : name === "NotFoundError" || error instanceof TypeError ? "scan.none" : "scan.failed";
}

export function ScanSheet({ word, onRead, onClose }: Props) {
  const { t } = useWords();
  const video = useRef<HTMLVideoElement>(null);
  const tell = useRef(onRead);
  const [trouble, setTrouble] = useState<Word | null>(null);
  const [read, setRead] = useState("");
  tell.current = onRead;
  useEffect(() => {
    const ending = new AbortController();
    const told = (text: string): void => {
      setRead(text);
      tell.current(text);
    };
    import("../ui/scanner")
      .then(({ scan }) => scan(video.current!, told, ending.signal))
      .catch((error: unknown) => {
        console.warn(error);
        setTrouble(troubleOf(error));
      });
    return () => ending.abort();
  }, []);
  return (
    <Sheet title={t("scan.title")} onClose={onClose}>
      <p class="quiet">{word}</p>
      {trouble ? (
        <p class="notice tone-warn" role="alert">
          <span>{t(trouble)}</span>
        </p>
      ) : (
        <div class="viewfinder">
          <video ref={video} muted playsInline aria-label={t("scan.title")} />
        </div>
      )}
      <p class="said" role="status">
        {read && t("scan.read", { text: read })}
      </p>
      <button type="button" class="button wide tall" onClick={onClose}>
        {t("close")}
      </button>
    </Sheet>
  );
}
