// The golden vectors of the contract, as the server runs them too.

import { describe, expect, it } from "vitest";
import items from "../../contracts/vectors/items.json";
import latest from "../../contracts/vectors/latest.json";
import lots from "../../contracts/vectors/lots.json";
import steps from "../../contracts/vectors/next-step.json";
import pools from "../../contracts/vectors/pools.json";
import { after, allowed, type Flow, type Step, type Where } from "../src/domain/flow";
import { plainNumber } from "../src/domain/id-number";
import { msOf } from "../src/domain/instant";
import { NOTHING, overlay } from "../src/domain/latest";
import { nextStep } from "../src/domain/next-step";
import { poolOf } from "../src/domain/rounds";
import { lot } from "../src/store/lots";

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

describe("the pool of an area", () => {
  it.each(pools.cases)("$area is $kind, $size", ({ area, ...pool }) => {
    expect(poolOf(area, pools.zones)).toMatchObject(pool);
  });
});

describe("the lot of a document", () => {
  it.each(lots.lots)("of $number is $lot", async (one) => {
    expect(await lot(lots.salt, one.number)).toBe(one.lot);
  });

  it.each(lots.typed)("'$typed' is $number", ({ typed, number }) => {
    expect(plainNumber(typed)).toBe(number);
  });
});

const FLOWS = items.flows as Record<string, Flow>;
const codes = (flow: Flow, standing: readonly string[], where: Where): string[] =>
  allowed(flow, standing, where).map((move) => move.code);

describe("the moves of an item", () => {
  it.each(items.allowed)("of $flow, $state, to $standing (moved last: $moved_last) are $moves", (one) => {
    expect(codes(FLOWS[one.flow]!, one.standing, { ...one, evidence: 0 })).toEqual(one.moves);
  });

  it.each(items.waiting)("of $flow, $state, follow what waits, case %#", ({ flow, standing, waiting, taken, after: end, ...one }) => {
    let where: Where = { state: one.state, moved_last: one.moved_last, evidence: one.evidence };
    const took = (waiting as Step[]).map((step) => {
      const next = after(FLOWS[flow]!, standing, where, step);
      where = next ?? where;
      return next !== null;
    });
    expect(took).toEqual(taken);
    expect({ ...where, moves: codes(FLOWS[flow]!, standing, where) }).toEqual(end);
  });
});
