// A finding of a place: what failed and how, until when; one that was put right is judged with one touch, or on a sheet.

import { useState } from "preact/hooks";
import { lookedAgain } from "../domain/acting";
import { checklistWord, lineWord } from "../domain/checklists";
import { urgencyOf } from "../domain/items";
import { msOf } from "../domain/instant";
import { isJudged, type Finding, type Place } from "../domain/places";
import { useActing } from "../ui/acting";
import { useHere, useWords } from "../ui/context";
import { Due } from "../ui/due";
import { Icon } from "../ui/icon";
import { LookAgainSheet } from "./look-again-sheet";

interface Props {
  place: Place;
  finding: Finding;
}

export function FindingCard({ place, finding }: Props) {
  const { now } = useHere();
  const { t, time, language } = useWords();
  const { checklist, line, remark, state, own, here } = finding;
  const due = state === "open" && here === "" ? msOf(finding.due_at) : null;
  return (
    <div class="finding">
      <b>{lineWord(checklist, line, language)}</b>
      {remark && <p class="told">{remark}</p>}
      <p class="quiet facts">
        <span>{checklistWord(checklist, language)}</span>
        <span>{time(msOf(finding.found_at) ?? 0)}</span>
        {due !== null && <Due due={due} urgency={urgencyOf(due, now)} />}
        {here !== "" && (
          <span class={`badge tone-${here === "closed" ? "ok" : here === "remedied" ? "info" : "bad"}`}>{t(`finding.${here}`)}</span>
        )}
      </p>
      {isJudged(finding) && <Judge place={place} finding={finding} />}
      {own && state === "remedied" && <p class="hint">{t("finding.own")}</p>}
    </div>
  );
}

function Judge({ place, finding }: Props) {
  const { t, language } = useWords();
  const { busy, failure, act } = useActing();
  const [open, setOpen] = useState(false);
  const word = lineWord(finding.checklist, finding.line, language);
  const right = (): void => {
    const [first, then] = lookedAgain(place.held, finding, "ok", "", []);
    void act(t("look.ok"), { first, then: () => then });
  };
  return (
    <>
      <div class="outcomes">
        <button type="button" class="outcome tone-bad" disabled={busy} aria-label={`${t("look.failed")}: ${word}`} onClick={() => setOpen(true)}>
          <Icon name="circle-x" />
          <span>{t("look.failed")}</span>
        </button>
        <button type="button" class="outcome tone-ok" disabled={busy} aria-label={`${t("look.ok")}: ${word}`} onClick={right}>
          <Icon name="circle-check" />
          <span>{t("look.ok")}</span>
        </button>
      </div>
      {failure && <p class="wrong">{t(failure)}</p>}
      {open && <LookAgainSheet place={place} finding={finding} onClose={() => setOpen(false)} />}
    </>
  );
}
