// The one place that opens the phone's database, brings it up to date, and lets go of it for a newer version.

import { openDB } from "idb";
import { STEPS, type Database, type Schema, type Step } from "./schema";

export type { Database } from "./schema";

/** The storage of the phone is full: nothing of what was asked has been written. */
export class StorageFull extends Error {
  override name = "StorageFull";
}

export interface Opening {
  name?: string;
  steps?: readonly Step[];
  /** Told when a newer version of the app has taken the database, so that this window must be loaded anew. */
  onStale?: () => void;
}

/**
 * The database, brought up step by step in one transaction: a step that fails leaves everything as it was.
 *
 * Throws StorageFull, or what the browser says.
 */
export async function openDatabase({ name = "fangxian-field", steps = STEPS, onStale }: Opening = {}): Promise<Database> {
  const db = await plainly(
    openDB<Schema>(name, steps.length, {
      async upgrade(db, from, _to, tx) {
        try {
          for (const step of steps.slice(from)) await step(db as Database, tx as never);
        } catch (error) {
          console.warn(error);
          tx.done.catch(() => undefined);
          stop(tx);
        }
      },
      blocking() {
        db.close();
        onStale?.();
      },
      terminated: () => onStale?.(),
    }),
  );
  return db;
}

function isFull(error: unknown): boolean {
  const { name, inner } = (error ?? {}) as { name?: string; inner?: { name?: string } };
  return name === "QuotaExceededError" || inner?.name === "QuotaExceededError";
}

/** What a promise of the database gives; a full storage is told by its own error. */
export async function plainly<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (isFull(error)) throw new StorageFull("The storage of this phone is full", { cause: error });
    throw error;
  }
}

function stop(tx: { abort(): void }): void {
  try {
    tx.abort();
  } catch {
    // It has ended by itself.
  }
}

/**
 * Work within a transaction: what it gives once all of it is on the disk. Whatever fails, none of it is.
 *
 * Throws StorageFull, or what the work threw.
 */
export async function whole<T>(tx: { abort(): void; done: Promise<void> }, work: () => Promise<T>): Promise<T> {
  const done = plainly(tx.done);
  done.catch(() => undefined);
  try {
    const outcome = await plainly(work());
    await done;
    return outcome;
  } catch (error) {
    stop(tx);
    const ending: unknown = await done.then(() => error, (reason: unknown) => reason);
    // A request of a transaction that was stopped says only so; the transaction knows why.
    throw (error as Error).name === "AbortError" ? ending : error;
  }
}
