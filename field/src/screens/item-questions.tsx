// What a directive asks to be reported back, with what the system knows already; and the fields to answer it.

import { useId } from "preact/hooks";
import type { Question } from "../domain/items";
import { knownAnswer } from "../domain/questions";
import { Choice } from "../ui/choice";
import { useWords } from "../ui/context";
import { Icon } from "../ui/icon";

/** An answer as a person reads it. */
function useAnswerWord(): (question: Question) => string {
  const { t } = useWords();
  return (question) => {
    const known = knownAnswer(question);
    if (known === "") return t("item.missing");
    return question.type === "yes_no" ? t(known === "yes" ? "yes" : "no") : known;
  };
}

/** The questions on the item's own screen. */
export function ItemQuestions({ questions }: { questions: readonly Question[] }) {
  const { t } = useWords();
  const word = useAnswerWord();
  if (questions.length === 0) return null;
  return (
    <section class="card">
      <h2>{t("item.asked")}</h2>
      <dl class="known asked">
        {questions.map((one) => (
          <>
            <dt>{one.label}</dt>
            <dd class={knownAnswer(one) === "" ? "quiet" : ""}>{word(one)}</dd>
          </>
        ))}
      </dl>
    </section>
  );
}

interface FieldProps {
  question: Question;
  value: unknown;
  missing: boolean;
  onChange: (value: unknown) => void;
}

/** One question as a field; `missing`: it must be answered. */
export function QuestionField({ question, value, missing, onChange }: FieldProps) {
  const { t } = useWords();
  const { type, label, required, choices } = question;
  const id = useId();
  const isKnown = knownAnswer(question) !== "" && knownAnswer(question) === value;
  const options = type === "yes_no" ? [["yes", t("yes")] as const, ["no", t("no")] as const] : choices.map((one) => [one, one] as const);
  const chosen = type === "yes_no" || type === "choice";
  return (
    <div class="field">
      {chosen ? (
        <Choice
          legend={required ? label : `${label} (${t("optional")})`}
          shown
          stacked={options.length > 3}
          value={String(value ?? "")}
          onChoose={onChange}
          options={options.map(([code, word]) => ({ value: code, label: word }))}
        />
      ) : (
        <>
          <label for={id}>
            {label}
            {!required && <small> ({t("optional")})</small>}
          </label>
          <input
            id={id}
            type="text"
            inputMode={type === "integer" ? "numeric" : "text"}
            autocomplete="off"
            aria-invalid={missing}
            value={String(value ?? "")}
            onInput={({ currentTarget }) => onChange(currentTarget.value)}
          />
        </>
      )}
      {isKnown && (
        <p class="hint known-already">
          <Icon name="circle-check" /> {t("item.known")}
        </p>
      )}
      {missing && (
        <p class="wrong" role="alert">
          <Icon name="alert-triangle" />
          {t(type === "integer" && value ? "wrong.not_a_number" : "wrong.required")}
        </p>
      )}
    </div>
  );
}
