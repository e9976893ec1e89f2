// Work handed over to somebody else, with a reason.

import { useState } from "preact/hooks";
import type { Task } from "../domain/door";
import { useHere, useWords } from "../ui/context";
import { Icon } from "../ui/icon";
import { Sheet } from "../ui/sheet";
import { useClaimWords } from "./household-actions";

export function HandOverSheet({ task, onClose }: { task: Task; onClose: () => void }) {
  const { phone, view, toasts } = useHere();
  const { t } = useWords();
  const words = useClaimWords();
  const [to, setTo] = useState("");
  const [reason, setReason] = useState("");
  const [wrong, setWrong] = useState("");
  const [busy, setBusy] = useState(false);
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (!to.trim() || !reason.trim()) return setWrong(t("claim.missing"));
    setBusy(true);
    const outcome = await phone.claim({ action: "hand_over", targets: [task.target.code], to: to.trim(), reason: reason.trim() });
    setBusy(false);
    const said = words(outcome, view.enrolment!.person.code);
    if (outcome.kind !== "answered") return setWrong(said);
    toasts.show({ text: said });
    onClose();
  };
  return (
    <Sheet title={t("claim.hand_over")} onClose={onClose}>
      <form class="form" noValidate onSubmit={(event) => void submit(event)}>
        <div class="field">
          <label for="hand-over-to">{t("claim.to")}</label>
          <input
            id="hand-over-to"
            type="text"
            autocomplete="off"
            autocapitalize="characters"
            value={to}
            onInput={({ currentTarget }) => setTo(currentTarget.value)}
          />
        </div>
        <div class="field">
          <label for="hand-over-reason">{t("claim.reason")}</label>
          <textarea id="hand-over-reason" rows={2} value={reason} onInput={({ currentTarget }) => setReason(currentTarget.value)} />
        </div>
        {wrong && (
          <p class="notice tone-warn" role="alert">
            <Icon name="alert-triangle" />
            <span>{wrong}</span>
          </p>
        )}
        <button type="submit" class="button primary wide tall" disabled={busy}>
          <Icon name="user-share" />
          {t("claim.hand_over")}
        </button>
      </form>
    </Sheet>
  );
}
