// Signing out: says what goes and what stays, offers to send first, and asks.

import { useState } from "preact/hooks";
import { mustStay } from "../domain/report";
import { useHere, useWords } from "../ui/context";
import { Icon } from "../ui/icon";
import { replace, to } from "../ui/route";
import { Sheet } from "../ui/sheet";

export function LeaveSheet({ onClose }: { onClose: () => void }) {
  const { phone, view } = useHere();
  const { t, count } = useWords();
  const [busy, setBusy] = useState(false);
  const kept = view.items.filter(mustStay).length;
  const leave = async (): Promise<void> => {
    setBusy(true);
    await phone.leave(kept);
    replace(to.today);
  };
  return (
    <Sheet title={t("leave.title")} onClose={onClose}>
      <div class="form">
        <p>{t("leave.wipes")}</p>
        {kept > 0 && (
          <>
            <p class="notice tone-warn">
              <Icon name="alert-triangle" />
              <span>{count(kept, "leave.keeps.one", "leave.keeps")}</span>
            </p>
            <button type="button" class="button wide tall" disabled={view.status.running} onClick={() => void phone.sync()}>
              <Icon name="send" />
              {t("leave.first")}
            </button>
          </>
        )}
        <button type="button" class="button wide tall" onClick={onClose}>
          {t("cancel")}
        </button>
        <button type="button" class="button danger wide tall" disabled={busy} onClick={() => void leave()}>
          <Icon name="logout" />
          {t("leave.go")}
        </button>
      </div>
    </Sheet>
  );
}
