// The push: everything of this person that waits, in batches, until the server has it or says why not.

import { readAnswers } from "../domain/answers";
import { firstBatch, halved, MOST_REPORTS, pushOrder } from "../domain/batch";
import type { Enrolment } from "../domain/enrolment";
import { offsetAt, toInstant } from "../domain/instant";
import { isDue, type Item, type Sent } from "../domain/report";
import { verdictOf } from "../domain/verdict";
import type { Api, Reply } from "../net/api";
import type { Store } from "../store";
import { DONE, trouble, type Outcome } from "./status";

export interface Line {
  api: Api;
  store: Store;
  language: () => string;
}

/** A report as it goes over the line: with its photo, and with the enrolment it was born under if that is another. */
async function sent(item: Item, enrolment: Enrolment, store: Store): Promise<Sent> {
  const jpeg = item.photo > 0 ? await store.photoOf(item.id) : undefined;
  const body = jpeg === undefined ? item.report.body : { ...item.report.body, jpeg };
  return { ...item.report, body, ...(item.device === enrolment.device ? {} : { device: item.device }) };
}

async function send(batch: readonly Item[], waiting: number, enrolment: Enrolment, line: Line): Promise<Reply> {
  const reports: Sent[] = [];
  for (const item of batch) reports.push(await sent(item, enrolment, line.store));
  const now = line.store.now();
  const body = { waiting, sent_at: toInstant(now, offsetAt(now)), reports };
  return line.api.post("reports", { token: enrolment.token, language: line.language(), body });
}

/** Told after every batch; and whether somebody asked for it, so that the newest report is not held back to be undone. */
export interface Round {
  changed: () => void;
  asked: boolean;
}

/** Push what is due; done when nothing due is left. */
export async function push(enrolment: Enrolment, line: Line, { changed, asked }: Round): Promise<Outcome> {
  const { store } = line;
  const waiting = (await store.reportsOf(enrolment.owner)).filter((item) => item.state === "waiting");
  let queue = pushOrder(waiting.filter((item) => isDue(item, store.now(), asked)));
  let most = MOST_REPORTS;
  let left = waiting.length;
  while (queue.length > 0) {
    const chosen = firstBatch(queue, most);
    const batch = await store.putOnTheLine(chosen.map((item) => item.id));
    if (batch.length === 0) {
      queue = queue.slice(chosen.length);
      continue;
    }
    const reply = await send(batch, left, enrolment, line);
    const step = await after(reply, batch, enrolment, store);
    if (step.kind === "smaller") {
      most = step.most;
      continue;
    }
    if (step.kind !== "done") return step;
    left -= batch.length;
    queue = queue.slice(chosen.length);
    // Single sending found its culprit only when it was alone; the rest may go together again.
    if (batch.length === 1) most = Math.min(MOST_REPORTS, most * 2);
    changed();
  }
  return DONE;
}

type After = Outcome | { kind: "smaller"; most: number };

async function after(reply: Reply, batch: readonly Item[], enrolment: Enrolment, store: Store): Promise<After> {
  const verdict = verdictOf(reply.status, reply.code);
  switch (verdict.kind) {
    case "taken":
      return take(reply, batch, store);
    case "too_many":
    case "unreadable":
      if (batch.length > 1) return { kind: "smaller", most: verdict.kind === "too_many" ? halved(batch.length) : 1 };
      await store.setAside(batch[0]!.id, reply.code || `http.${reply.status}`, reply.sentence);
      return DONE;
    case "ended":
      await store.end(enrolment.device, verdict.why);
      return { kind: "ended" };
    case "charge_ended":
      return trouble("charge_ended", reply.retryAfter, reply.sentence);
    case "later":
      return trouble(verdict.why, reply.retryAfter, reply.sentence);
  }
}

/** Answers written down; a report the server said nothing of goes on waiting, and the round ends. */
async function take(reply: Reply, batch: readonly Item[], store: Store): Promise<Outcome> {
  const answers = readAnswers(reply.data);
  if (answers === null) return trouble("error");
  await store.takeAnswers(answers);
  const known = new Set(answers.map((answer) => answer.id));
  return batch.every((item) => known.has(item.id)) ? DONE : trouble("error");
}
