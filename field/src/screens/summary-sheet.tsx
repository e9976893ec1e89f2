// What an inspection comes to before it is recorded: the findings, whose they will be, and where the inspector stands.

import { useState } from "preact/hooks";
import { inspected, picturesOf } from "../domain/acting";
import { checklistWord, lineWord, type Checklist } from "../domain/checklists";
import { inOrder, inspectionBody, MOST_REMARK, progressOf, standOf, type DraftLine } from "../domain/inspection";
import { isJudged } from "../domain/places";
import { useActing } from "../ui/acting";
import { useWords } from "../ui/context";
import { Icon } from "../ui/icon";
import { usePosition } from "../ui/position";
import { replace, to } from "../ui/route";
import { Sheet } from "../ui/sheet";
import type { Inspected } from "./checklist";

interface Props {
  of: Inspected;
  form: Checklist;
  drafts: DraftLine[];
  onClose: () => void;
}

export function SummarySheet({ of, form, drafts, onClose }: Props) {
  const { t, language } = useWords();
  const { busy, failure, act } = useActing();
  const { here, finding, find, forget } = usePosition();
  const [stands, setStands] = useState(false);
  const [note, setNote] = useState("");
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const stand = stands && here ? standOf(here.lat, here.lon, here.accuracy) : null;
    const body = inspectionBody(form, drafts, of.findings, note, stand);
    const then = (id: string) => picturesOf(id, of, body, drafts);
    const done = await act(checklistWord(form.checklist, language), { first: inspected(of, body, stand), then, made: drafts });
    if (done) replace(to.place(of.code));
  };
  return (
    <Sheet title={t("check.summary")} onClose={onClose}>
      <form class="form" noValidate onSubmit={(event) => void submit(event)}>
        <Found of={of} form={form} drafts={drafts} />
        <div class="field">
          <label for="check-note">
            {t("check.note")} <small>({t("optional")})</small>
          </label>
          <textarea id="check-note" rows={2} maxLength={MOST_REMARK} value={note} onInput={({ currentTarget }) => setNote(currentTarget.value)} />
        </div>
        <div class="field">
          {stands && here ? (
            <p class="facts">
              <Icon name="current-location" /> {t("check.stand.on", { n: Math.round(here.accuracy) })}
              <button type="button" class="button" onClick={() => (setStands(false), forget())}>
                {t("check.stand.off")}
              </button>
            </p>
          ) : (
            <button type="button" class="button wide" disabled={finding === "asking"} onClick={() => (setStands(true), find())}>
              <Icon name="current-location" />
              {t(finding === "asking" ? "inspect.here.asking" : "check.stand")}
            </button>
          )}
          <p class="hint">{t(finding === "unknown" ? "inspect.here.unknown" : "check.stand.hint")}</p>
        </div>
        {failure && (
          <p class="notice tone-bad" role="alert">
            <Icon name="alert-triangle" />
            <span>{t(failure)}</span>
          </p>
        )}
        <button type="submit" class="button primary wide tall" disabled={busy}>
          <Icon name="check" />
          {t(busy ? "form.recording" : "check.record")}
        </button>
      </form>
    </Sheet>
  );
}

function Found({ of, form, drafts }: Omit<Props, "onClose">) {
  const { t, count, lasting, language } = useWords();
  const again = new Set(of.findings.map(({ line }) => line));
  const lines = inOrder(form, drafts);
  const failed = lines.filter(({ line, result }) => result === "failed" && !again.has(line));
  const judging = new Set(of.findings.filter(isJudged).map(({ line }) => line));
  const looked = lines.filter(({ line, result }) => result !== "not_seen" && judging.has(line));
  const { judged, total } = progressOf(form, drafts);
  const hours = new Map(form.lines.map(({ code, deadline_h }) => [code, deadline_h]));
  return (
    <>
      <p class={`figure-line ${failed.length > 0 ? "bad" : "ok"}`}>
        <Icon name={failed.length > 0 ? "alert-triangle" : "circle-check"} large />
        <b>{failed.length > 0 ? count(failed.length, "check.found.one", "check.found") : t("check.found.none")}</b>
      </p>
      {failed.length > 0 && (
        <ul class="found">
          {failed.map(({ line, remark, photos }) => (
            <li key={line}>
              <b>{lineWord(form.checklist, line, language)}</b>
              {remark.trim() && <span class="line told">{remark}</span>}
              <span class="quiet facts">
                <span>{t("check.within", { time: lasting((hours.get(line) ?? 0) * 3_600_000) })}</span>
                {photos.length > 0 && <span>{count(photos.length, "check.photos.one", "check.photos")}</span>}
              </span>
            </li>
          ))}
        </ul>
      )}
      {failed.length > 0 && <p>{t("check.owner", { name: of.name })}</p>}
      {looked.length > 0 && <p>{count(looked.length, "check.again.one", "check.again")}</p>}
      {judged < total && <p class="warn">{count(total - judged, "check.left.one", "check.left")}</p>}
    </>
  );
}
