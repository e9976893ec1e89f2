// Coming and going: enrol with a code, leave with what waits kept.

import type { EnrolAnswer } from "../domain/enrolment";
import type { Enrolment } from "../domain/enrolment";
import type { Line } from "./push";

export type EnrolOutcome = { kind: "enrolled" } | { kind: "offline" } | { kind: "refused"; sentence: string };

/** Begin an enrolment with the code a person was shown. Throws StorageFull. */
export async function enrol(code: string, label: string, { api, store, language }: Line): Promise<EnrolOutcome> {
  const body = { code, installation: await store.installation(), label };
  const reply = await api.post("enrol", { language: language(), body, timeout: 30_000 });
  if (reply.status === null) return { kind: "offline" };
  const answer = reply.data as Partial<EnrolAnswer> | null;
  if (reply.status !== 200 && reply.status !== 201) return { kind: "refused", sentence: reply.sentence };
  if (!answer?.token || !answer.device || !answer.person) return { kind: "refused", sentence: "" };
  await store.begin(answer as EnrolAnswer);
  return { kind: "enrolled" };
}

/** End this enrolment here, and on the server if it can be reached. */
export async function leave(enrolment: Enrolment, waiting: number, { api, store, language }: Line): Promise<boolean> {
  const call = { token: enrolment.token, language: language(), body: { waiting }, timeout: 10_000 };
  const reply = await api.post("leave", call);
  await store.end(enrolment.device, "left");
  return reply.status !== null && reply.status < 300;
}
