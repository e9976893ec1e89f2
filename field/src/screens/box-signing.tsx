// The end of a step of a box: who else signs, how cold it is, and the report.

import { useState } from "preact/hooks";
import { boxed, type BoxDraft } from "../domain/boxes";
import { wordOf } from "../domain/forms";
import { barcodeOf } from "../domain/tubes";
import { useActing } from "../ui/acting";
import { useCarries, useHere, useWords } from "../ui/context";
import { Icon } from "../ui/icon";

/** What a box may say of its cold. */
const COLD = [-80, 60] as const;

export function BoxSigning({ draft, onSaid }: { draft: BoxDraft; onSaid: (what: string) => void }) {
  const { phone, view } = useHere();
  const { t, count, language } = useWords();
  const { busy, failure, act } = useActing();
  // A table gives a box to a courier; whoever only carries is that courier.
  const gives = useCarries()("swab") && draft.step === "handed";
  const [other, setOther] = useState("");
  const [cold, setCold] = useState("");
  const [tried, setTried] = useState(false);
  const celsius = /^[-−]?\d{1,2}$/.test(cold.trim()) ? Number(cold.trim().replace("−", "-")) : null;
  const wrong = {
    tubes: draft.tubes.length === 0,
    other: draft.step !== "packed" && other.trim() === "",
    cold: cold.trim() !== "" && (celsius === null || celsius < COLD[0] || celsius > COLD[1]),
  };
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    setTried(true);
    if (wrong.tubes || wrong.other || wrong.cold) return;
    const area = view.held?.frame.me.area?.code ?? view.enrolment?.area?.code ?? "";
    const what = t(`boxes.done.${draft.step}`, { box: barcodeOf(draft.code), tubes: count(draft.tubes.length, "boxes.tubes.one", "boxes.tubes") });
    if (!(await act(what, { first: boxed(draft, { other, celsius }, area) }))) return;
    onSaid(what);
    await phone.setTable({ box: null });
  };
  return (
    <form class="form" noValidate onSubmit={(event) => void submit(event)}>
      {draft.step !== "packed" && (
        <div class="field">
          <label for="box-other">{t(gives ? "boxes.courier" : "boxes.from")}</label>
          <input id="box-other" type="text" autocomplete="off" maxLength={120} aria-invalid={tried && wrong.other} value={other} onInput={({ currentTarget }) => setOther(currentTarget.value)} />
          {tried && wrong.other && <p class="wrong">{t("wrong.required")}</p>}
        </div>
      )}
      <div class="field">
        <label for="box-cold">
          {wordOf("box.celsius", language)} <small>({t("optional")})</small>
        </label>
        <input id="box-cold" type="text" autocomplete="off" aria-invalid={tried && wrong.cold} value={cold} onInput={({ currentTarget }) => setCold(currentTarget.value)} />
        {tried && wrong.cold && <p class="wrong">{t("wrong.out_of_range", { min: COLD[0], max: COLD[1] })}</p>}
      </div>
      {tried && wrong.tubes && (
        <p class="wrong" role="alert">
          {t("boxes.no_tubes")}
        </p>
      )}
      {failure && (
        <p class="notice tone-bad" role="alert">
          <Icon name="alert-triangle" />
          <span>{t(failure)}</span>
        </p>
      )}
      <button type="submit" class="button primary wide tall" disabled={busy}>
        <Icon name="check" />
        {t(`boxes.${draft.step}`)}
      </button>
    </form>
  );
}
