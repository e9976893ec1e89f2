// What was pulled: taken in whole or as changes, and wiped when its date has come.

import type { Frame, Household, Pull, Settled, Target } from "../domain/held";
import { hasExpired } from "../domain/held";
import type { HeldItem } from "../domain/items";
import type { HeldPlace } from "../domain/places";
import { mustStay } from "../domain/report";
import type { HeldRound } from "../domain/rounds";
import { whole, type Database } from "./database";
import type { Schema } from "./schema";

export interface Held {
  frame: Frame;
  households: Household[];
  targets: Target[];
  items: HeldItem[];
  places: HeldPlace[];
  rounds: HeldRound[];
}

export type Holder = Pick<Target, "holder" | "holder_name" | "lease_until"> & { target: string };

/** How long what has been sent stays to be looked at. */
export const SENT_KEPT_MS = 3 * 24 * 3_600_000;

const LISTS = ["households", "targets", "items", "places", "rounds"] as const;
const KEPT = ["facts", "enrolments", "outbox", "photos", "frame", ...LISTS] as const;

/** Everything held, or null before the first pull and after it has been wiped. */
export async function held(db: Database): Promise<Held | null> {
  const tx = db.transaction(["frame", ...LISTS]);
  const [frame, households, targets, items, places, rounds] = await Promise.all([
    tx.objectStore("frame").get("frame"),
    tx.objectStore("households").getAll(),
    tx.objectStore("targets").getAll(),
    tx.objectStore("items").getAll(),
    tx.objectStore("places").getAll(),
    tx.objectStore("rounds").getAll(),
  ]);
  return frame ? { frame, households, targets, items, places, rounds } : null;
}

/**
 * A pull taken in, unless the enrolment it was made for has ended meanwhile. `knew` are the reports that had been
 * answered before it was asked: from now on the pulled state holds them.
 *
 * Throws StorageFull.
 */
export async function takePull(db: Database, pull: Pull, device: string, knew: readonly string[], now: number): Promise<boolean> {
  const tx = wiping(db);
  return whole(tx, async () => {
    if ((await tx.objectStore("facts").get("device")) !== device) return false;
    const { households, targets, gone, settled, items, places, rounds, full, ...frame } = pull;
    const [homes, wanted] = [tx.objectStore("households"), tx.objectStore("targets")];
    const flows = frame.flows ?? (full ? undefined : (await tx.objectStore("frame").get("frame"))?.flows) ?? {};
    await tx.objectStore("frame").put({ ...frame, flows, device, pulled_at: now }, "frame");
    await putList(tx, "items", items ?? (full ? [] : undefined));
    await putList(tx, "places", places ?? (full ? [] : undefined));
    await putList(tx, "rounds", rounds ?? (full ? [] : undefined));
    if (full) {
      await Promise.all([homes.clear(), wanted.clear()]);
      await Promise.all((households ?? []).map((one) => homes.put(one)));
    }
    await Promise.all(gone.map((code) => wanted.delete(code)));
    await Promise.all(targets.map((one) => wanted.put(one)));
    await noteReports(tx, settled, knew, now);
    return true;
  });
}

/** A list that comes whole put in place of the one before; nothing when it has not changed. */
async function putList<Name extends "items" | "places" | "rounds">(tx: Wiping, name: Name, list: Schema[Name]["value"][] | undefined): Promise<void> {
  if (!list) return;
  const store = tx.objectStore(name);
  await store.clear();
  await Promise.all(list.map((one, rank) => store.put(one, rank)));
}

/** Which reports the pulled state holds from now on, and which of the refused have been decided on. */
async function noteReports(tx: Wiping, settled: readonly Settled[], knew: readonly string[], now: number): Promise<void> {
  const outbox = tx.objectStore("outbox");
  for (const id of knew) {
    const item = await outbox.get(id);
    if (item?.state !== "sent") continue;
    const old = (item.answered_at ?? 0) < now - SENT_KEPT_MS;
    await (old ? outbox.delete(id) : outbox.put({ ...item, pulled: true }));
  }
  for (const { id, result, reason } of settled) {
    const item = await outbox.get(id);
    if (!item || item.state === "waiting") continue;
    await outbox.put({ ...item, state: "settled", settlement: result, sentence: reason || item.sentence });
  }
}

/** Who holds which target, as the server has just said. */
export async function putHolders(db: Database, holders: readonly Holder[]): Promise<void> {
  const tx = db.transaction("targets", "readwrite");
  await whole(tx, async () => {
    for (const { target, ...holder } of holders) {
      const known = await tx.store.get(target);
      if (known) await tx.store.put({ ...known, ...holder });
    }
  });
}

/** What was pulled and what the server has, removed; what it does not have stays. Part of a caller's transaction. */
export async function wipe(tx: Wiping): Promise<void> {
  await Promise.all([
    tx.objectStore("frame").clear(),
    ...LISTS.map((name) => tx.objectStore(name).clear()),
    tx.objectStore("facts").delete("last_door"),
  ]);
  const outbox = tx.objectStore("outbox");
  const items = await outbox.getAll();
  await Promise.all(items.filter((item) => !mustStay(item)).map((item) => outbox.delete(item.id)));
}

/** A transaction within which everything can be wiped. */
export type Wiping = ReturnType<typeof wiping>;

export function wiping(db: Database) {
  return db.transaction(KEPT, "readwrite");
}

/** Wipe what has outlived its date; true when there was something. */
export async function wipeExpired(db: Database, now: number): Promise<boolean> {
  const frame = await db.get("frame", "frame");
  if (!frame || !hasExpired(frame, now)) return false;
  const tx = wiping(db);
  await whole(tx, () => wipe(tx));
  return true;
}

/** Everything of the person that takes room: to be weighed. */
export async function weighed(db: Database): Promise<unknown[]> {
  return Promise.all((["outbox", "photos", "frame", "drafts", "tables", ...LISTS] as const).map((name) => db.getAll(name)));
}
