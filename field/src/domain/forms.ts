// The forms of the contract, as this version of the phone knows them, with their words.

import box from "../../../contracts/forms/box.json";
import contact from "../../../contracts/forms/contact.json";
import evidence from "../../../contracts/forms/evidence.json";
import household from "../../../contracts/forms/household.json";
import inspection from "../../../contracts/forms/inspection.json";
import move from "../../../contracts/forms/move.json";
import note from "../../../contracts/forms/note.json";
import photo from "../../../contracts/forms/photo.json";
import swab from "../../../contracts/forms/swab.json";
import swab_back from "../../../contracts/forms/swab_back.json";
import tube from "../../../contracts/forms/tube.json";
import visit from "../../../contracts/forms/visit.json";
import words from "../../../contracts/forms/words.json";
import type { Form } from "./form";

const FORMS = { box, contact, evidence, household, inspection, move, note, photo, swab, swab_back, tube, visit } as Record<string, Form>;

export const KINDS: readonly string[] = Object.keys(FORMS);

/** The form of a kind, or undefined when this version does not know it yet. */
export function formOf(kind: string): Form | undefined {
  return FORMS[kind];
}

const WORDS = words as Record<string, Record<string, string>>;

/** The word of the contract for a kind, a field (`visit.outcome`) or a choice (`visit.outcome.met`). */
export function wordOf(path: string, language: string): string {
  return WORDS[path]?.[language] ?? WORDS[path]?.["en"] ?? path.slice(path.lastIndexOf(".") + 1);
}
