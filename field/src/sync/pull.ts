// The pull: what has changed for this charge since the last one, taken in after everything was pushed.

import type { Enrolment } from "../domain/enrolment";
import type { Pull } from "../domain/held";
import { verdictOf } from "../domain/verdict";
import { StorageFull } from "../store";
import type { Line } from "./push";
import { DONE, trouble, type Outcome } from "./status";

/** A pull, if that is what came, with the lists an answer may leave out. */
function readPull(data: unknown): Pull | null {
  const pull = data as Partial<Pull> | null;
  if (typeof pull?.cursor !== "string" || !pull.me || !Array.isArray(pull.targets)) return null;
  return {
    full: false,
    areas: [],
    campaigns: [],
    shifts: [],
    gone: [],
    settled: [],
    ...pull,
  } as Pull;
}

export async function pull(enrolment: Enrolment, { api, store, language }: Line): Promise<Outcome> {
  const known = await store.held();
  const since = known?.frame.device === enrolment.device ? `?since=${encodeURIComponent(known.frame.cursor)}` : "";
  const knew = (await store.reportsOf(enrolment.owner)).filter((item) => item.state === "sent").map((item) => item.id);
  const reply = await api.get(`pull${since}`, { token: enrolment.token, language: language() });
  const verdict = verdictOf(reply.status, reply.code);
  if (verdict.kind === "ended") {
    await store.end(enrolment.device, verdict.why);
    return { kind: "ended" };
  }
  if (verdict.kind === "charge_ended") return trouble("charge_ended", reply.retryAfter, reply.sentence);
  if (verdict.kind === "later") return trouble(verdict.why, reply.retryAfter, reply.sentence);
  const read = verdict.kind === "taken" ? readPull(reply.data) : null;
  if (!read || (!since && !read.full)) return trouble("error", null, reply.sentence);
  try {
    await store.takePull(read, enrolment.device, knew);
  } catch (error) {
    if (error instanceof StorageFull) return trouble("full");
    throw error;
  }
  return DONE;
}
