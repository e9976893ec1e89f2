// Names and telephones of a household: asked for a purpose, shown while the sheet is open, kept nowhere.

import { useState } from "preact/hooks";
import { PURPOSES, type PeopleOutcome, type Person, type Purpose } from "../sync/people";
import { useHere, useWords } from "../ui/context";
import { Icon } from "../ui/icon";
import { Sheet } from "../ui/sheet";
import { useNeedWord } from "../ui/tags";

export function CallSheet({ household, onClose }: { household: string; onClose: () => void }) {
  const { phone } = useHere();
  const { t } = useWords();
  const [purpose, setPurpose] = useState<Purpose>("visit");
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState<PeopleOutcome | null>(null);
  const ask = async (event: Event): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    setOutcome(await phone.people(household, purpose));
    setBusy(false);
  };
  if (outcome?.kind === "people") {
    return (
      <Sheet title={t("call.title")} onClose={onClose}>
        <People people={outcome.people} />
      </Sheet>
    );
  }
  return (
    <Sheet title={t("call.title")} onClose={onClose}>
      <form class="form" onSubmit={(event) => void ask(event)}>
        <p class="hint">{t("call.why")}</p>
        <fieldset class="field">
          <legend>{t("call.purpose")}</legend>
          <div class="options">
            {PURPOSES.map((one) => (
              <label class="option" key={one}>
                <input type="radio" name="purpose" checked={one === purpose} onChange={() => setPurpose(one)} />
                <span>{t(`purpose.${one}`)}</span>
              </label>
            ))}
          </div>
        </fieldset>
        {outcome && (
          <p class="notice tone-warn" role="alert">
            <Icon name="cloud-off" />
            <span>{outcome.kind === "offline" ? t("call.offline") : outcome.sentence || t("refused")}</span>
          </p>
        )}
        <button type="submit" class="button primary wide tall" disabled={busy}>
          {t("call.show")}
        </button>
      </form>
    </Sheet>
  );
}

function People({ people }: { people: Person[] }) {
  const { t } = useWords();
  const need = useNeedWord();
  if (people.length === 0) return <p class="empty">{t("call.nobody")}</p>;
  return (
    <ul class="people">
      {people.map((person) => (
        <li key={person.code}>
          <span class="grow">
            <b>{person.name}</b>
            <span class="tags">
              {person.needs.map((one) => (
                <span class="tag" key={one}>
                  {need(one)}
                </span>
              ))}
            </span>
          </span>
          {person.phone ? (
            <a class="button primary" href={`tel:${person.phone.replace(/[^+\d]/g, "")}`}>
              <Icon name="phone" />
              {person.phone}
            </a>
          ) : (
            <span class="quiet">{t("call.no_phone")}</span>
          )}
        </li>
      ))}
    </ul>
  );
}
