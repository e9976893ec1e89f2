// The one field of the table: what was typed or scanned, and what it turned out to be.

import { useState } from "preact/hooks";
import { found, type Found } from "../domain/finding-people";
import { documentOf, isMistyped, type IdDocument } from "../domain/id-number";
import { wasUsed } from "../domain/taking";
import { barcodeOf, codeIn, isBarcode } from "../domain/tubes";
import type { Word } from "../i18n/en";
import { useHere } from "./context";
import { signal } from "./signal";
import type { TableNow } from "./table";

export interface Sought extends Found {
  text: string;
  identity: IdDocument | null;
  /** The lot of the document, where it is the number of one. */
  mark: string;
}

export interface Seeking {
  sought: Sought | null;
  /** What was wrong with the text, in words. */
  trouble: Word | null;
  /** The text was that of the tube in front: it is to be closed. */
  closing: boolean;
  seek: (text: string) => Promise<Sought | null>;
  clear: () => void;
  /** Whoever was found is dealt with; somebody scanned in the meantime stays. */
  done: (whom: Sought | null) => void;
}

export function useSeeking({ at, tubes, code, tube, sampled }: TableNow): Seeking {
  const { phone } = useHere();
  const [sought, setSought] = useState<Sought | null>(null);
  const [trouble, setTrouble] = useState<Word | null>(null);
  const [closing, setClosing] = useState(false);
  const tell = (word: Word | null): null => {
    if (word) signal("bad");
    setTrouble(word);
    return null;
  };

  /** Who a text speaks of, whatever else it may be. */
  const look = async (text: string): Promise<Sought> => {
    const identity = documentOf(text);
    const mark = identity ? await phone.store.lot(at.round.salt, identity.number) : "";
    return { ...found(at.round.people, text, identity, mark), text, identity, mark };
  };

  const open = async (barcode: string, known: Sought): Promise<null> => {
    const isPerson = known.identity?.type === "cn_resident_id" || (known.people.length > 0 && known.by !== "name");
    if (isPerson || isMistyped(barcode)) return tell("table.first_tube");
    if (!isBarcode(barcode)) return tell("table.no_barcode");
    if (wasUsed(at.round, tubes, barcode)) return tell("table.used_tube");
    await phone.setTable({ barcode });
    return tell(null);
  };

  const seek = async (typed: string): Promise<Sought | null> => {
    const text = typed.normalize("NFKC").trim();
    setSought(null);
    tell(null);
    const barcode = text.startsWith(`${at.round.code}/`) ? barcodeOf(text) : text;
    if (code !== "" && codeIn(at.round.code, barcode) === code) {
      setClosing(tube !== null);
      return null;
    }
    const known = await look(text);
    if (code === "") return open(barcode, known);
    if (known.people.length === 0 && isMistyped(text)) return tell("table.mistyped");
    if (known.people.every((one) => sampled(one) !== null)) signal("bad");
    setSought(known);
    return known;
  };

  const clear = (): void => {
    setSought(null);
    setTrouble(null);
    setClosing(false);
  };
  const done = (whom: Sought | null): void => setSought((present) => (present === whom ? null : present));
  return { sought, trouble, closing, seek, clear, done };
}
