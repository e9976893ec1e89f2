// What the phone's database holds, and the steps by which an older one becomes the present one.

import type { DBSchema, IDBPDatabase, IDBPTransaction, StoreNames } from "idb";
import type { Enrolment } from "../domain/enrolment";
import type { Frame, Household, Target } from "../domain/held";
import type { DraftLine } from "../domain/inspection";
import type { HeldItem } from "../domain/items";
import type { HeldPlace } from "../domain/places";
import type { Item } from "../domain/report";
import type { HeldRound } from "../domain/rounds";
import type { Table } from "../domain/table";

export interface Schema extends DBSchema {
  /** Small facts of the installation: its id, the present enrolment, the last door. */
  facts: { key: string; value: string };
  enrolments: { key: string; value: Enrolment };
  outbox: { key: string; value: Item; indexes: { owner: string; state: string } };
  /** Photos by report, apart from the reports, so that a list never loads them. */
  photos: { key: string; value: string };
  frame: { key: "frame"; value: Frame };
  households: { key: string; value: Household };
  targets: { key: string; value: Target };
  /** Items and places by their rank: each list comes whole, in its order. */
  items: { key: number; value: HeldItem };
  places: { key: number; value: HeldPlace };
  rounds: { key: number; value: HeldRound };
  /** Lines of inspections that are being made, by owner, place, checklist and line. */
  drafts: { key: [string, string, string, string]; value: DraftLine };
  /** What is set and begun at a table or a box, by owner. */
  tables: { key: string; value: Table };
}

export type Database = IDBPDatabase<Schema>;
export type Upgrade = IDBPTransaction<Schema, StoreNames<Schema>[], "versionchange">;

/** One step: from the version of its place in the list to the next. A step is never changed once published. */
export type Step = (db: Database, tx: Upgrade) => void | Promise<void>;

export const STEPS: readonly Step[] = [
  (db) => {
    db.createObjectStore("facts");
    db.createObjectStore("enrolments", { keyPath: "device" });
    const outbox = db.createObjectStore("outbox", { keyPath: "id" });
    outbox.createIndex("owner", "owner");
    outbox.createIndex("state", "state");
    db.createObjectStore("photos");
    db.createObjectStore("frame");
    db.createObjectStore("households", { keyPath: "code" });
    db.createObjectStore("targets", { keyPath: "code" });
  },
  (db) => {
    db.createObjectStore("items");
    db.createObjectStore("places");
    db.createObjectStore("drafts", { keyPath: ["owner", "place", "checklist", "line"] });
  },
  (db) => {
    db.createObjectStore("rounds");
    db.createObjectStore("tables", { keyPath: "owner" });
  },
];
