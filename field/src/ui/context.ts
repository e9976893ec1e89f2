// What every screen has at hand: the phone, the present moment, and a person's language.

import { createContext } from "preact";
import { useContext, useEffect, useMemo, useState } from "preact/hooks";
import { doorsOf, type Door } from "../domain/door";
import { carries } from "../domain/held";
import { ownItems, type OwnItem } from "../domain/items";
import { placesOf, type Place } from "../domain/places";
import { distance, lasting, number, time } from "../i18n/formats";
import { say, type Language, type Values } from "../i18n/languages";
import type { Word } from "../i18n/en";
import type { Phone, View } from "./phone";
import type { Toasts } from "./toast";

export interface Here {
  phone: Phone;
  view: View;
  now: number;
  language: Language;
  setLanguage: (language: Language) => void;
  toasts: Toasts;
}

export const HereContext = createContext<Here | null>(null);

export function useHere(): Here {
  return useContext(HereContext)!;
}

/** Words, times and distances in a person's language. */
export function useWords() {
  const { language, now } = useHere();
  return useMemo(() => {
    const t = (word: Word, values?: Values): string => say(language, word, values);
    return {
      t,
      language,
      time: (at: number) => time(language, at, now),
      lasting: (ms: number) => lasting(language, ms),
      distance: (metres: number) => distance(language, metres),
      number: (value: number) => number(language, value),
      /** `one` for exactly one, else `many` with the number as {n}. */
      count: (n: number, one: Word, many: Word) => (n === 1 ? t(one) : t(many, { n: number(language, n) })),
    };
  }, [language, Math.floor(now / 60_000)]);
}

export function useView(phone: Phone): View {
  const [view, set] = useState(phone.view);
  useEffect(() => phone.subscribe(() => set(phone.view)), [phone]);
  return view;
}

/** The moment, moved on every twenty seconds and whenever the window comes back in front. */
export function useNow(): number {
  const [now, set] = useState(Date.now());
  useEffect(() => {
    const move = (): void => set(Date.now());
    const timer = setInterval(move, 20_000);
    document.addEventListener("visibilitychange", move);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", move);
    };
  }, []);
  return now;
}

const NO_DOORS: Door[] = [];

/** All doors held, as they stand now. */
export function useDoors(): Door[] {
  const { view, now } = useHere();
  const { held, items, enrolment } = view;
  return useMemo(() => {
    if (!held || !enrolment) return NO_DOORS;
    const { households, targets, frame } = held;
    const holding = { campaigns: frame.campaigns, households, targets };
    return doorsOf(holding, items, frame.me.person.code, Math.max(now, Date.now()));
  }, [held, items, enrolment, now]);
}

const NO_ITEMS: OwnItem[] = [];

/** The items that wait for whoever holds the phone, as they stand now. */
export function useOwnItems(): OwnItem[] {
  const { view, now } = useHere();
  const { held, items } = view;
  return useMemo(() => (held ? ownItems(held.items, held.frame.flows ?? {}, items, Math.max(now, Date.now())) : NO_ITEMS), [held, items, now]);
}

const NO_PLACES: Place[] = [];

/** The places to inspect, as they stand now. */
export function usePlaces(): Place[] {
  const { view } = useHere();
  const { held, items } = view;
  return useMemo(() => (held ? placesOf(held.places, items) : NO_PLACES), [held, items]);
}

/** Whether the charge carries a kind of report. */
export function useCarries(): (kind: string) => boolean {
  const { view } = useHere();
  return (kind) => carries(view.held?.frame, kind);
}
