// What a person has chosen for this phone: language and appearance. Kept apart from all that belongs to an enrolment.

import { LANGUAGES, languageFor, type Language } from "../i18n/languages";

export const THEMES = ["auto", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

function read(name: string): string | null {
  try {
    return localStorage.getItem(`fangxian-field.${name}`);
  } catch {
    return null;
  }
}

function write(name: string, value: string): void {
  try {
    localStorage.setItem(`fangxian-field.${name}`, value);
  } catch {
    // The choice holds until the window is closed.
  }
}

export function language(): Language {
  const chosen = LANGUAGES.find((one) => one === read("language"));
  return chosen ?? languageFor(navigator.languages);
}

export function chooseLanguage(chosen: Language): void {
  write("language", chosen);
  document.documentElement.lang = chosen;
}

export function theme(): Theme {
  return THEMES.find((one) => one === read("theme")) ?? "auto";
}

export function chooseTheme(chosen: Theme): void {
  write("theme", chosen);
  document.documentElement.dataset["theme"] = chosen;
}
