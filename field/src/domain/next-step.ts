// What comes next for a target after its latest outcome, and before which instant nobody asks again.

import { msOf, type Instant } from "./instant";

export type Step = "visit" | "phone" | "neighbour" | "lead" | "service" | "register" | "none";

export interface Next {
  step: Step;
  notBefore: number | null;
}

const AFTER: Record<string, Step> = {
  "": "visit",
  met: "none",
  phone_done: "none",
  refused: "lead",
  needs_service: "service",
  moved: "register",
  wrong_address: "register",
};

/** After somebody was not home: again, then by telephone, then through the neighbours. */
function afterNotHome(times: number): Step {
  if (times <= 1) return "visit";
  return times === 2 ? "phone" : "neighbour";
}

export function nextStep(outcome: string, notHome: number, at: Instant | null, againAfterMin: number): Next {
  if (outcome !== "not_home") return { step: AFTER[outcome] ?? "none", notBefore: null };
  const since = msOf(at);
  return { step: afterNotHome(notHome), notBefore: since === null ? null : since + againAfterMin * 60_000 };
}

/** Whether a step is the grid worker's own to take. */
export function isOwn(step: Step): boolean {
  return step === "visit" || step === "phone" || step === "neighbour";
}
