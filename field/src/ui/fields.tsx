// The fields of a form, each as its type asks: large enough for a thumb, with what is wrong beside it.

import { useId } from "preact/hooks";
import { kilobytes } from "../domain/size";
import type { Field, Wrong } from "../domain/form";
import { wordOf } from "../domain/forms";
import { offsetAt, toInstant } from "../domain/instant";
import { useWords } from "./context";
import { Icon } from "./icon";
import { PhotoButton } from "./photo-button";

export interface FieldProps {
  kind: string;
  field: Field;
  value: unknown;
  wrong: Wrong | undefined;
  onChange: (value: unknown) => void;
}

/** The name of a field above it, and what is wrong below. */
export function LabelledField(props: FieldProps) {
  const { kind, field, wrong } = props;
  const { t, language } = useWords();
  const id = useId();
  const grouped = field.type === "choice" || field.type === "choices";
  const label = (
    <>
      {wordOf(`${kind}.${field.name}`, language)}
      {!field.required && <small> ({t("optional")})</small>}
    </>
  );
  const said = wrong && (
    <p class="wrong" id={`${id}-wrong`} role="alert">
      <Icon name="alert-triangle" />
      {t(`wrong.${wrong}`, { min: field.min ?? 0, max: field.max ?? 0 })}
    </p>
  );
  if (grouped) {
    return (
      <fieldset class="field">
        <legend>{label}</legend>
        <Options {...props} />
        {said}
      </fieldset>
    );
  }
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <Input {...props} id={id} />
      {said}
    </div>
  );
}

function Options({ kind, field, value, onChange }: FieldProps) {
  const { language } = useWords();
  const name = useId();
  const many = field.type === "choices";
  const chosen = Array.isArray(value) ? (value as string[]) : [];
  const toggle = (choice: string): unknown =>
    chosen.includes(choice) ? chosen.filter((one) => one !== choice) : [...chosen, choice];
  return (
    <div class="options">
      {(field.choices ?? []).map((choice) => (
        <label class="option" key={choice}>
          <input
            type={many ? "checkbox" : "radio"}
            name={name}
            checked={many ? chosen.includes(choice) : value === choice}
            onChange={() => onChange(many ? toggle(choice) : choice)}
          />
          <span>{wordOf(`${kind}.${field.name}.${choice}`, language)}</span>
        </label>
      ))}
    </div>
  );
}

type InputProps = FieldProps & { id: string };

function Input(props: InputProps) {
  const { field, id, value, wrong, onChange } = props;
  if (field.type === "integer") return <Stepper {...props} />;
  if (field.type === "jpeg") return <Photo {...props} />;
  if (field.type === "instant") return <Moment {...props} />;
  const common = {
    id,
    value: String(value ?? ""),
    "aria-invalid": wrong !== undefined,
    "aria-describedby": wrong ? `${id}-wrong` : undefined,
    onInput: (event: { currentTarget: { value: string } }) => onChange(event.currentTarget.value),
  };
  return (field.max ?? 0) > 200 ? <textarea rows={3} {...common} /> : <input type="text" autocomplete="off" {...common} />;
}

function Stepper({ field, id, value, wrong, onChange }: InputProps) {
  const { t } = useWords();
  const known = typeof value === "number";
  const [min, max] = [field.min ?? 0, field.max ?? 99];
  const move = (by: number): void => onChange(Math.min(max, Math.max(min, (known ? Number(value) : 0) + by)));
  return (
    <div class="stepper">
      <button type="button" class="button square" aria-label={t("form.less")} onClick={() => move(-1)}>
        <Icon name="minus" />
      </button>
      <input
        id={id}
        type="text"
        inputMode="numeric"
        autocomplete="off"
        aria-invalid={wrong !== undefined}
        value={value === undefined ? "" : String(value)}
        onInput={({ currentTarget: { value: text } }) => onChange(/^\d+$/.test(text) ? Number(text) : text || undefined)}
      />
      <button type="button" class="button square" aria-label={t("form.more")} onClick={() => move(1)}>
        <Icon name="plus" />
      </button>
    </div>
  );
}

/** A moment in the phone's own time, sent with its offset. */
function Moment({ id, wrong, onChange }: InputProps) {
  return (
    <input
      id={id}
      type="datetime-local"
      aria-invalid={wrong !== undefined}
      onInput={({ currentTarget: { value } }) => {
        const at = Date.parse(value);
        onChange(Number.isNaN(at) ? undefined : toInstant(at, offsetAt(at)));
      }}
    />
  );
}

function Photo({ id, value, onChange }: InputProps) {
  const { t } = useWords();
  const has = typeof value === "string" && value !== "";
  return (
    <div class="photo">
      {has && <img src={`data:image/jpeg;base64,${value}`} alt="" />}
      <PhotoButton id={id} word={t(has ? "form.photo.again" : "form.photo.take")} onTake={onChange} />
      <p class="hint">{has ? t("outbox.photo", { kb: kilobytes(value.length) }) : t("form.photo.hint")}</p>
    </div>
  );
}
