// Who was found: one with the button to add them, or several to choose from; nobody leads to the stranger's form.

import type { Person } from "../domain/rounds";
import { poolOfPerson } from "../domain/rounds";
import { obstacleTo } from "../domain/taking";
import { barcodeOf } from "../domain/tubes";
import { useWords } from "../ui/context";
import { Icon } from "../ui/icon";
import { Notice } from "../ui/notice";
import type { Sought } from "../ui/seeking";
import type { TableNow } from "../ui/table";

interface Props {
  now: TableNow;
  sought: Sought;
  /** Whom Enter adds. */
  person: Person | null;
  busy: boolean;
  onPick: (target: string) => void;
  onAdd: (person: Person) => void;
  onStranger: () => void;
}

export function FoundPeople({ now, sought, person, busy, onPick, onAdd, onStranger }: Props) {
  const { t } = useWords();
  const { people } = sought;
  const another = (
    <button type="button" class="button wide" onClick={onStranger}>
      <Icon name="user" />
      {t("table.stranger")}
    </button>
  );
  if (people.length === 0) {
    return (
      <section class="card found">
        <p>{t("table.nobody", { text: sought.text })}</p>
        <p class="quiet">{t("table.nobody.tube")}</p>
        {another}
      </section>
    );
  }
  return (
    <section class="found">
      {person && <PersonCard key={person.target} now={now} person={person} busy={busy} onAdd={onAdd} />}
      {people.length > 1 && <Others now={now} people={people} person={person} onPick={onPick} />}
      {people.length > 1 && another}
    </section>
  );
}

function useFacts(): (person: Person) => string {
  const { t } = useWords();
  return ({ sex, born, household }) => [sex === "f" ? t("table.woman") : sex === "m" ? t("table.man") : "", born === null ? "" : t("table.born", { year: String(born) }), household].filter(Boolean).join(" · ");
}

function useSampledWord(now: TableNow): (person: Person) => string {
  const { t, time } = useWords();
  return (person) => {
    const swab = now.sampled(person);
    if (swab === null) return "";
    return swab === "elsewhere" ? t("table.sampled") : t("table.sampled_here", { at: time(swab.at), tube: barcodeOf(swab.tube) });
  };
}

function PersonCard({ now, person, busy, onAdd }: { now: TableNow; person: Person; busy: boolean; onAdd: (person: Person) => void }) {
  const { t, number } = useWords();
  const facts = useFacts();
  const sampled = useSampledWord(now)(person);
  const obstacle = obstacleTo(now.at, now.tube, { person });
  const { size, by_household } = poolOfPerson(person, now.at.round.zones);
  return (
    <article class={`card person ${sampled ? "tone-warn" : "tone-ok"}`}>
      <p class="person-name">{person.name}</p>
      <p class="quiet">{facts(person)}</p>
      {person.singly && (
        <Notice tone="bad" icon="alert-triangle">
          {t("table.singly")}
        </Notice>
      )}
      {(person.listed === "exempt" || person.listed === "home") && <p class="quiet">{t(`table.listed.${person.listed}`)}</p>}
      <p class="quiet">{by_household ? t("table.pool_household") : size === 1 ? t("table.pool_alone") : t("table.pool", { n: number(size) })}</p>
      {sampled && (
        <Notice tone="warn" icon="alert-triangle">
          {sampled}
        </Notice>
      )}
      {obstacle ? (
        <Notice tone="bad" icon="ban">
          {t(`table.obstacle.${obstacle}`)}
        </Notice>
      ) : (
        <button type="button" class={sampled ? "button wide" : "button primary wide tall"} disabled={busy} onClick={() => onAdd(person)}>
          <Icon name="test-pipe" />
          {t(sampled ? "table.add_again" : "table.add")}
          {!sampled && <kbd>Enter</kbd>}
        </button>
      )}
    </article>
  );
}

function Others({ now, people, person, onPick }: { now: TableNow; people: readonly Person[]; person: Person | null; onPick: (target: string) => void }) {
  const { t } = useWords();
  const facts = useFacts();
  const sampled = useSampledWord(now);
  const step = (event: KeyboardEvent): void => {
    const item = (event.currentTarget as HTMLElement).parentElement!;
    const next = event.key === "ArrowDown" ? item.nextElementSibling : event.key === "ArrowUp" ? item.previousElementSibling : null;
    next?.querySelector("button")?.focus();
  };
  return (
    <ul class="doors people-found" aria-label={t("table.choose_person")}>
      {people.map((one) => (
        <li key={one.target}>
          <button type="button" class="door" aria-pressed={one === person} onKeyDown={step} onClick={() => onPick(one.target)}>
            <span class="grow start">
              <b>{one.name}</b> <span class="quiet">{facts(one)}</span>
              {sampled(one) && <span class="line warn">{sampled(one)}</span>}
            </span>
            <Icon name={sampled(one) ? "check" : "chevron-right"} />
          </button>
        </li>
      ))}
    </ul>
  );
}
