// One item: what must be done and until when, what shows it, what has happened, and the next moves under the thumb.

import type { OwnItem } from "../domain/items";
import { msOf } from "../domain/instant";
import { useOwnItems, useWords } from "../ui/context";
import { Due } from "../ui/due";
import { Frame } from "../ui/frame";
import { Icon } from "../ui/icon";
import { Notices } from "../ui/notice";
import { to } from "../ui/route";
import { Told } from "../ui/told";
import { ItemEvidence } from "./item-evidence";
import { ItemMoves } from "./item-moves";
import { Severity } from "./item-row";
import { ItemQuestions } from "./item-questions";
import { Recorded } from "./recorded";

export function ItemScreen({ code }: { code: string }) {
  const { t } = useWords();
  const item = useOwnItems().find(({ held }) => held.code === code);
  if (item) return <OneItem key={code} item={item} />;
  return (
    <Frame title={t("items.title")} under="items" back={to.items()}>
      <p class="empty">{t("item.gone")}</p>
      <Recorded subjects={[code]} />
    </Frame>
  );
}

function OneItem({ item }: { item: OwnItem }) {
  const { held, flow } = item;
  return (
    <Frame title={flow.name || held.code} under="items" back={to.items()} bottom={<ItemMoves item={item} />}>
      <section class="who">
        <p class="address large">{held.title}</p>
        <p class="facts">
          {item.moves.length > 0 && <Due due={item.due} urgency={item.urgency} />}
          <Severity severity={held.severity} />
        </p>
      </section>
      <Notices />
      {held.text && (
        <section class="card">
          <Told text={held.text} />
        </section>
      )}
      <ItemQuestions questions={held.form} />
      <Facts item={item} />
      <ItemEvidence item={item} />
      <Happened item={item} />
      <Recorded subjects={[held.code]} />
    </Frame>
  );
}

function Facts({ item }: { item: OwnItem }) {
  const { t, time } = useWords();
  const { held, flow, state, due } = item;
  const facts: [string, string][] = [
    [t("item.state"), flow.states[state] ?? state],
    [t("item.where"), held.place],
    [t("item.due"), due === null ? t("due.none") : time(due)],
    [t("item.given"), [held.made_by_name, time(msOf(held.made_at) ?? 0)].filter(Boolean).join(" · ")],
    [t("item.held"), held.holder_name],
  ];
  return (
    <section class="card">
      <dl class="known">
        {facts
          .filter(([, value]) => value)
          .map(([name, value]) => (
            <>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </>
          ))}
      </dl>
    </section>
  );
}

/** The latest first. */
function Happened({ item }: { item: OwnItem }) {
  const { t, time } = useWords();
  const { lines } = item.held;
  if (lines.length === 0) return null;
  return (
    <section class="card">
      <h2>
        <Icon name="clock" /> {t("item.happened")}
      </h2>
      <ul class="happened">
        {[...lines].reverse().map((line, index) => (
          <li key={index}>
            <span class="quiet">{time(msOf(line.at) ?? 0)}</span>
            <span class="grow">
              <b>{line.person_name}</b> {line.label}
              {line.text && <span class="line told">{line.text}</span>}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
