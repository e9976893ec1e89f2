// What is set and begun at a table, kept as it changes, so that closing the app in mid-tube loses nothing.

import type { Table } from "../domain/table";
import { whole, type Database } from "./database";

/** Throws StorageFull. */
export async function putTable(db: Database, table: Table): Promise<void> {
  const tx = db.transaction("tables", "readwrite");
  await whole(tx, async () => {
    await tx.store.put(table);
  });
}

export async function tableOf(db: Database, owner: string): Promise<Table | undefined> {
  return owner ? db.get("tables", owner) : undefined;
}
