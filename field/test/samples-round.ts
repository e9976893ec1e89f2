// A sampling round to test with: two points, three zones, sixty people with their numbers, a sampler and a courier.

import { createHmac } from "node:crypto";
import { checkDigit } from "../src/domain/id-number";
import type { HeldRound, Person, SamplingPoint } from "../src/domain/rounds";
import type { FakePerson } from "./fake-server";
import { GRID, NEXT_GRID } from "./samples";

const someone = (code: string, name: string, role: string, role_name: string, kinds: string[]): FakePerson => ({ code, name, role, role_name, area: { code: "451024100", name: "都安乡", level: "township" }, kinds });
export const SAMPLER = someone("R-CAI", "蔡敏", "sampler", "采样员", ["swab", "swab_back", "tube", "box", "move", "evidence"]);
export const CARRIER = someone("R-SONG", "宋强", "courier", "转运员", ["box", "move", "evidence"]);

const SALT = Buffer.from("a salt of this round");
export const THIRD_GRID = "451024100202001";

export function lotOfNumber(number: string): string {
  return createHmac("sha256", SALT).update(number).digest("hex").slice(0, 5);
}

/** The number of the document of the nth of the sixty: women have even ones. */
export function numberOf(nth: number): string {
  const day = String(1 + (nth % 28)).padStart(2, "0");
  const digits = `451024${1940 + nth}0${1 + (nth % 9)}${day}${String(100 + nth)}`;
  return digits + checkDigit(digits);
}

const SIGNS = "王黄农韦陆李梁覃罗岑";

/** Households of three; the last of them in the lockdown zone, and those before it in the controlled one. */
export function person(nth: number, more: Partial<Person> = {}): Person {
  const area = nth > 51 ? THIRD_GRID : nth > 30 ? NEXT_GRID.code : GRID.code;
  const household = `HH-${String(Math.ceil(nth / 3)).padStart(3, "0")}`;
  const target = `R1/P-${String(nth).padStart(3, "0")}`;
  return { target, household, area, lot: lotOfNumber(numberOf(nth)), name: `${SIGNS[nth % 10]}*`, sex: (100 + nth) % 2 === 0 ? "f" : "m", born: 1940 + nth, sampled: nth % 20 === 7, ...more };
}

const point = (code: string, name: string, more: Partial<SamplingPoint> = {}): SamplingPoint => ({ code, name, area: GRID.code, mode: "point", tables: 3, opens_at: null, closes_at: null, is_open: true, ...more });

export function roundHere(now: number, more: Partial<HeldRound> = {}): HeldRound {
  const hours = (by: number): string => new Date(now + by * 3_600_000).toISOString();
  return {
    code: "R1",
    name: "第一轮全员核酸",
    number: 1,
    starts_at: hours(-2),
    ends_at: hours(10),
    zones: [
      { area: "451024", kind: "controlled", size: 10, by_household: false },
      { area: NEXT_GRID.code, kind: "lockdown", size: 1, by_household: false },
      { area: THIRD_GRID, kind: "lockdown", size: 1, by_household: true },
    ],
    points: [point("S-SQUARE", "河口广场采样点"), point("S-SCHOOL", "福记小学采样点", { tables: 1, area: NEXT_GRID.code })],
    salt: SALT.toString("base64"),
    people: Array.from({ length: 60 }, (_, index) => person(index + 1)),
    ...more,
  };
}
