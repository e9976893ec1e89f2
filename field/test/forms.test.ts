// The forms of the contract: every one can be drawn, in three languages, and says what is wrong.

import { describe, expect, it } from "vitest";
import words from "../../contracts/forms/words.json";
import { asked, cleaned, wrongs } from "../src/domain/form";
import { formOf, KINDS } from "../src/domain/forms";

const visit = formOf("visit")!;

describe("the contract's words", () => {
  const paths = KINDS.flatMap((kind) => [
    kind,
    ...formOf(kind)!.fields.flatMap(({ name, choices }) => [
      `${kind}.${name}`,
      ...(choices ?? []).map((choice) => `${kind}.${name}.${choice}`),
    ]),
  ]);

  it.each(paths)("%s is said in three languages", (path) => {
    const said = (words as Record<string, Record<string, string>>)[path] ?? {};
    expect(["zh-Hans", "zh-Hant", "en"].filter((language) => !said[language])).toEqual([]);
  });
});

describe("a form", () => {
  it("asks only what the outcome calls for", () => {
    const names = (outcome: string) => asked(visit, { outcome }).map((field) => field.name);
    expect(names("not_home")).toEqual(["outcome", "note"]);
    expect(names("needs_service")).toEqual(["outcome", "needs", "people", "note"]);
  });

  it("keeps nothing it does not ask", () => {
    const body = { outcome: "refused", people: 3, needs: ["food"], note: "  at the gate ", other: 1 };
    expect(cleaned(visit, body)).toEqual({ outcome: "refused", note: "at the gate" });
  });

  it.each([
    [{}, { outcome: "required" }],
    [{ outcome: "asleep" }, { outcome: "not_a_choice" }],
    [{ outcome: "met", people: 100 }, { people: "out_of_range" }],
    [{ outcome: "met", people: 1.5 }, { people: "not_a_number" }],
    [{ outcome: "met", note: "长".repeat(501) }, { note: "too_long" }],
    [{ outcome: "needs_service", needs: ["gold"] }, { needs: "not_a_choice" }],
    [{ outcome: "met", people: 0, note: "𠮷".repeat(500) }, {}],
  ])("says what is wrong with %j", (body, expected) => {
    expect(wrongs(visit, body)).toEqual(expected);
  });
});
