// The names and telephones of a household, asked for a purpose, handed to the screen and kept nowhere.

import type { Enrolment } from "../domain/enrolment";
import type { Line } from "./push";

export interface Person {
  code: string;
  name: string;
  phone: string;
  needs: string[];
}

export const PURPOSES = ["visit", "help", "tracing", "sampling", "transfer", "correction", "request"] as const;
export type Purpose = (typeof PURPOSES)[number];

export type PeopleOutcome = { kind: "people"; people: Person[] } | { kind: "offline" } | { kind: "refused"; sentence: string };

export async function askPeople(enrolment: Enrolment, household: string, purpose: Purpose, line: Line): Promise<PeopleOutcome> {
  const reply = await line.api.post(`households/${encodeURIComponent(household)}/read`, {
    token: enrolment.token,
    language: line.language(),
    body: { purpose },
    timeout: 20_000,
  });
  if (reply.status === null) return { kind: "offline" };
  const people = (reply.data as { people?: Person[] } | null)?.people;
  return reply.status === 200 && Array.isArray(people)
    ? { kind: "people", people }
    : { kind: "refused", sentence: reply.sentence };
}
