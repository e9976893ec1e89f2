// Work taken, extended, released or handed over: asked of the server at once, since only it knows who holds what.

import type { Enrolment } from "../domain/enrolment";
import type { Instant } from "../domain/instant";
import type { Line } from "./push";

export type Action = "take" | "extend" | "release" | "hand_over";

export interface Claim {
  action: Action;
  targets: readonly string[];
  to?: string;
  reason?: string;
}

export interface Claimed {
  target: string;
  result: "held" | "released" | "taken";
  holder: string;
  holder_name: string;
  lease_until: Instant | null;
}

export type ClaimOutcome = { kind: "answered"; answers: Claimed[] } | { kind: "offline" } | { kind: "refused"; sentence: string };

/** Ask, and write down who holds what now. */
export async function claim(enrolment: Enrolment, { action, targets, to, reason }: Claim, line: Line): Promise<ClaimOutcome> {
  const body = { action, targets, to: to ?? "", reason: reason ?? "" };
  const reply = await line.api.post("claims", { token: enrolment.token, language: line.language(), body, timeout: 20_000 });
  if (reply.status === null) return { kind: "offline" };
  const answers = (reply.data as { answers?: Claimed[] } | null)?.answers;
  if (reply.status !== 200 || !Array.isArray(answers)) return { kind: "refused", sentence: reply.sentence };
  await line.store.putHolders(
    answers.map(({ target, holder, holder_name, lease_until }) => ({
      target,
      holder: holder ?? "",
      holder_name: holder_name ?? "",
      lease_until: lease_until ?? null,
    })),
  );
  return { kind: "answered", answers };
}
