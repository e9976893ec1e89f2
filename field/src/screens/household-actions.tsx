// What else can be done at a door: call, note, photo, change, and the work taken, released or handed over.

import { useState } from "preact/hooks";
import type { Door, Task } from "../domain/door";
import { formOf, KINDS, wordOf } from "../domain/forms";
import { msOf } from "../domain/instant";
import type { Action, ClaimOutcome } from "../sync/claims";
import { useCarries, useHere, useWords } from "../ui/context";
import { FormSheet } from "../ui/form-sheet";
import { Icon } from "../ui/icon";
import { KIND_ICON } from "../ui/words";
import { CallSheet } from "./call-sheet";
import { HandOverSheet } from "./hand-over-sheet";

/** Kinds that speak of a household as such, in the order of use. */
const ABOUT_HOUSEHOLD = ["note", "photo", "household", "contact"].filter((kind) => KINDS.includes(kind));

export function HouseholdActions({ door, task }: { door: Door; task: Task | undefined }) {
  const { t, language } = useWords();
  const carries = useCarries();
  const [open, setOpen] = useState<string | null>(null);
  const { household } = door;
  const close = (): void => setOpen(null);
  const form = open !== null && formOf(open);
  return (
    <section class="card">
      <h2>{t("household.actions")}</h2>
      <div class="actions">
        <button type="button" class="action" onClick={() => setOpen("call")}>
          <Icon name="phone" large />
          <span>{t("household.call")}</span>
        </button>
        {ABOUT_HOUSEHOLD.filter(carries).map((kind) => (
          <button key={kind} type="button" class="action" onClick={() => setOpen(kind)}>
            <Icon name={KIND_ICON[kind] ?? "notes"} large />
            <span>{wordOf(kind, language)}</span>
          </button>
        ))}
        {household.lat !== null && household.lon !== null && (
          <a class="action" href={`geo:${household.lat},${household.lon}?q=${household.lat},${household.lon}`}>
            <Icon name="map-pin" large />
            <span>{t("household.map")}</span>
          </a>
        )}
      </div>
      {task && <Work task={task} onHandOver={() => setOpen("hand_over")} />}
      {open === "call" && <CallSheet household={household.code} onClose={close} />}
      {open === "hand_over" && task && <HandOverSheet task={task} onClose={close} />}
      {form && (
        <FormSheet
          title={wordOf(form.kind, language)}
          of={{
            kind: form.kind,
            subject: household.code,
            area: household.area,
            household: household.code,
            about: household.address || household.code,
          }}
          onClose={close}
          onDone={close}
        />
      )}
    </section>
  );
}

/** What came of a claim, in a sentence. */
export function useClaimWords(): (outcome: ClaimOutcome, me: string) => string {
  const { t, time } = useWords();
  return (outcome, me) => {
    if (outcome.kind === "offline") return t("claim.offline");
    if (outcome.kind === "refused") return outcome.sentence || t("refused");
    const [answer] = outcome.answers;
    if (!answer || answer.result === "released") return t("claim.released");
    if (answer.result === "taken") return t("claim.taken", { name: answer.holder_name });
    if (answer.holder !== me) return t("claim.handed", { name: answer.holder_name });
    return t("claim.held", { at: time(msOf(answer.lease_until) ?? 0) });
  };
}

function Work({ task, onHandOver }: { task: Task; onHandOver: () => void }) {
  const { phone, view, toasts } = useHere();
  const { t } = useWords();
  const words = useClaimWords();
  const [busy, setBusy] = useState(false);
  const ask = async (action: Action): Promise<void> => {
    setBusy(true);
    const outcome = await phone.claim({ action, targets: [task.target.code] });
    setBusy(false);
    toasts.show({ text: words(outcome, view.enrolment!.person.code) });
  };
  if (task.heldByOther) return null;
  return (
    <div class="work">
      {task.heldByMe ? (
        <>
          <button type="button" class="button" disabled={busy} onClick={() => void ask("extend")}>
            <Icon name="clock" />
            {t("claim.extend")}
          </button>
          <button type="button" class="button" disabled={busy} onClick={() => void ask("release")}>
            {t("claim.release")}
          </button>
        </>
      ) : (
        <button type="button" class="button" disabled={busy} onClick={() => void ask("take")}>
          <Icon name="hand-grab" />
          {t("claim.take")}
        </button>
      )}
      <button type="button" class="button" disabled={busy} onClick={onHandOver}>
        <Icon name="user-share" />
        {t("claim.hand_over")}
      </button>
    </div>
  );
}
