// Finding in the list of a round whom a typed or scanned text speaks of.

import type { IdDocument } from "./id-number";
import type { Person } from "./rounds";

export interface Found {
  people: Person[];
  /** What the text was taken for. */
  by: "code" | "household" | "identity" | "name" | "";
}

/** The most that a list by a few characters shows. */
const MOST = 20;

/** What stands after the last mark of an address or of a code within another, as a printed code has it. */
function tail(text: string): string {
  return text.trim().split(/[/#=?]/).at(-1)!;
}

const same = (a: string, b: string): boolean => a.toUpperCase() === b.toUpperCase();

function byCode(people: readonly Person[], text: string): Person[] {
  const codes = [text.trim(), tail(text)];
  return people.filter(({ target }) => codes.some((code) => same(target, code) || same(tail(target), code)));
}

/** Those whose number may be this one: few share a lot, and the number tells year and sex. */
function byDocument(people: readonly Person[], { born, sex }: IdDocument, lot: string): Person[] {
  return people.filter((one) => one.lot === lot && (born === null || one.born === null || one.born === born) && (sex === "" || one.sex === "" || one.sex === sex));
}

/** Of a masked name only the first sign is known. */
function byName(people: readonly Person[], text: string): Person[] {
  const [first = ""] = text.trim();
  return /^\p{Letter}{1,4}$/u.test(text.trim().replaceAll("*", "")) ? people.filter(({ name }) => name.startsWith(first)) : [];
}

function byPart(people: readonly Person[], text: string): Person[] {
  const part = text.trim().toUpperCase();
  return part.length < 2 ? [] : people.filter(({ household }) => household.toUpperCase().includes(part));
}

/** Whom a text speaks of; `lot` is that of the document, where it is the number of one. */
export function found(people: readonly Person[], text: string, identity: IdDocument | null, lot: string): Found {
  const coded = byCode(people, text);
  if (coded.length > 0) return { people: coded, by: "code" };
  const home = people.filter(({ household }) => same(household, text.trim()) || same(household, tail(text)));
  if (home.length > 0) return { people: home, by: "household" };
  const known = identity ? byDocument(people, identity, lot) : [];
  if (known.length > 0) return { people: known, by: "identity" };
  if (identity?.type === "cn_resident_id") return { people: [], by: "" };
  const named = byName(people, text);
  const some = (named.length > 0 ? named : byPart(people, text)).slice(0, MOST);
  return { people: some, by: some.length > 0 ? "name" : "" };
}
