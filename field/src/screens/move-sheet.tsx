// What a move needs, on a sheet: a reason, a photo, the answers; recorded together, the photo first.

import { useState } from "preact/hooks";
import { moved, shown } from "../domain/acting";
import type { Move } from "../domain/flow";
import type { OwnItem } from "../domain/items";
import { answersOf, knownAnswer, unanswered } from "../domain/questions";
import type { Body } from "../domain/report";
import { useActing } from "../ui/acting";
import { useWords } from "../ui/context";
import { Icon } from "../ui/icon";
import { PhotoButton } from "../ui/photo-button";
import { Sheet } from "../ui/sheet";
import { QuestionField } from "./item-questions";
import { Photos } from "./photos";

interface Props {
  item: OwnItem;
  move: Move;
  onClose: () => void;
}

/** The most a reason may hold. */
const MOST_REASON = 1000;

export function MoveSheet({ item, move, onClose }: Props) {
  const { t, count } = useWords();
  const { busy, failure, act } = useActing();
  const { held, evidence } = item;
  const questions = move.code === "report" ? held.form : [];
  const [reason, setReason] = useState("");
  const [photos, setPhotos] = useState<string[]>([]);
  const [filled, setFilled] = useState<Body>(() => Object.fromEntries(questions.map((one) => [one.name, knownAnswer(one)])));
  const [tried, setTried] = useState(false);
  const photoNeeded = move.needs.includes("evidence");
  const reasonNeeded = move.needs.includes("reason");
  const wrong = {
    reason: reasonNeeded && reason.trim() === "",
    photo: photoNeeded && evidence + photos.length === 0,
    answers: unanswered(questions, filled),
  };
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    setTried(true);
    if (wrong.reason || wrong.photo || wrong.answers.length > 0) return;
    const said = [...photos.map((jpeg) => shown(held, jpeg)), moved(held, move.code, reason, answersOf(questions, filled))];
    if (await act(move.label, { first: said[0]!, then: () => said.slice(1) })) onClose();
  };
  return (
    <Sheet title={move.label} onClose={onClose}>
      <form class="form" noValidate onSubmit={(event) => void submit(event)}>
        {questions.map((one) => (
          <QuestionField
            key={one.name}
            question={one}
            value={filled[one.name]}
            missing={tried && wrong.answers.includes(one.name)}
            onChange={(value) => setFilled((before) => ({ ...before, [one.name]: value }))}
          />
        ))}
        {photoNeeded && (
          <div class="field">
            <Photos photos={photos} onDrop={(index) => setPhotos((before) => before.filter((_, at) => at !== index))} />
            <PhotoButton word={t(photos.length === 0 ? "form.photo.take" : "check.photo")} onTake={(jpeg) => setPhotos((before) => [...before, jpeg])} />
            {tried && wrong.photo ? <Missing /> : <p class="hint">{evidence > 0 ? count(evidence, "item.evidence.one", "item.evidence.n") : t("form.photo.hint")}</p>}
          </div>
        )}
        <div class="field">
          <label for="move-reason">
            {t(reasonNeeded ? "item.reason" : "item.remark")}
            {!reasonNeeded && <small> ({t("optional")})</small>}
          </label>
          <textarea
            id="move-reason"
            rows={3}
            maxLength={MOST_REASON}
            aria-invalid={tried && wrong.reason}
            value={reason}
            onInput={({ currentTarget }) => setReason(currentTarget.value)}
          />
          {tried && wrong.reason ? <Missing /> : reasonNeeded && <p class="hint">{t("item.reason.why")}</p>}
        </div>
        {failure && (
          <p class="notice tone-bad" role="alert">
            <Icon name="alert-triangle" />
            <span>{t(failure)}</span>
          </p>
        )}
        <button type="submit" class="button primary wide tall" disabled={busy}>
          <Icon name="check" />
          {busy ? t("form.recording") : move.label}
        </button>
      </form>
    </Sheet>
  );
}

function Missing() {
  const { t } = useWords();
  return (
    <p class="wrong" role="alert">
      <Icon name="alert-triangle" />
      {t("wrong.required")}
    </p>
  );
}
