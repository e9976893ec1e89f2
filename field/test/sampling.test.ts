// At the table: numbers of documents, whom a text finds, which tube takes whom, and what boxes lack.

import { describe, expect, it } from "vitest";
import type { Said } from "../src/domain/acting";
import { boxCode, boxed, boxesOf, compared } from "../src/domain/boxes";
import { found } from "../src/domain/finding-people";
import { wrongs } from "../src/domain/form";
import { formOf } from "../src/domain/forms";
import { birthOf, checkDigit, documentOf, isMistyped, isResidentId } from "../src/domain/id-number";
import type { Item } from "../src/domain/report";
import { areaAt, poolOf } from "../src/domain/rounds";
import { sampledIn } from "../src/domain/table";
import { closed, obstacleTo, sizeFor, swabbed, takenBack, wasUsed, type AtTable, type Whom } from "../src/domain/taking";
import { codeIn, countSince, isBarcode, swabsBy, tubesOf, undone } from "../src/domain/tubes";
import { lot } from "../src/store/lots";
import { GRID, NEXT_GRID, START } from "./samples";
import { lotOfNumber, numberOf, person, roundHere, THIRD_GRID } from "./samples-round";

const ROUND = roundHere(START);
const AT: AtTable = { round: ROUND, point: ROUND.points[0]!, table: 2, charge: "451024" };
const whom = (nth: number): Whom => ({ person: person(nth) });

/** Reports as they are kept, each a second after the one before. */
function kept(...said: { kind: string; subject: string; body: object; about?: string; mark?: string }[]): Item[] {
  return said.map((one, index) => ({
    id: `id-${index}`,
    born_at: START + index * 1000,
    state: "waiting",
    pulled: false,
    settlement: "",
    about: "",
    report: { ...one, id: `id-${index}`, device_seq: index },
    ...one,
  })) as unknown as Item[];
}

describe("the number of a resident's document", () => {
  // The example of GB 11643-1999, and both its ends of the check digits.
  it.each(["11010519491231002X", "440524188001010014", "53010219200508011X"])("%s has its check digit", (number) => {
    expect(checkDigit(number)).toBe(number[17]);
  });

  it("tells birth and sex, and is read as people type it", () => {
    expect(documentOf(" 110105 19491231 002x ")).toEqual({ type: "cn_resident_id", number: "11010519491231002X", born: 1949, sex: "f" });
    expect(documentOf("５３０１０２１９２００５０８０１１Ｘ")).toMatchObject({ type: "cn_resident_id", sex: "m" });
    expect(birthOf("11010519490230002X")).toBeNull();
  });

  it.each(["110105194912310021", "1101051949123100", "11010519490231002X", "44052418800101001"])("%s is seen to be mistyped", (text) => {
    expect(isResidentId(text)).toBe(false);
    expect(isMistyped(text)).toBe(true);
    expect(documentOf(text)).toBeNull();
  });

  it("every exchanged pair of neighbours and every wrong digit is seen", () => {
    const number = numberOf(5);
    for (let at = 6; at < 17; at++) {
      const wrong = number.slice(0, at) + ((Number(number[at]) + 1) % 10) + number.slice(at + 1);
      expect(isResidentId(wrong)).toBe(false);
      const swapped = number.slice(0, at - 1) + number[at]! + number[at - 1]! + number.slice(at + 1);
      expect(isResidentId(swapped)).toBe(swapped === number);
    }
  });

  it("leaves passports and other documents to themselves", () => {
    expect(documentOf("e12345678")).toMatchObject({ type: "passport", number: "E12345678", born: null });
    expect(documentOf("HM-0412/9")).toBeNull();
    expect(documentOf("H041299999")).toMatchObject({ type: "other" });
    expect(documentOf("王秀英")).toBeNull();
  });
});

describe("a lot", () => {
  it("is five hex digits of a keyed hash, as the server makes it", async () => {
    expect(await lot(ROUND.salt, numberOf(12))).toBe(person(12).lot);
  });
});

describe("finding somebody", () => {
  const find = (text: string) => {
    const identity = documentOf(text);
    const { people, by } = found(ROUND.people, text, identity, identity ? lotOfNumber(identity.number) : "");
    return [by, ...people.map(({ target }) => target)];
  };

  it.each([
    ["R1/P-012", ["code", "R1/P-012"]],
    ["p-012", ["code", "R1/P-012"]],
    ["https://x.cn/r#P-012", ["code", "R1/P-012"]],
    ["HH-004", ["household", "R1/P-010", "R1/P-011", "R1/P-012"]],
    ["https://x.cn/h/HH-004", ["household", "R1/P-010", "R1/P-011", "R1/P-012"]],
    [numberOf(12), ["identity", "R1/P-012"]],
    [`${numberOf(12).slice(0, 6)} ${numberOf(12).slice(6)}`, ["identity", "R1/P-012"]],
    ["11010519491231002X", [""]],
    ["X-NOBODY", [""]],
  ])("by %s", (text, expected) => {
    expect(find(text)).toEqual(expected);
  });

  it("by the first sign of a masked name", () => {
    expect(find("韦大明")[0]).toBe("name");
    expect(find("韦大明")).toHaveLength(7);
    expect(find("-02")).toContain("R1/P-060");
  });

  it("does not take for somebody who shares the lot a person born in another year", () => {
    const other = person(3, { lot: person(12).lot });
    const identity = documentOf(numberOf(12))!;
    expect(found([other, person(12)], identity.number, identity, person(12).lot).people).toEqual([person(12)]);
  });
});

describe("a pool", () => {
  it("is that of the innermost zone, or of the precaution zone", () => {
    expect([GRID.code, NEXT_GRID.code, THIRD_GRID, "44"].map((area) => poolOf(area, ROUND.zones).size)).toEqual([10, 1, 1, 20]);
  });

  it("is that of the first in the tube, or holds their household", () => {
    expect([sizeFor(AT, whom(1)), sizeFor(AT, whom(31)), sizeFor(AT, whom(52))]).toEqual([10, 1, 3]);
    expect(sizeFor(AT, { stranger: {}, mark: "" })).toBe(10);
  });

  it("keeps to itself who must be sampled alone, or with their household only", () => {
    const [tube] = tubesOf(kept(...swabbed(AT, "R1/T1", null, whom(1))), "R1");
    const [home] = tubesOf(kept(...swabbed(AT, "R1/T2", null, whom(52))), "R1");
    expect([obstacleTo(AT, tube!, whom(2)), obstacleTo(AT, tube!, whom(31)), obstacleTo(AT, tube!, whom(52))]).toEqual([null, "pool", "household"]);
    expect([obstacleTo(AT, home!, whom(53)), obstacleTo(AT, home!, whom(1)), obstacleTo(AT, null, whom(31))]).toEqual([null, "household", null]);
  });
});

describe("a tube", () => {
  const steps = (said: { kind: string; body: Record<string, unknown> }[]): string[] => said.map(({ kind, body }) => `${kind} ${String(body["step"] ?? body["target"] ?? body["swab"])}`);

  it("opens with its first swab and closes with its last", () => {
    expect(steps(swabbed(AT, "R1/T1", null, whom(31)))).toEqual(["tube opened", "swab R1/P-031", "tube closed"]);
    let items: Item[] = [];
    for (let nth = 1; nth <= 10; nth++) items = kept(...items.map(({ report }) => report), ...swabbed(AT, "R1/T1", tubesOf(items, "R1")[0] ?? null, whom(nth)));
    expect(tubesOf(items, "R1")).toMatchObject([{ size: 10, stage: "closed", stated: 10, point: "S-SQUARE", table: 2 }]);
    expect(countSince(tubesOf(items, "R1"), START, "S-SQUARE", 2)).toEqual({ swabs: 10, people: 10, tubes: 1 });
    expect(countSince(tubesOf(items, "R1"), START, "S-SQUARE", 1).swabs).toBe(0);
  });

  it("is told in the point's area, or in the charge's where that lies elsewhere", () => {
    expect(areaAt(AT.point, "451024")).toBe(GRID.code);
    expect(areaAt(AT.point, "452")).toBe("452");
  });

  it("loses a swab that is taken back, and the person may come again", () => {
    const first = kept(...swabbed(AT, "R1/T1", null, whom(1)));
    const swab = tubesOf(first, "R1")[0]!.swabs[0]!;
    expect(sampledIn(person(1), swabsBy(tubesOf(first, "R1")).targets, new Set())).toEqual(swab);
    const items = kept(...first.map(({ report }) => report), takenBack(AT, swab));
    const [tube] = tubesOf(items, "R1");
    expect(tube!.swabs).toEqual([]);
    expect(sampledIn(person(1, { sampled: true }), swabsBy([tube!]).targets, undone(items))).toBeNull();
    expect(sampledIn(person(2, { sampled: true }), new Map(), new Set())).toBe("elsewhere");
    expect(swabbed(AT, "R1/T1", tube!, whom(1)).map(({ kind }) => kind)).toEqual(["swab"]);
  });

  it("of somebody of a positive pool holds nobody else, and only it counts for them", () => {
    const again: Whom = { person: person(1, { sampled: true, singly: true }) };
    const pooled = kept(...swabbed(AT, "R1/T1", null, whom(1)));
    const [shared] = tubesOf(pooled, "R1");
    expect([sizeFor(AT, again), obstacleTo(AT, shared!, again)]).toEqual([1, "pool"]);
    expect(sampledIn(again.person, swabsBy([shared!]).targets, new Set())).toBeNull();
    const tubes = tubesOf(kept(...pooled.map(({ report }) => report), ...swabbed(AT, "R1/S1", null, again)), "R1");
    expect(tubes[1]).toMatchObject({ size: 1, stage: "closed" });
    expect(sampledIn(again.person, swabsBy(tubes).targets, new Set())).toMatchObject({ tube: "R1/S1" });
  });

  it("is used once, whichever table used it", () => {
    const tubes = tubesOf(kept(...swabbed(AT, "R1/T1", null, whom(1))), "R1");
    const round = roundHere(START, { boxes: [{ code: "R1/B-1", tubes: ["T8"], step: "packed" }] });
    expect(["T1", "T8", "T9"].map((barcode) => wasUsed(round, tubes, barcode))).toEqual([true, true, false]);
    const emptied = tubes.map((tube) => ({ ...tube, swabs: [] }));
    expect(wasUsed(round, emptied, "T1")).toBe(false);
    expect(wasUsed(round, emptied.map((tube) => ({ ...tube, stage: "closed" as const })), "T1")).toBe(true);
  });

  it("finds a stranger again by the lot of the document", () => {
    const stranger: Whom = { stranger: { name: "李大宝", id_number: "E12345678" }, mark: "a3f91" };
    const [tube] = tubesOf(kept(...swabbed(AT, "R1/T1", null, stranger)), "R1");
    expect(swabsBy([tube!]).marks.get("a3f91")).toMatchObject({ about: "李*", target: "" });
    expect(swabsBy([tube!]).targets.size).toBe(0);
  });

  it("has a label without spaces or marks", () => {
    expect(["45017-A", "T_1.2", "T1", "A tube", "王秀英"].map(isBarcode)).toEqual([true, true, false, false, false]);
  });

  it("that was closed by hand states what was counted", () => {
    expect(closed(AT, { code: "R1/T1" }, 7).body).toEqual({ step: "closed", swabs: 7, point: "S-SQUARE", table: 2 });
  });
});

describe("every report of a table", () => {
  const stranger = { name: "李大宝", id_type: "passport", id_number: "E12345678", phone: "13800001111", address: "河口镇" };
  const swab = { id: "0190d9a0-0000-7000-8000-000000000001", target: "R1/P-001", mark: "", about: "黄*", at: 0, tube: "R1/T1", alone: false };
  const all: Said[] = [
    ...swabbed(AT, "R1/T1", null, whom(31)),
    ...swabbed(AT, "R1/T1", null, { stranger, mark: "a3f91" }),
    takenBack(AT, swab),
    ...(["packed", "handed", "received"] as const).map((step) => boxed({ step, code: "R1/B-7", tubes: ["T1"] }, { other: "宋强", celsius: -4 }, GRID.code)),
  ];

  it.each(all.map((one) => [one.kind, String(one.body["step"] ?? ""), one] as const))("%s %s fits its form", (kind, _, { body, form_version }) => {
    const form = formOf(kind)!;
    expect(form_version).toBe(form.version);
    expect(wrongs(form, body)).toEqual({});
    expect(Object.keys(body).filter((name) => !form.fields.some((field) => field.name === name))).toEqual([]);
  });
});

describe("a box", () => {
  const packed = boxed({ step: "packed", code: "R1/B-7", tubes: ["T1", "T2", "T3"] }, { other: "", celsius: 4 }, GRID.code);

  it("says its tubes, who else signs, and how cold it was", () => {
    expect(packed).toMatchObject({ kind: "box", subject: "R1/B-7", about: "B-7", body: { step: "packed", tubes: ["T1", "T2", "T3"], celsius: 4 } });
    expect(packed.body).not.toHaveProperty("other");
  });

  it("lacks what was packed and not seen", () => {
    expect(compared(["T1", "T2", "T3"], ["R1/T3", "T9", "T1"])).toEqual({ missing: ["T2"], strange: ["T9"] });
    expect(compared([], ["T9"])).toEqual({ missing: [], strange: [] });
  });

  it("is known from the server, and from what this phone has said since", () => {
    const round = { ...ROUND, boxes: [{ code: "R1/B-1", tubes: ["T8"], step: "packed" }] };
    const items = kept(packed, { kind: "box", subject: "R1/B-1", body: { step: "handed", tubes: ["T8"] } }).reverse();
    expect(boxesOf([round], items)).toEqual([{ code: "R1/B-7", tubes: ["T1", "T2", "T3"], step: "packed" }, { code: "R1/B-1", tubes: ["T8"], step: "handed" }]);
  });

  it("is of the one round there is, or says its round", () => {
    expect([boxCode([ROUND], "B-7"), boxCode([ROUND], "R2/B-7"), boxCode([], "B-7"), boxCode([], "R2/B-7")]).toEqual(["R1/B-7", "R2/B-7", "", "R2/B-7"]);
    expect(codeIn("R1", " T1 ")).toBe("R1/T1");
  });
});
