// The outbox: what waits, what was refused and why, what has been sent, what was settled.

import { useState } from "preact/hooks";
import type { Item, State } from "../domain/report";
import { useHere, useWords } from "../ui/context";
import { Frame } from "../ui/frame";
import { Icon } from "../ui/icon";
import { useLine } from "../ui/line-state";
import { Notice, Notices } from "../ui/notice";
import { ReportRow } from "./report-row";

const SECTIONS: readonly State[] = ["waiting", "refused", "settled", "sent"];

export function Outbox() {
  const { view } = useHere();
  const { t, count } = useWords();
  const { items, others } = view;
  return (
    <Frame title={t("outbox.title")} under="outbox">
      <Line />
      <Notices />
      {others > 0 && (
        <Notice tone="info" icon="user">
          {count(others, "outbox.others.one", "outbox.others")}
        </Notice>
      )}
      {items.length === 0 && <p class="empty">{t("outbox.empty")}</p>}
      {SECTIONS.map((state) => (
        <Section key={state} state={state} items={items.filter((item) => item.state === state)} />
      ))}
      {items.length > 0 && <p class="hint">{t("outbox.lead")}</p>}
    </Frame>
  );
}

function Line() {
  const { phone, view } = useHere();
  const { t } = useWords();
  const { icon, tone, sentence } = useLine();
  return (
    <section class="card row">
      <span class={`round tone-${tone}`}>
        <Icon name={icon} large />
      </span>
      <p class="grow" role="status">
        {sentence}
      </p>
      <button type="button" class="button" disabled={view.status.running} onClick={() => void phone.sync()}>
        <Icon name="send" />
        {t("outbox.send")}
      </button>
    </section>
  );
}

const STRETCH = 30;

function Section({ state, items }: { state: State; items: Item[] }) {
  const { t, number } = useWords();
  const [most, setMost] = useState(STRETCH);
  if (items.length === 0) return null;
  return (
    <section class="card">
      <h2>
        {t(`outbox.${state}`)} <span class="quiet">{number(items.length)}</span>
      </h2>
      <ul class="reports">
        {items.slice(0, most).map((item) => (
          <ReportRow key={item.id} item={item} />
        ))}
      </ul>
      {items.length > most && (
        <button type="button" class="button wide" onClick={() => setMost(most + STRETCH)}>
          {t("outbox.more", { n: number(items.length - most) })}
        </button>
      )}
    </section>
  );
}
