// The checklists of the contract, as this version of the phone knows them, with their words.

import checkpoint from "../../../contracts/checklists/checkpoint.json";
import door_knock from "../../../contracts/checklists/door_knock.json";
import isolation_site from "../../../contracts/checklists/isolation_site.json";
import ppe from "../../../contracts/checklists/ppe.json";
import sampling_point from "../../../contracts/checklists/sampling_point.json";
import supplies from "../../../contracts/checklists/supplies.json";

type Said = Record<string, string>;

export interface ChecklistLine {
  code: string;
  severity: number;
  /** Hours within which it is put right where it fails. */
  deadline_h: number;
  words: Said;
  source?: string;
}

export interface Checklist {
  checklist: string;
  for: string[];
  words: Said;
  lines: ChecklistLine[];
}

const CHECKLISTS: readonly Checklist[] = [sampling_point, checkpoint, isolation_site, door_knock, supplies, ppe];

/** The checklist of a code, or undefined when this version does not know it yet. */
export function checklistOf(code: string): Checklist | undefined {
  return CHECKLISTS.find(({ checklist }) => checklist === code);
}

/** The checklists of some codes that this version knows, those of fewer kinds of places first. */
export function checklistsOf(codes: readonly string[]): Checklist[] {
  return codes.flatMap((code) => checklistOf(code) ?? []).sort((a, b) => a.for.length - b.for.length);
}

function said(words: Said, language: string): string {
  return words[language] ?? words["en"] ?? "";
}

export function checklistWord(code: string, language: string): string {
  const found = checklistOf(code);
  return found ? said(found.words, language) : code;
}

/** What a line says, as it should be. */
export function lineWord(checklist: string, line: string, language: string): string {
  const found = checklistOf(checklist)?.lines.find(({ code }) => code === line);
  return found ? said(found.words, language) : line;
}
