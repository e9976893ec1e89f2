// Closing a tube before it is full: how many swabs are in it, as counted, and what the phone counts.

import { useEffect, useRef, useState } from "preact/hooks";
import { closed } from "../domain/taking";
import { barcodeOf } from "../domain/tubes";
import { useActing } from "../ui/acting";
import { useWords } from "../ui/context";
import { Icon } from "../ui/icon";
import { Sheet } from "../ui/sheet";
import type { TableNow } from "../ui/table";

interface Props {
  now: TableNow;
  onSaid: (what: string) => void;
  onClose: () => void;
}

export function CloseSheet({ now, onSaid, onClose }: Props) {
  const { t, number } = useWords();
  const { busy, failure, act } = useActing();
  const [text, setText] = useState("");
  const [tried, setTried] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const tube = now.tube!;
  const [counted, known] = [/^\d{1,2}$/.test(text.trim()) ? Number(text) : null, tube.swabs.length];
  useEffect(() => field.current?.focus(), []);
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    setTried(true);
    if (counted === null || (counted !== known && !tried)) return;
    const what = t("table.closed", { tube: barcodeOf(tube.code), n: number(counted) });
    if (!(await act(what, { first: closed(now.at, tube, counted) }))) return;
    onSaid(what);
    onClose();
  };
  return (
    <Sheet title={t("table.close_title", { tube: barcodeOf(tube.code) })} onClose={onClose}>
      <form class="form" noValidate onSubmit={(event) => void submit(event)}>
        <div class="field">
          <label for="counted">{t("table.counted")}</label>
          <input
            ref={field}
            id="counted"
            type="text"
            inputMode="numeric"
            autocomplete="off"
            aria-invalid={tried && counted !== known}
            value={text}
            onInput={({ currentTarget }) => (setText(currentTarget.value), setTried(false))}
          />
          {tried && counted === null && <p class="wrong" role="alert">{t("wrong.not_a_number")}</p>}
          {tried && counted !== null && counted !== known && (
            <p class="wrong" role="alert">
              <Icon name="alert-triangle" />
              {t("table.differs", { n: number(known) })}
            </p>
          )}
        </div>
        {failure && (
          <p class="notice tone-bad" role="alert">
            <Icon name="alert-triangle" />
            <span>{t(failure)}</span>
          </p>
        )}
        <button type="submit" class="button primary wide tall" disabled={busy}>
          <Icon name="circle-check" />
          {t(tried && counted !== null && counted !== known ? "table.close_anyway" : "table.close")}
        </button>
      </form>
    </Sheet>
  );
}
