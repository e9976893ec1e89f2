// What today asks besides the doors: the next place of the round, and the items due next.

import { nextStop, reasonsOf } from "../domain/places";
import { useCarries, useHere, useOwnItems, usePlaces, useWords } from "../ui/context";
import { Due } from "../ui/due";
import { Icon } from "../ui/icon";
import { useReasonWord } from "../ui/place-words";
import { to } from "../ui/route";
import { useTable } from "../ui/table";
import { LookedAt } from "./place-row";

/** The table, where somebody samples in a round that is held. */
export function ToTable() {
  const { view } = useHere();
  const { t, number } = useWords();
  const samples = useCarries()("swab");
  const now = useTable();
  const round = now?.at.round ?? view.held?.rounds.at(-1);
  if (!samples || !round) return null;
  return (
    <section class="card next-door">
      <h2>{round.name}</h2>
      {now && (
        <>
          <p class="address">
            {now.at.point.name} · {t("table.number", { n: number(now.at.table) })}
          </p>
          <p class="quiet">{t("table.today", { swabs: number(now.count.swabs), tubes: number(now.count.tubes) })}</p>
        </>
      )}
      <a class="button primary wide tall" href={to.table}>
        {t("table.go")}
        <Icon name="arrow-right" />
      </a>
    </section>
  );
}

export function NextStop() {
  const { t } = useWords();
  const reason = useReasonWord();
  const places = usePlaces();
  const inspects = useCarries()("inspection");
  if (!inspects || !places.some(({ held }) => held.in_round)) return null;
  const next = nextStop(places);
  if (!next) {
    return (
      <section class="card row">
        <Icon name="checks" large />
        <b>{t("today.stop.done")}</b>
      </section>
    );
  }
  const { held } = next;
  return (
    <section class="card next-door">
      <h2>{t("today.stop")}</h2>
      <p class="address">{held.name}</p>
      <p class="quiet facts">
        <span>{reasonsOf(held).map(reason).join(" · ")}</span>
        <LookedAt place={next} />
      </p>
      <a class="button primary wide tall" href={to.place(held.code)}>
        {t("today.stop.go")}
        <Icon name="arrow-right" />
      </a>
    </section>
  );
}

/** So many are enough to begin with. */
const MOST = 3;

export function NextItems() {
  const { t, count } = useWords();
  const open = useOwnItems().filter(({ moves }) => moves.length > 0);
  if (open.length === 0) return null;
  return (
    <section class="card">
      <h2>{t("today.items")}</h2>
      <ul class="brief">
        {open.slice(0, MOST).map(({ held, due, urgency }) => (
          <li key={held.code}>
            <a href={to.item(held.code)}>
              <span class="grow">{held.title}</span>
              <Due due={due} urgency={urgency} />
            </a>
          </li>
        ))}
      </ul>
      <a class="button wide" href={to.items()}>
        {count(open.length, "today.items.all.one", "today.items.all")}
        <Icon name="chevron-right" />
      </a>
    </section>
  );
}
