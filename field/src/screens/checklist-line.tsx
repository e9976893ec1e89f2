// One line of a checklist: all right, failed or not seen; a failed one asks what is wrong, and for photos.

import { useEffect, useId, useRef, useState } from "preact/hooks";
import { wordOf } from "../domain/forms";
import { MOST_REMARK, RESULTS, type DraftLine, type Result } from "../domain/inspection";
import type { Finding } from "../domain/places";
import { useHere, useWords } from "../ui/context";
import { Icon } from "../ui/icon";
import type { IconName } from "../ui/icon-names";
import { PhotoButton } from "../ui/photo-button";
import type { Tone } from "../ui/words";
import type { Inspected } from "./checklist";
import { Photos } from "./photos";

interface Props {
  of: Inspected;
  checklist: string;
  line: string;
  word: string;
  kept: DraftLine | undefined;
  /** One of this line that still runs, and is looked at again by judging it. */
  finding: Finding | undefined;
}

const LOOKS: Record<Result, { icon: IconName; tone: Tone }> = {
  ok: { icon: "circle-check", tone: "ok" },
  failed: { icon: "circle-x", tone: "bad" },
  not_seen: { icon: "eye-off", tone: "none" },
};

/** How long after the last key a remark is written down. */
const PAUSE_MS = 400;

export function ChecklistLine({ of, checklist, line, word, kept, finding }: Props) {
  const { phone } = useHere();
  const { t, language } = useWords();
  const [full, setFull] = useState(false);
  const name = useId();
  const keep = (part: Partial<Pick<DraftLine, "result" | "remark" | "photos">>): void => {
    phone.judge({ place: of.code, checklist, line, name: of.name, area: of.area, ...part }).then(
      () => setFull(false),
      () => setFull(true),
    );
  };
  return (
    <li class={`card check${kept ? ` judged tone-${LOOKS[kept.result].tone}` : ""}`}>
      <fieldset>
        <legend>{word}</legend>
        {finding && <p class="hint again">{t(finding.own ? "finding.own" : "check.running")}</p>}
        <div class="verdicts">
          {RESULTS.map((result) => (
            <label key={result} class={`verdict tone-${LOOKS[result].tone}`}>
              <input type="radio" name={name} value={result} checked={kept?.result === result} onChange={() => keep({ result })} />
              <span>
                <Icon name={LOOKS[result].icon} />
                {wordOf(`inspection.lines.${result}`, language)}
              </span>
            </label>
          ))}
        </div>
      </fieldset>
      {kept?.result === "failed" && <Failed kept={kept} word={word} onKeep={keep} />}
      {full && <p class="wrong">{t("wrong.full")}</p>}
    </li>
  );
}

function Failed({ kept, word, onKeep }: { kept: DraftLine; word: string; onKeep: (part: Partial<DraftLine>) => void }) {
  const { t } = useWords();
  const id = useId();
  const [remark, setRemark] = useState(kept.remark);
  const latest = useRef({ remark, kept, onKeep });
  latest.current = { remark, kept, onKeep };
  const write = (): void => {
    const { remark, kept, onKeep } = latest.current;
    if (remark !== kept.remark) onKeep({ remark });
  };
  useEffect(() => {
    const timer = setTimeout(write, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [remark]);
  useEffect(() => write, []);
  return (
    <>
      <div class="field">
        <label for={id}>{t("check.remark")}</label>
        <textarea id={id} rows={2} maxLength={MOST_REMARK} value={remark} onInput={({ currentTarget }) => setRemark(currentTarget.value)} onBlur={write} />
      </div>
      <Photos photos={kept.photos} onDrop={(index) => onKeep({ photos: kept.photos.filter((_, at) => at !== index) })} />
      <PhotoButton word={t("check.photo")} of={word} onTake={(jpeg) => latest.current.onKeep({ photos: [...latest.current.kept.photos, jpeg] })} />
    </>
  );
}
