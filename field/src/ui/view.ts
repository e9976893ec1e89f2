// All that the screens show, as it is kept at this moment.

import type { Ending, Enrolment } from "../domain/enrolment";
import type { DraftLine } from "../domain/inspection";
import type { Item } from "../domain/report";
import { nothingAt, type Table } from "../domain/table";
import type { Held } from "../store";
import { QUIET, type Status } from "../sync/status";

export interface View {
  enrolment: Enrolment | null;
  ending: Ending;
  held: Held | null;
  /** The reports of whoever holds the phone, the newest first. */
  items: Item[];
  /** Lines of inspections that are being made. */
  drafts: DraftLine[];
  /** What is set and begun at the table. */
  table: Table;
  others: number;
  lastDoor: string | null;
  status: Status;
  /** The app was updated in another window and this one no longer reaches the database. */
  stale: boolean;
}

export const NOTHING_YET: View = {
  enrolment: null,
  ending: "",
  held: null,
  items: [],
  drafts: [],
  table: nothingAt(""),
  others: 0,
  lastDoor: null,
  status: QUIET,
  stale: false,
};
