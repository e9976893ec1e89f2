// A form of the contract on a sheet, with its one button under the thumb.

import { useState } from "preact/hooks";
import { asked } from "../domain/form";
import { formOf } from "../domain/forms";
import type { Body } from "../domain/report";
import { useWords } from "./context";
import { LabelledField } from "./fields";
import { Icon } from "./icon";
import { useRecording, type Subject } from "./recording";
import { Sheet } from "./sheet";

interface Props {
  title: string;
  of: Subject;
  /** What has been chosen already, and is not asked again. */
  given?: Body;
  /** What is likely, and can be changed. */
  likely?: Body;
  onDone: () => void;
  onClose: () => void;
}

export function FormSheet({ title, of, given = {}, likely = {}, onDone, onClose }: Props) {
  const { t } = useWords();
  const [body, setBody] = useState<Body>({ ...likely, ...given });
  const { busy, wrong, failure, record } = useRecording(of);
  const form = formOf(of.kind)!;
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (await record(body)) onDone();
  };
  return (
    <Sheet title={title} onClose={onClose}>
      <form class="form" noValidate onSubmit={(event) => void submit(event)}>
        {asked(form, body)
          .filter((field) => !(field.name in given))
          .map((field) => (
            <LabelledField
              key={field.name}
              kind={form.kind}
              field={field}
              value={body[field.name]}
              wrong={wrong[field.name]}
              onChange={(value) => setBody((before) => ({ ...before, [field.name]: value }))}
            />
          ))}
        {failure && (
          <p class="notice tone-bad" role="alert">
            <Icon name="alert-triangle" />
            <span>{t(failure)}</span>
          </p>
        )}
        <button type="submit" class="button primary wide tall" disabled={busy}>
          <Icon name="check" />
          {t(busy ? "form.recording" : "form.record")}
        </button>
      </form>
    </Sheet>
  );
}
