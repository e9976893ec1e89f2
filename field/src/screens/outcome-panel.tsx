// The outcomes at the lower edge, the likeliest nearest to the thumb; after one is recorded, the way to the next door.

import { useState } from "preact/hooks";
import type { Door, Task } from "../domain/door";
import type { Form } from "../domain/form";
import { wordOf } from "../domain/forms";
import { msOf } from "../domain/instant";
import { nextDoor } from "../domain/order";
import { isAtOnce, outcomeRows } from "../domain/outcome";
import type { Body } from "../domain/report";
import { useDoors, useWords } from "../ui/context";
import { FormSheet } from "../ui/form-sheet";
import { Icon } from "../ui/icon";
import { useRecording, type Subject } from "../ui/recording";
import { to } from "../ui/route";
import { OUTCOME_ICON, OUTCOME_TONE } from "../ui/words";

interface Props {
  door: Door;
  task: Task;
  form: Form;
}

export function OutcomePanel({ door, task, form }: Props) {
  const { t, language } = useWords();
  const [again, setAgain] = useState(false);
  const [sheet, setSheet] = useState<string | null>(null);
  const { household } = door;
  const of: Subject = {
    kind: form.kind,
    subject: task.target.code,
    area: task.target.area,
    household: household.code,
    about: household.address || household.code,
  };
  const { record, failure, busy } = useRecording(of);
  const choose = (outcome: string): void => {
    if (!isAtOnce(outcome)) return setSheet(outcome);
    void record({ outcome }).then((done) => done && setAgain(false));
  };
  const settled = task.target.outcome !== "" && !task.due;
  return (
    <div class="panel" role="region" aria-label={t("household.record")}>
      {failure && (
        <p class="notice tone-bad" role="alert">
          <Icon name="alert-triangle" />
          <span>{t(failure)}</span>
        </p>
      )}
      {settled && !again ? (
        <Done door={door} task={task} onAgain={() => setAgain(true)} />
      ) : (
        <Outcomes form={form} busy={busy} onChoose={choose} />
      )}
      {sheet !== null && (
        <FormSheet
          title={wordOf(`${form.kind}.outcome.${sheet}`, language)}
          of={of}
          given={{ outcome: sheet }}
          likely={likely(sheet, door)}
          onClose={() => setSheet(null)}
          onDone={() => {
            setSheet(null);
            setAgain(false);
          }}
        />
      )}
    </div>
  );
}

/** Whoever is met is likely to be as many as the register says. */
function likely(outcome: string, door: Door): Body {
  const { members } = door.household;
  return outcome === "met" && members !== null ? { people: members } : {};
}

function Outcomes({ form, busy, onChoose }: { form: Form; busy: boolean; onChoose: (outcome: string) => void }) {
  const { language } = useWords();
  const rows = outcomeRows(form.fields.find((field) => field.name === "outcome")?.choices ?? []);
  return (
    <>
      {rows.map((row, index) => {
        const tall = index === rows.length - 1;
        return (
          <div key={row[0]} class="outcomes">
            {row.map((outcome) => (
              <button
                key={outcome}
                type="button"
                class={`outcome tone-${OUTCOME_TONE[outcome] ?? "none"}${tall ? " tall" : ""}`}
                disabled={busy}
                onClick={() => onChoose(outcome)}
              >
                <Icon name={OUTCOME_ICON[outcome] ?? "circle-dashed"} large={tall} />
                <span>{wordOf(`${form.kind}.outcome.${outcome}`, language)}</span>
              </button>
            ))}
          </div>
        );
      })}
    </>
  );
}

function Done({ door, task, onAgain }: { door: Door; task: Task; onAgain: () => void }) {
  const { t, time, language } = useWords();
  const next = nextDoor(useDoors(), door);
  const outcome = wordOf(`visit.outcome.${task.target.outcome}`, language);
  const at = time(msOf(task.target.occurred_at) ?? 0);
  return (
    <>
      <p class={`done tone-${OUTCOME_TONE[task.target.outcome] ?? "none"}`}>
        <Icon name={OUTCOME_ICON[task.target.outcome] ?? "check"} />
        <span class="grow">{t("household.recorded", { outcome, at })}</span>
      </p>
      <div class="outcomes">
        <button type="button" class="button tall" onClick={onAgain}>
          {t("household.again")}
        </button>
        {next ? (
          <a class="button primary tall" href={to.household(next.household.code)}>
            {t("household.go_next")}
            <Icon name="arrow-right" />
          </a>
        ) : (
          <a class="button primary tall" href={to.households()}>
            {t("household.go_list")}
          </a>
        )}
      </div>
    </>
  );
}
