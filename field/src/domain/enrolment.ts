// An enrolment: one person under one charge on this phone, until it ends.

import type { Area, Named } from "./held";
import type { Instant } from "./instant";
import { ownerOf } from "./report";

export interface EnrolAnswer {
  token: string;
  device: string;
  expires_at: Instant;
  person: Named;
  role: string;
  role_name: string;
  area: Area | null;
  incident: string | Named;
}

/** Why an enrolment is no more: the person left, another took its place, or the server's code. */
export type Ending = "" | "left" | "replaced" | "field.token_unknown" | "field.device_revoked" | "field.device_expired";

export interface Enrolment {
  device: string;
  owner: string;
  /** Empty once the enrolment has ended. */
  token: string;
  expires_at: Instant;
  person: Named;
  role: string;
  role_name: string;
  area: Area | null;
  next_seq: number;
  enrolled_at: number;
  ended: Ending;
}

/** The enrolment that an answer of the server begins. */
export function enrolmentOf(answer: EnrolAnswer, now: number): Enrolment {
  const incident = typeof answer.incident === "string" ? answer.incident : answer.incident.code;
  return {
    device: answer.device,
    owner: ownerOf(incident, answer.person.code),
    token: answer.token,
    expires_at: answer.expires_at,
    person: answer.person,
    role: answer.role,
    role_name: answer.role_name,
    area: answer.area,
    next_seq: 1,
    enrolled_at: now,
    ended: "",
  };
}

/** The code within an address like …/field/#enrol=CODE, or within what a person typed or scanned; else empty. */
export function enrolCode(text: string): string {
  const found = /enrol=([^&\s]+)/.exec(text);
  return decodeURIComponent(found?.[1] ?? text.trim()).trim();
}

/** Whether a refusal of the server ends the enrolment. */
export function endsEnrolment(status: number, code: string): code is Exclude<Ending, "" | "left" | "replaced"> {
  return status === 401 && ["field.token_unknown", "field.device_revoked", "field.device_expired"].includes(code);
}
