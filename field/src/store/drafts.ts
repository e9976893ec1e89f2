// Inspections that are being made: each line kept as it is judged, so that closing the app loses nothing.

import type { DraftLine } from "../domain/inspection";
import { whole, type Database } from "./database";

/** Throws StorageFull. */
export async function putDraft(db: Database, line: DraftLine): Promise<void> {
  const tx = db.transaction("drafts", "readwrite");
  await whole(tx, async () => {
    await tx.store.put(line);
  });
}

/** A person's lines, of all inspections they have begun here. */
export async function draftsOf(db: Database, owner: string): Promise<DraftLine[]> {
  return owner ? db.getAll("drafts", IDBKeyRange.bound([owner], [owner, []])) : [];
}

/** An inspection that is given up: its lines are dropped. */
export async function dropDraft(db: Database, owner: string, place: string, checklist: string): Promise<void> {
  const tx = db.transaction("drafts", "readwrite");
  await whole(tx, async () => {
    await tx.store.delete(IDBKeyRange.bound([owner, place, checklist], [owner, place, checklist, []]));
  });
}
