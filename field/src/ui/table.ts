// The table as it stands now: which one it is, the tube in front, and who has been sampled here.

import { useMemo } from "preact/hooks";
import { chosen, sampledIn, type Table } from "../domain/table";
import type { AtTable } from "../domain/taking";
import type { Person } from "../domain/rounds";
import { codeIn, countSince, isUntouched, swabsBy, tubesOf, undone, type Count, type SwabHere, type Tube } from "../domain/tubes";
import { useHere } from "./context";

export interface TableNow {
  at: AtTable;
  set: Table;
  tubes: Tube[];
  /** The code of the tube in front, "" without one. */
  code: string;
  /** What is in it; null while it holds nothing. */
  tube: Tube | null;
  count: Count;
  sampled: (person: Person) => SwabHere | "elsewhere" | null;
  /** The swab here of somebody in no list, by the lot of the document. */
  stranger: (mark: string) => SwabHere | null;
}

function startOfDay(now: number): number {
  return new Date(now).setHours(0, 0, 0, 0);
}

/** The tube that is open at this table, else the one whose barcode was read. */
function inFront(tubes: readonly Tube[], round: string, { point, table, barcode }: Table): { code: string; tube: Tube | null } {
  const code = barcode && codeIn(round, barcode);
  const begun = tubes.filter((one) => one.stage === "open" && one.size > 0 && one.point === point && one.table === table);
  const open = begun.filter((one) => one.code === code || !isUntouched(one)).at(-1);
  if (open) return { code: open.code, tube: open };
  const known = tubes.find((one) => one.code === code);
  return known && known.stage !== "open" ? { code: "", tube: null } : { code, tube: known ?? null };
}

/** Null until a table was chosen. */
export function useTable(): TableNow | null {
  const { view, now } = useHere();
  const { held, table: set, items } = view;
  const today = startOfDay(now);
  return useMemo(() => {
    const found = held && chosen(held.rounds, set);
    if (!held || !found) return null;
    const at = { ...found, table: set.table, charge: held.frame.me.area?.code };
    const tubes = tubesOf(items, found.round.code);
    const { targets, marks } = swabsBy(tubes);
    const back = undone(items);
    return {
      ...{ at, set, tubes, ...inFront(tubes, found.round.code, set) },
      count: countSince(tubes, today, set.point, set.table),
      sampled: (person: Person) => sampledIn(person, targets, back),
      stranger: (mark: string) => (mark && marks.get(mark)) || null,
    };
  }, [held, set, items, today]);
}
