// The golden vectors of the contract, as the server runs them too.

import { describe, expect, it } from "vitest";
import latest from "../../contracts/vectors/latest.json";
import steps from "../../contracts/vectors/next-step.json";
import { msOf } from "../src/domain/instant";
import { NOTHING, overlay } from "../src/domain/latest";
import { nextStep } from "../src/domain/next-step";

function permutations<T>(all: T[]): T[][] {
  if (all.length < 2) return [all];
  return all.flatMap((one, index) => permutations(all.filter((_, at) => at !== index)).map((rest) => [one, ...rest]));
}

describe("the latest report", () => {
  it.each(latest.cases)("wins in any order, case %#", ({ reports, state }) => {
    for (const order of permutations(reports)) {
      const { report: _, ...laid } = overlay(NOTHING, order);
      expect(laid).toEqual(state);
    }
  });
});

describe("the next step", () => {
  it.each(steps.cases)("after $outcome ($not_home times not home) is $step", (one) => {
    const next = nextStep(one.outcome, one.not_home, one.occurred_at, steps.again_after_min);
    expect(next).toEqual({ step: one.step, notBefore: msOf(one.not_before) });
  });
});
