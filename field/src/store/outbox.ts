// The outbox: reports born, taken back, put on the line and answered, each in one transaction.

import { answered, triedAgain, unreadable, type Answer } from "../domain/answers";
import { uuid7 } from "../domain/ids";
import type { DraftLine } from "../domain/inspection";
import { offsetAt, toInstant } from "../domain/instant";
import { canUndo, mustStay, type Body, type Item } from "../domain/report";
import { whole, type Database } from "./database";

export type Random = (bytes: number) => Uint8Array;

/** What a screen knows of a report; the rest it is given when it is born. */
export interface Draft {
  kind: string;
  form_version: number;
  area: string;
  subject: string;
  body: Body;
  about: string;
  /** Base64 of a JPEG, kept beside the report until the server has it. */
  photo?: string;
  /** The door it was recorded at: where the next route starts. */
  household?: string;
  /** What finds it again once what it tells of a person is let go. */
  mark?: string;
}

/** Reports that are born together: those that follow may speak of what the first one opens, by its id. */
export interface Together {
  first: Draft;
  then?: (id: string) => Draft[];
  /** Lines of an inspection that this report is made of, and that are kept no longer. */
  made?: readonly DraftLine[];
}

/** There is no enrolment under which a report could be born. */
export class NotEnrolled extends Error {
  override name = "NotEnrolled";
}

function born(draft: Draft, device: string, owner: string, seq: number, now: number, random: Uint8Array): Item {
  const { kind, form_version, area, subject, body, about, photo, mark } = draft;
  const id = uuid7(now, seq, random);
  const occurred_at = toInstant(now, offsetAt(now));
  return {
    id,
    report: { id, kind, form_version, area, subject, occurred_at, device_seq: seq, body },
    device,
    owner,
    state: "waiting",
    born_at: now,
    tried: false,
    pulled: false,
    answered_at: null,
    code: "",
    sentence: "",
    here: false,
    settlement: "",
    about,
    photo: photo?.length ?? 0,
    ...(mark ? { mark } : {}),
  };
}

/**
 * A report born: its id, its number in the enrolment's sequence, its photo and where the worker stands, all or nothing,
 * and on the disk when this returns.
 *
 * Throws NotEnrolled, StorageFull.
 */
export async function record(db: Database, draft: Draft, now: number, random: Random): Promise<Item> {
  return (await recordTogether(db, { first: draft }, now, random))[0]!;
}

/**
 * Several reports born together, all or none, and the draft they are made of let go.
 *
 * Throws NotEnrolled, StorageFull.
 */
export async function recordTogether(db: Database, { first, then, made = [] }: Together, now: number, random: Random): Promise<Item[]> {
  const stores = ["facts", "enrolments", "outbox", "photos", "drafts"] as const;
  const tx = db.transaction(stores, "readwrite", { durability: "strict" });
  return whole(tx, async () => {
    const device = await tx.objectStore("facts").get("device");
    const enrolment = device ? await tx.objectStore("enrolments").get(device) : undefined;
    if (!enrolment?.token) throw new NotEnrolled("Nobody is enrolled on this phone");
    const bear = (draft: Draft, by: number): Item =>
      born(draft, enrolment.device, enrolment.owner, enrolment.next_seq + by, now, random(10));
    const head = bear(first, 0);
    const drafts = [first, ...(then?.(head.id) ?? [])];
    const items = [head, ...drafts.slice(1).map((draft, index) => bear(draft, index + 1))];
    await tx.objectStore("enrolments").put({ ...enrolment, next_seq: enrolment.next_seq + items.length });
    for (const [index, item] of items.entries()) {
      const { photo, household } = drafts[index]!;
      await tx.objectStore("outbox").add(item);
      if (photo) await tx.objectStore("photos").add(photo, item.id);
      if (household) await tx.objectStore("facts").put(household, "last_door");
    }
    for (const { owner, place, checklist, line } of made) await tx.objectStore("drafts").delete([owner, place, checklist, line]);
    return items;
  });
}

/**
 * The last reports, born together, taken back, unless one of them has been put on the line meanwhile; their numbers are
 * given to the next, and the draft they were made of is there again.
 */
export async function takeBack(db: Database, ids: readonly string[], made: readonly DraftLine[] = []): Promise<boolean> {
  const tx = db.transaction(["enrolments", "outbox", "photos", "drafts"], "readwrite");
  return whole(tx, async () => {
    const found = await Promise.all(ids.map((id) => tx.objectStore("outbox").get(id)));
    const items = found.filter((item) => item !== undefined);
    const enrolment = items[0] && (await tx.objectStore("enrolments").get(items[0].device));
    if (!enrolment || items.length < ids.length || !items.every(canUndo)) return false;
    const first = enrolment.next_seq - ids.length;
    if (items.some(({ report }, index) => report.device_seq !== first + index)) return false;
    for (const id of ids) {
      await tx.objectStore("outbox").delete(id);
      await tx.objectStore("photos").delete(id);
    }
    await tx.objectStore("enrolments").put({ ...enrolment, next_seq: first });
    for (const line of made) await tx.objectStore("drafts").put(line);
    return true;
  });
}

/** Those of a batch that still wait, marked as put on the line: from here on they cannot be taken back. */
export async function putOnTheLine(db: Database, ids: readonly string[]): Promise<Item[]> {
  const tx = db.transaction("outbox", "readwrite");
  return whole(tx, async () => {
    const found = await Promise.all(ids.map((id) => tx.store.get(id)));
    const tried = found.flatMap((item) => (item?.state === "waiting" ? [{ ...item, tried: true }] : []));
    await Promise.all(tried.map((item) => tx.store.put(item)));
    return tried;
  });
}

/** The server's answers written down; the photo of what it has is let go. */
export async function takeAnswers(db: Database, answers: readonly Answer[], now: number): Promise<void> {
  const tx = db.transaction(["outbox", "photos"], "readwrite", { durability: "strict" });
  await whole(tx, async () => {
    for (const answer of answers) {
      const item = await tx.objectStore("outbox").get(answer.id);
      if (!item) continue;
      await tx.objectStore("outbox").put(answered(item, answer, now));
      await tx.objectStore("photos").delete(answer.id);
    }
  });
}

/** A report nobody could read, kept here as refused so that the others go on. */
export async function setAside(db: Database, id: string, code: string, sentence: string, now: number): Promise<void> {
  await change(db, id, (item) => unreadable(item, code, sentence, now));
}

/** A report that was set aside, waiting once more. */
export async function sendAgain(db: Database, id: string): Promise<void> {
  await change(db, id, triedAgain);
}

async function change(db: Database, id: string, how: (item: Item) => Item): Promise<void> {
  const tx = db.transaction("outbox", "readwrite", { durability: "strict" });
  await whole(tx, async () => {
    const item = await tx.store.get(id);
    if (item) await tx.store.put(how(item));
  });
}

/** All reports of one person, the newest first. */
export async function reportsOf(db: Database, owner: string): Promise<Item[]> {
  const items = await db.getAllFromIndex("outbox", "owner", owner);
  return items.sort((a, b) => b.born_at - a.born_at || b.report.device_seq - a.report.device_seq);
}

/** How many reports the server does not have wait here for people other than this one. */
export async function waitingOfOthers(db: Database, owner: string): Promise<number> {
  const items = await db.getAll("outbox");
  return items.filter((item) => item.owner !== owner && mustStay(item)).length;
}

/** The photo of a report, as it goes into the body. */
export async function photoOf(db: Database, id: string): Promise<string | undefined> {
  return db.get("photos", id);
}
