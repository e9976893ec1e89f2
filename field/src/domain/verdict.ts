// What a response to a push means: taken, too much at once, unreadable, an ended enrolment, or try again later.

import { endsEnrolment, type Ending } from "./enrolment";

export type Verdict =
  | { kind: "taken" }
  | { kind: "too_many" }
  | { kind: "unreadable" }
  | { kind: "ended"; why: Ending }
  | { kind: "charge_ended" }
  | { kind: "later"; why: "offline" | "busy" | "error" };

/** `status` is null when there was no answer at all. */
export function verdictOf(status: number | null, code: string): Verdict {
  if (status === null) return { kind: "later", why: "offline" };
  if (status >= 200 && status < 300) return { kind: "taken" };
  if (status === 413) return { kind: "too_many" };
  if (status === 422) return { kind: "unreadable" };
  if (endsEnrolment(status, code)) return { kind: "ended", why: code };
  if (status === 403 && code === "field.charge_ended") return { kind: "charge_ended" };
  return { kind: "later", why: status === 503 ? "busy" : "error" };
}
