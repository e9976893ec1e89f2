// The tube in front: how many are in it, as dots that can be counted across a table; close it, take the last one back.

import { useState } from "preact/hooks";
import { takenBack } from "../domain/taking";
import { barcodeOf } from "../domain/tubes";
import { useActing } from "../ui/acting";
import { useHere, useWords } from "../ui/context";
import { Icon } from "../ui/icon";
import type { TableNow } from "../ui/table";
import { CloseSheet } from "./close-sheet";

interface Props {
  now: TableNow;
  onSaid: (what: string) => void;
  onDone: () => void;
}

export function TubeCard({ now, onSaid, onDone }: Props) {
  const { phone } = useHere();
  const { t, time, number } = useWords();
  const [closing, setClosing] = useState(false);
  const { code, tube } = now;
  if (code === "") {
    return (
      <section class="card tube">
        <h2>{t("table.no_tube")}</h2>
        <p class="quiet">{t("table.no_tube.why")}</p>
        <LastTube now={now} />
      </section>
    );
  }
  const swabs = tube?.swabs ?? [];
  const first = swabs[0];
  return (
    <section class="card tube">
      <h2 class="tube-head">
        <Icon name="test-pipe" />
        <code class="grow">{barcodeOf(code)}</code>
        <b class="tube-count">{tube && tube.size > 0 ? t("check.progress", { part: number(swabs.length), total: number(tube.size) }) : t("table.empty")}</b>
      </h2>
      <Dots filled={swabs.length} size={tube?.size ?? 0} />
      {first && <p class="quiet">{t("table.first_at", { at: time(first.at) })}</p>}
      {swabs.length > 0 && <LastSwab now={now} onSaid={onSaid} onDone={onDone} />}
      {swabs.length > 0 ? (
        <button type="button" class="button wide" onClick={() => setClosing(true)}>
          <Icon name="circle-check" />
          {t("table.close")}
        </button>
      ) : (
        <button type="button" class="button wide" onClick={() => void phone.setTable({ barcode: "" }).then(onDone)}>
          <Icon name="x" />
          {t("table.other_tube")}
        </button>
      )}
      {closing && <CloseSheet now={now} onSaid={onSaid} onClose={() => (setClosing(false), onDone())} />}
    </section>
  );
}

function Dots({ filled, size }: { filled: number; size: number }) {
  if (size === 0) return null;
  return (
    <div class="dots" aria-hidden="true">
      {Array.from({ length: size }, (_, index) => (
        <span key={index} class={index < filled ? "swab-dot filled" : "swab-dot"}>
          {index + 1}
        </span>
      ))}
    </div>
  );
}

/** The last swab, and the way to take it back: at once while it is still here, else by a report. */
function LastSwab({ now, onSaid, onDone }: Props) {
  const { phone } = useHere();
  const { t, time } = useWords();
  const { busy, act } = useActing();
  const last = now.tube!.swabs.at(-1)!;
  const undo = async (): Promise<void> => {
    const gone = await phone.takeBack([last.id]).catch(() => false);
    if (gone || (await act(t("table.taken_back", { name: last.about }), { first: takenBack(now.at, last) }))) onSaid(t("table.taken_back", { name: last.about }));
    onDone();
  };
  return (
    <p class="last-swab">
      <span class="grow">{t("table.last", { name: last.about, at: time(last.at) })}</span>
      <button type="button" class="button" disabled={busy} onClick={() => void undo()}>
        <Icon name="arrow-back-up" />
        {t("table.take_back")}
      </button>
    </p>
  );
}

function LastTube({ now }: { now: TableNow }) {
  const { t, number, time } = useWords();
  const last = now.tubes.filter(({ stage, point, table }) => stage === "closed" && point === now.set.point && table === now.set.table).at(-1);
  if (!last) return null;
  return (
    <p class="quiet">
      {t("table.last_tube", { tube: barcodeOf(last.code), n: number(last.stated ?? last.swabs.length), at: time(last.at) })}
    </p>
  );
}
