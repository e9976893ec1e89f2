// The phone as the screens know it: what is kept, how the line stands, and what a person can do.

import { isSameLine, judgedLine, type DraftLine, type Judged } from "../domain/inspection";
import type { Item } from "../domain/report";
import { nothingAt, type Table } from "../domain/table";
import { Api } from "../net/api";
import { openDatabase, storeOf, type Draft, type Held, type Store, type Together } from "../store";
import { alone } from "../sync/alone";
import { claim, type Claim, type ClaimOutcome } from "../sync/claims";
import { Engine } from "../sync/engine";
import { enrol, leave, type EnrolOutcome } from "../sync/joining";
import { askPeople, type PeopleOutcome, type Purpose } from "../sync/people";
import type { Line } from "../sync/push";
import { triggers } from "../sync/triggers";
import { windows, type Windows } from "../sync/windows";
import { deviceName } from "./device-name";
import * as preferences from "./preferences";
import { NOTHING_YET, type View } from "./view";
import { Writing } from "./writing";

export type { View } from "./view";

export class Phone {
  view: View = NOTHING_YET;
  private readonly listeners = new Set<() => void>();
  private readonly line: Line;
  private readonly engine: Engine;
  private readonly windows: Windows;
  /** Which pull the lists in view are of. */
  private loaded = "";
  private reloading: Promise<void> = Promise.resolve();
  private readonly writing = new Writing();

  private constructor(readonly store: Store) {
    this.line = { api: new Api(), store, language: preferences.language };
    this.windows = windows(() => {
      this.loaded = "";
      void this.reload();
    });
    this.engine = new Engine({
      line: this.line,
      alone: alone(),
      timers: { set: (work, ms) => setTimeout(work, ms), clear: (timer) => clearTimeout(timer as number) },
      random: Math.random,
      changed: () => void this.changed(),
      told: (status) => this.show({ status }),
    });
  }

  /** Open what is kept and begin to send. */
  static async start(): Promise<Phone> {
    let phone: Phone | null = null;
    const db = await openDatabase({ onStale: () => phone?.show({ stale: true }) });
    phone = new Phone(storeOf(db));
    await phone.store.wipeExpired();
    await phone.reload();
    triggers(() => void phone?.engine.now());
    void phone.engine.now();
    return phone;
  }

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** Throws NotEnrolled, StorageFull. */
  async record(draft: Draft): Promise<Item> {
    return (await this.recordTogether({ first: draft }))[0]!;
  }

  /** Throws NotEnrolled, StorageFull. */
  async recordTogether(together: Together): Promise<Item[]> {
    const items = await this.store.recordTogether(together);
    // Asked once there is something to lose; the browser decides.
    void navigator.storage?.persist?.();
    await this.changed();
    this.engine.soon();
    return items;
  }

  async takeBack(ids: readonly string[], made: readonly DraftLine[] = []): Promise<boolean> {
    const gone = await this.store.takeBack(ids, made);
    await this.changed();
    return gone;
  }

  /** A line judged, or told more of: shown at once, on the disk when this returns. Throws StorageFull. */
  async judge(line: Judged): Promise<void> {
    const { drafts, enrolment } = this.view;
    const judged = judgedLine(drafts, { ...line, owner: enrolment!.owner, at: this.store.now() });
    this.show({ drafts: [...drafts.filter((one) => !isSameLine(one, judged)), judged] });
    await this.writing.write(() => this.store.putDraft(judged));
  }

  async dropDraft(place: string, checklist: string): Promise<void> {
    await this.store.dropDraft(this.view.enrolment!.owner, place, checklist);
    await this.changed();
  }

  /** Something set or begun at the table: shown at once, on the disk when this returns. Throws StorageFull. */
  async setTable(part: Partial<Omit<Table, "owner">>): Promise<void> {
    const table = { ...this.view.table, ...part, owner: this.view.enrolment!.owner };
    this.show({ table });
    await this.writing.write(() => this.store.putTable(table));
    await this.changed();
  }

  async sendAgain(id: string): Promise<void> {
    await this.store.sendAgain(id);
    await this.changed();
    await this.engine.now(true);
  }

  /** A person asks: even the newest report goes now. */
  sync(): Promise<void> {
    return this.engine.now(true);
  }

  /** Another look at what the server says. */
  again(): Promise<void> {
    return this.engine.now();
  }

  /** Throws StorageFull. */
  async enrol(code: string): Promise<EnrolOutcome> {
    const outcome = await enrol(code, deviceName(), this.line);
    if (outcome.kind === "enrolled") {
      await this.changed();
      void this.engine.now();
    }
    return outcome;
  }

  async leave(waiting: number): Promise<void> {
    if (this.view.enrolment) await leave(this.view.enrolment, waiting, this.line);
    await this.changed();
  }

  async claim(asked: Claim): Promise<ClaimOutcome> {
    const outcome = await claim(this.view.enrolment!, asked, this.line);
    this.loaded = "";
    await this.changed();
    return outcome;
  }

  people(household: string, purpose: Purpose): Promise<PeopleOutcome> {
    return askPeople(this.view.enrolment!, household, purpose, this.line);
  }

  private async changed(): Promise<void> {
    this.windows.tell();
    await this.reload();
  }

  /** One after the other, so that an older picture never replaces a newer one. */
  private reload(): Promise<void> {
    this.reloading = this.reloading.then(() => this.load()).catch(console.warn);
    return this.reloading;
  }

  private async load(): Promise<void> {
    if (this.view.stale) return;
    const { store } = this;
    const isNewest = this.writing.reading();
    const enrolment = await store.current();
    const owner = enrolment?.owner ?? "";
    const [items, drafts, table, others, lastDoor, ending, held] = await Promise.all([
      store.reportsOf(owner),
      store.draftsOf(owner),
      store.tableOf(owner),
      store.waitingOfOthers(owner),
      store.lastDoor(),
      store.lastEnding(),
      this.held(),
    ]);
    const begun = isNewest() ? { drafts, table: table ?? nothingAt(owner) } : {};
    this.show({ enrolment, items, ...begun, others, lastDoor: lastDoor ?? null, ending, held });
  }

  /** The lists of before when nothing was pulled meanwhile: thousands of rows are not read for one report. */
  private async held(): Promise<Held | null> {
    const frame = await this.store.frame();
    const stamp = frame ? `${frame.device} ${frame.pulled_at} ${frame.cursor}` : "";
    if (stamp !== "" && stamp === this.loaded) return this.view.held;
    this.loaded = stamp;
    return this.store.held();
  }

  private show(part: Partial<View>): void {
    this.view = { ...this.view, ...part };
    for (const listener of this.listeners) listener();
  }
}
