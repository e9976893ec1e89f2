// Times and distances as people of a language write them.

import { say, type Language } from "./languages";

const LOCALES: Record<Language, string> = { "zh-Hans": "zh-CN", "zh-Hant": "zh-TW", en: "en-GB" };

const sameDay = (a: Date, b: Date): boolean => a.toDateString() === b.toDateString();

/** The time of day; with the day too when that is not today. */
export function time(language: Language, at: number, now: number): string {
  const when = new Date(at);
  const clock = { hour: "2-digit", minute: "2-digit", hour12: false } as const;
  const day = sameDay(when, new Date(now)) ? {} : ({ month: "short", day: "numeric" } as const);
  return new Intl.DateTimeFormat(LOCALES[language], { ...day, ...clock }).format(when);
}

/** Metres rounded so that nobody takes them for measured. */
export function distance(language: Language, metres: number): string {
  if (metres < 1000) return say(language, "away.m", { n: Math.max(10, Math.round(metres / 10) * 10) });
  const n = new Intl.NumberFormat(LOCALES[language], { maximumFractionDigits: 1 }).format(metres / 1000);
  return say(language, "away.km", { n });
}

export function number(language: Language, value: number): string {
  return new Intl.NumberFormat(LOCALES[language]).format(value);
}

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long, in the largest unit of which it holds two or more. */
export function lasting(language: Language, ms: number): string {
  const time = Math.max(0, ms);
  if (time < 2 * HOUR) return say(language, "lasting.minutes", { n: Math.floor(time / MINUTE) });
  if (time < 2 * DAY) return say(language, "lasting.hours", { n: Math.floor(time / HOUR) });
  return say(language, "lasting.days", { n: Math.floor(time / DAY) });
}
