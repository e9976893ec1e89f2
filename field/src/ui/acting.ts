// What is done with an item or a place: recorded, told with the way to take it back; or kept on screen with the reason.

import { useState } from "preact/hooks";
import type { DraftLine } from "../domain/inspection";
import { StorageFull, type Together } from "../store";
import type { Word } from "../i18n/en";
import { useHere, useWords } from "./context";

export interface Acting {
  busy: boolean;
  failure: Word | null;
  /** True when it was recorded; `what` is said of it, but where the screen itself says it and takes it back. */
  act: (what: string, together: Together, isSaid?: boolean) => Promise<boolean>;
}

export function useActing(): Acting {
  const { phone, toasts } = useHere();
  const { t } = useWords();
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Word | null>(null);

  const takeBack = async (ids: readonly string[], made: readonly DraftLine[]): Promise<void> => {
    const gone = await phone.takeBack(ids, made).catch(() => false);
    toasts.show({ text: t(gone ? "toast.undone" : "toast.too_late.again") });
  };

  const act = async (what: string, together: Together, isSaid = false): Promise<boolean> => {
    if (busy) return false;
    setBusy(true);
    setFailure(null);
    try {
      const ids = (await phone.recordTogether(together)).map(({ id }) => id);
      const undo = { label: t("toast.undo"), run: () => void takeBack(ids, together.made ?? []) };
      if (!isSaid) toasts.show({ text: t("toast.recorded", { what }), action: undo });
      return true;
    } catch (error) {
      console.warn(error);
      setFailure(phone.view.stale ? "wrong.stale" : error instanceof StorageFull ? "wrong.full" : "wrong.failed");
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { busy, failure, act };
}
