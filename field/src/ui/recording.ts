// Recording a report from a screen: checked, born, told with the way to take it back; or kept on screen with the reason.

import { useState } from "preact/hooks";
import { cleaned, wrongs, type Wrong } from "../domain/form";
import { formOf, wordOf } from "../domain/forms";
import type { Body } from "../domain/report";
import { StorageFull } from "../store";
import type { Word } from "../i18n/en";
import { useHere, useWords } from "./context";

/** Of what a report speaks. */
export interface Subject {
  kind: string;
  subject: string;
  area: string;
  household: string;
  about: string;
}

export interface Recording {
  busy: boolean;
  wrong: Record<string, Wrong>;
  failure: Word | null;
  /** True when it was recorded. */
  record: (body: Body) => Promise<boolean>;
}

/** What a report says in a few words. */
export function saying(kind: string, body: Body, language: string): string {
  const outcome = body["outcome"];
  return typeof outcome === "string" ? wordOf(`${kind}.outcome.${outcome}`, language) : wordOf(kind, language);
}

export function useRecording({ kind, subject, area, household, about }: Subject): Recording {
  const { phone, toasts } = useHere();
  const { t, language } = useWords();
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<Record<string, Wrong>>({});
  const [failure, setFailure] = useState<Word | null>(null);

  const takeBack = async (id: string): Promise<void> => {
    const gone = await phone.takeBack([id]).catch(() => false);
    toasts.show({ text: t(gone ? "toast.undone" : "toast.too_late") });
  };

  const record = async (filled: Body): Promise<boolean> => {
    const form = formOf(kind)!;
    const found = wrongs(form, filled);
    setWrong(found);
    if (busy || Object.keys(found).length > 0) return false;
    setBusy(true);
    setFailure(null);
    try {
      const { jpeg, ...body } = cleaned(form, filled);
      const photo = typeof jpeg === "string" ? { photo: jpeg } : {};
      const item = await phone.record({ kind, form_version: form.version, area, subject, body, about, household, ...photo });
      const what = saying(kind, body, language);
      toasts.show({ text: t("toast.recorded", { what }), action: { label: t("toast.undo"), run: () => void takeBack(item.id) } });
      return true;
    } catch (error) {
      console.warn(error);
      setFailure(phone.view.stale ? "wrong.stale" : error instanceof StorageFull ? "wrong.full" : "wrong.failed");
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { busy, wrong, failure, record };
}
