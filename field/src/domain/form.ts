// A form as data: which of its fields are asked, what a filled one becomes, and what is wrong with it.

import type { Body } from "./report";

export type FieldType = "choice" | "choices" | "integer" | "text" | "texts" | "instant" | "jpeg" | "lines" | "answers";

export interface Field {
  name: string;
  type: FieldType;
  required?: boolean;
  choices?: string[];
  min?: number;
  max?: number;
  when?: Record<string, string[]>;
  /** Of a person: let go once the server has it. */
  personal?: boolean;
}

export interface Form {
  kind: string;
  version: number;
  subject: string;
  fields: Field[];
}

export type Wrong = "required" | "too_long" | "not_a_number" | "out_of_range" | "not_a_choice";

/** The fields a form asks, given what has been filled in so far. */
export function asked(form: Form, body: Body): Field[] {
  return form.fields.filter((field) =>
    Object.entries(field.when ?? {}).every(([name, values]) => values.includes(String(body[name] ?? ""))),
  );
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);
}

/** A body without what it tells of a person. */
export function withoutPersonal(form: Form | undefined, body: Body): Body {
  const personal = new Set(form?.fields.filter((field) => field.personal).map(({ name }) => name));
  return Object.fromEntries(Object.entries(body).filter(([name]) => !personal.has(name)));
}

/** A body with nothing in it that the form does not ask, texts trimmed. */
export function cleaned(form: Form, body: Body): Body {
  const kept: Body = {};
  for (const { name } of asked(form, body)) {
    const value = typeof body[name] === "string" ? body[name].trim() : body[name];
    if (!isEmpty(value)) kept[name] = value;
  }
  return kept;
}

function wrongValue(field: Field, value: unknown): Wrong | null {
  const choices = field.choices ?? [];
  switch (field.type) {
    case "choice":
      return choices.includes(String(value)) ? null : "not_a_choice";
    case "choices":
      return Array.isArray(value) && value.every((one) => choices.includes(String(one))) ? null : "not_a_choice";
    case "texts":
      return Array.isArray(value) && value.length <= (field.max ?? Infinity) ? null : "too_long";
    case "integer":
      if (!Number.isInteger(value)) return "not_a_number";
      return Number(value) < (field.min ?? -Infinity) || Number(value) > (field.max ?? Infinity) ? "out_of_range" : null;
    default:
      return [...String(value)].length > (field.max ?? Infinity) ? "too_long" : null;
  }
}

/** What is wrong, by field; nothing when the body can be recorded. */
export function wrongs(form: Form, body: Body): Record<string, Wrong> {
  const clean = cleaned(form, body);
  const found: Record<string, Wrong> = {};
  for (const field of asked(form, body)) {
    const value = clean[field.name];
    const wrong = value === undefined ? (field.required ? "required" : null) : wrongValue(field, value);
    if (wrong) found[field.name] = wrong;
  }
  return found;
}
