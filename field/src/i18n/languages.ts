// The languages of the phone, and which one a person gets before choosing.

import { en, type Word, type Words } from "./en";
import { zhHans } from "./zh-Hans";
import { zhHant } from "./zh-Hant";

export const LANGUAGES = ["zh-Hans", "zh-Hant", "en"] as const;
export type Language = (typeof LANGUAGES)[number];

export const NAMES: Record<Language, string> = { "zh-Hans": "简体中文", "zh-Hant": "繁體中文", en: "English" };

export const WORDS: Record<Language, Words> = { "zh-Hans": zhHans, "zh-Hant": zhHant, en };

/** The first of a person's own languages that the phone speaks; without any, Simplified Chinese. */
export function languageFor(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    if (/^zh\b.*\b(hant|tw|hk|mo)\b/i.test(tag)) return "zh-Hant";
    if (/^zh\b/i.test(tag)) return "zh-Hans";
    if (/^en\b/i.test(tag)) return "en";
  }
  return "zh-Hans";
}

export type Values = Record<string, string | number>;

/** A sentence in a language, with its values put in. */
export function say(language: Language, word: Word, values: Values = {}): string {
  return WORDS[language][word].replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}
