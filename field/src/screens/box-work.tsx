// One box: its label, then its tubes one by one, then who else signs; kept as it grows.

import { useRef, useState } from "preact/hooks";
import { boxCode, compared, type BoxDraft } from "../domain/boxes";
import type { Box } from "../domain/rounds";
import { barcodeOf, isBarcode, tubesOf } from "../domain/tubes";
import { useHere, useWords } from "../ui/context";
import { Icon } from "../ui/icon";
import { EntryField } from "./entry-field";
import { BoxSigning } from "./box-signing";

interface Props {
  draft: BoxDraft;
  boxes: readonly Box[];
  onSaid: (what: string) => void;
}

export function BoxWork({ draft, boxes, onSaid }: Props) {
  const { phone, view } = useHere();
  const { t, number } = useWords();
  const [trouble, setTrouble] = useState("");
  const field = useRef<HTMLInputElement>(null);
  const rounds = view.held?.rounds ?? [];
  const known = boxes.find(({ code }) => code === draft.code);
  const put = (part: Partial<BoxDraft>): void => void phone.setTable({ box: { ...draft, ...part } });

  const label = (text: string): void => {
    const code = boxCode(rounds, text);
    if (!code) return setTrouble(t("boxes.round_needed"));
    const packed = boxes.find((one) => one.code === code)?.tubes ?? [];
    put({ code, tubes: draft.step === "handed" ? packed.map(barcodeOf) : draft.tubes });
  };
  const enter = async (typed: string): Promise<void> => {
    const text = typed.normalize("NFKC").trim();
    setTrouble("");
    if (text === "") return;
    if (draft.code === "") return label(text);
    const barcode = barcodeOf(text);
    if (!isBarcode(barcode)) return setTrouble(t("table.no_barcode"));
    if (draft.tubes.includes(barcode)) return setTrouble(t("boxes.twice", { tube: barcode }));
    put({ tubes: [...draft.tubes, barcode] });
  };
  return (
    <div class="table">
      <section class="table-work">
        <h2>
          {t(`boxes.${draft.step}`)} {draft.code && <code>{barcodeOf(draft.code)}</code>}
        </h2>
        <EntryField input={field} many word={t(draft.code === "" ? "boxes.scan_box" : "boxes.scan_tube")} onEnter={enter} />
        {trouble && (
          <p class="said bad" role="alert">
            {trouble}
          </p>
        )}
        {draft.step === "packed" && draft.code !== "" && <Closed draft={draft} onPut={(tubes) => put({ tubes })} />}
        <button type="button" class="button quiet start" onClick={() => void phone.setTable({ box: null })}>
          <Icon name="x" />
          {t("cancel")}
        </button>
      </section>
      {draft.code !== "" && (
        <section class="card tube">
          <p class="figure">
            <b>{number(draft.tubes.length)}</b>
            <span>{t("boxes.in_hand")}</span>
          </p>
          {draft.step === "received" && <Missing packed={known?.tubes ?? []} seen={draft.tubes} />}
          <Tubes tubes={draft.tubes} onDrop={(tube) => put({ tubes: draft.tubes.filter((one) => one !== tube) })} />
          <BoxSigning draft={draft} onSaid={onSaid} />
        </section>
      )}
    </div>
  );
}

/** Closed tubes of this phone that are in no box yet: all of them at one touch. */
function Closed({ draft, onPut }: { draft: BoxDraft; onPut: (tubes: string[]) => void }) {
  const { view } = useHere();
  const { count } = useWords();
  const round = draft.code.slice(0, draft.code.indexOf("/"));
  const closed = tubesOf(view.items, round).filter(({ stage, box }) => stage === "closed" && box === "").map(({ code }) => barcodeOf(code));
  const left = closed.filter((tube) => !draft.tubes.includes(tube));
  if (left.length === 0) return null;
  return (
    <button type="button" class="button wide" onClick={() => onPut([...draft.tubes, ...left])}>
      <Icon name="plus" />
      {count(left.length, "boxes.add_closed.one", "boxes.add_closed")}
    </button>
  );
}

function Missing({ packed, seen }: { packed: readonly string[]; seen: readonly string[] }) {
  const { t, count } = useWords();
  const { missing, strange } = compared(packed, seen);
  if (packed.length === 0) return <p class="quiet">{t("boxes.unknown")}</p>;
  if (missing.length === 0 && strange.length === 0) {
    return (
      <p class="figure-line ok" role="status">
        <Icon name="checks" />
        {t("boxes.complete")}
      </p>
    );
  }
  return (
    <div class="notice tone-warn" role="status">
      <Icon name="alert-triangle" />
      <div>
        {missing.length > 0 && (
          <p>
            <b>{count(missing.length, "boxes.missing.one", "boxes.missing")}</b> {missing.join(" · ")}
          </p>
        )}
        {strange.length > 0 && (
          <p>
            <b>{t("boxes.strange")}</b> {strange.join(" · ")}
          </p>
        )}
      </div>
    </div>
  );
}

function Tubes({ tubes, onDrop }: { tubes: readonly string[]; onDrop: (tube: string) => void }) {
  const { t } = useWords();
  return (
    <ul class="tubes-in">
      {tubes.map((tube) => (
        <li key={tube}>
          <code class="grow">{tube}</code>
          <button type="button" class="button quiet square" aria-label={t("boxes.drop", { tube })} onClick={() => onDrop(tube)}>
            <Icon name="x" />
          </button>
        </li>
      ))}
    </ul>
  );
}
