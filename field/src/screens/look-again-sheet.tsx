// What is not yet right with a finding that was looked at again: in words, and in photos.

import { useState } from "preact/hooks";
import { lookedAgain } from "../domain/acting";
import { lineWord } from "../domain/checklists";
import { MOST_REMARK } from "../domain/inspection";
import type { Finding, Place } from "../domain/places";
import { useActing } from "../ui/acting";
import { useWords } from "../ui/context";
import { Icon } from "../ui/icon";
import { PhotoButton } from "../ui/photo-button";
import { Sheet } from "../ui/sheet";
import { Photos } from "./photos";

interface Props {
  place: Place;
  finding: Finding;
  onClose: () => void;
}

export function LookAgainSheet({ place, finding, onClose }: Props) {
  const { t, language } = useWords();
  const { busy, failure, act } = useActing();
  const [remark, setRemark] = useState("");
  const [photos, setPhotos] = useState<string[]>([]);
  const [tried, setTried] = useState(false);
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    setTried(true);
    if (remark.trim() === "") return;
    const [first, then] = lookedAgain(place.held, finding, "failed", remark, photos);
    if (await act(t("look.failed"), { first, then: () => then })) onClose();
  };
  return (
    <Sheet title={t("look.failed.title")} onClose={onClose}>
      <form class="form" noValidate onSubmit={(event) => void submit(event)}>
        <p>{lineWord(finding.checklist, finding.line, language)}</p>
        <div class="field">
          <label for="look-remark">{t("look.failed.remark")}</label>
          <textarea
            id="look-remark"
            rows={3}
            maxLength={MOST_REMARK}
            aria-invalid={tried && remark.trim() === ""}
            value={remark}
            onInput={({ currentTarget }) => setRemark(currentTarget.value)}
          />
          {tried && remark.trim() === "" && (
            <p class="wrong" role="alert">
              <Icon name="alert-triangle" />
              {t("look.needed")}
            </p>
          )}
        </div>
        <Photos photos={photos} onDrop={(index) => setPhotos((before) => before.filter((_, at) => at !== index))} />
        <PhotoButton word={t("check.photo")} onTake={(jpeg) => setPhotos((before) => [...before, jpeg])} />
        {failure && (
          <p class="notice tone-bad" role="alert">
            <Icon name="alert-triangle" />
            <span>{t(failure)}</span>
          </p>
        )}
        <button type="submit" class="button primary wide tall" disabled={busy}>
          <Icon name="check" />
          {t(busy ? "form.recording" : "form.record")}
        </button>
      </form>
    </Sheet>
  );
}
