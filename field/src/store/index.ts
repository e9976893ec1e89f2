// The store as one object: the database with a clock and a source of chance, so that tests can give their own.

import type { Answer } from "../domain/answers";
import type { Ending, EnrolAnswer } from "../domain/enrolment";
import type { Pull } from "../domain/held";
import type { DraftLine } from "../domain/inspection";
import { bytesOf } from "../domain/size";
import type { Table } from "../domain/table";
import type { Database } from "./database";
import * as drafts from "./drafts";
import * as enrolments from "./enrolments";
import * as heldStore from "./held";
import { lot } from "./lots";
import * as outbox from "./outbox";
import * as tables from "./tables";

export { NotEnrolled, type Draft, type Together } from "./outbox";
export { openDatabase, StorageFull } from "./database";
export type { Held } from "./held";

export interface Chance {
  now(): number;
  random(bytes: number): Uint8Array;
}

export const REAL: Chance = {
  now: () => Date.now(),
  random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)),
};

export function storeOf(db: Database, { now, random }: Chance = REAL) {
  return {
    now,
    installation: () => enrolments.installation(db, random(16)),
    current: () => enrolments.current(db),
    lastEnding: () => enrolments.lastEnding(db),
    begin: (answer: EnrolAnswer) => enrolments.begin(db, answer, now()),
    end: (device: string, why: Ending) => enrolments.end(db, device, why),

    record: (draft: outbox.Draft) => outbox.record(db, draft, now(), random),
    recordTogether: (together: outbox.Together) => outbox.recordTogether(db, together, now(), random),
    takeBack: (ids: readonly string[], made: readonly DraftLine[] = []) => outbox.takeBack(db, ids, made),
    putOnTheLine: (ids: readonly string[]) => outbox.putOnTheLine(db, ids),
    takeAnswers: (answers: readonly Answer[]) => outbox.takeAnswers(db, answers, now()),
    setAside: (id: string, code: string, sentence: string) => outbox.setAside(db, id, code, sentence, now()),
    sendAgain: (id: string) => outbox.sendAgain(db, id),
    reportsOf: (owner: string) => outbox.reportsOf(db, owner),
    waitingOfOthers: (owner: string) => outbox.waitingOfOthers(db, owner),
    photoOf: (id: string) => outbox.photoOf(db, id),

    putDraft: (line: DraftLine) => drafts.putDraft(db, line),
    draftsOf: (owner: string) => drafts.draftsOf(db, owner),
    dropDraft: (owner: string, place: string, checklist: string) => drafts.dropDraft(db, owner, place, checklist),

    tableOf: (owner: string) => tables.tableOf(db, owner),
    putTable: (table: Table) => tables.putTable(db, table),
    lot,

    frame: () => db.get("frame", "frame"),
    held: () => heldStore.held(db),
    takePull: (pull: Pull, device: string, knew: readonly string[]) => heldStore.takePull(db, pull, device, knew, now()),
    putHolders: (holders: readonly heldStore.Holder[]) => heldStore.putHolders(db, holders),
    wipeExpired: () => heldStore.wipeExpired(db, now()),
    lastDoor: () => db.get("facts", "last_door"),
    bytes: async () => bytesOf(await heldStore.weighed(db)),
    close: () => db.close(),
  };
}

export type Store = ReturnType<typeof storeOf>;
