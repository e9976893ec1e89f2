// Numbers of documents as people type and scan them: the resident's, with its check digit, and others.

export type IdType = "cn_resident_id" | "passport" | "other";

export interface IdDocument {
  type: IdType;
  /** Without spaces, in upper case. */
  number: string;
  /** Year of birth and sex, where the number says so. */
  born: number | null;
  sex: "" | "f" | "m";
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECKS = "10X98765432";

/** The number as it is kept: no spaces, capitals, narrow digits. */
export function plainNumber(text: string): string {
  return text.normalize("NFKC").replace(/\s/g, "").toUpperCase();
}

/**
 * The check digit of the first seventeen digits of a resident's number.
 * Source: GB 11643-1999, after ISO/IEC 7064, MOD 11-2.
 */
export function checkDigit(digits: string): string {
  const sum = WEIGHTS.reduce((all, weight, index) => all + weight * Number(digits[index]), 0);
  return CHECKS[sum % 11]!;
}

/** Year, month and day as the number has them, when there is such a day. */
export function birthOf(number: string): { year: number; month: number; day: number } | null {
  const [year, month, day] = [number.slice(6, 10), number.slice(10, 12), number.slice(12, 14)].map(Number) as [number, number, number];
  const at = new Date(Date.UTC(year, month - 1, day));
  const isDay = at.getUTCFullYear() === year && at.getUTCMonth() === month - 1 && at.getUTCDate() === day;
  return isDay && year >= 1900 ? { year, month, day } : null;
}

/** Whether the number of a resident's document has the right form, day of birth and check digit. */
export function isResidentId(number: string): boolean {
  return /^[1-9]\d{16}[\dX]$/.test(number) && birthOf(number) !== null && checkDigit(number) === number[17];
}

/** A number that can only be a resident's, and is not right: mistyped, or a digit short. */
export function isMistyped(text: string): boolean {
  const number = plainNumber(text);
  return /^\d{15,19}X?$/.test(number) && !isResidentId(number);
}

const PASSPORT = /^(?:[A-Z]{1,2}\d{7,8}|[A-Z]\d{8}|[A-Z]{2}\d{6,7})$/;

/** The document that a text is the number of, or null when it cannot be one. */
export function documentOf(text: string): IdDocument | null {
  const number = plainNumber(text);
  if (isResidentId(number)) {
    return { type: "cn_resident_id", number, born: birthOf(number)!.year, sex: Number(number[16]) % 2 === 0 ? "f" : "m" };
  }
  if (isMistyped(text) || !/^(?=.*\d)[A-Z0-9()-]{4,32}$/.test(number)) return null;
  return { type: PASSPORT.test(number) ? "passport" : "other", number, born: null, sex: "" };
}

/** What of a keyed hash of a number stands in a list: its first five hex digits, which many numbers share. */
export function lotOf(digest: Uint8Array): string {
  return Array.from(digest.subarray(0, 3), (byte) => byte.toString(16).padStart(2, "0")).join("").slice(0, 5);
}
