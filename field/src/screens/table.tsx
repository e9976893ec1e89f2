// At the table: the tube in front, one field that takes everything, and who was found.

import { useState } from "preact/hooks";
import { useCarries, useHere, useWords } from "../ui/context";
import { Frame } from "../ui/frame";
import { Icon } from "../ui/icon";
import { Notices } from "../ui/notice";
import { to } from "../ui/route";
import { useTable, type TableNow } from "../ui/table";
import { TableChoice } from "./table-choice";
import { Registrar } from "./registrar";

export function TableScreen() {
  const { view } = useHere();
  const { t } = useWords();
  const now = useTable();
  const [choosing, setChoosing] = useState(false);
  const rounds = view.held?.rounds ?? [];
  const body = now && !choosing ? <Registrar now={now} /> : <TableChoice rounds={rounds} onDone={() => setChoosing(false)} />;
  return (
    <Frame title={t("table.title")} under="table" wide>
      <Notices />
      {now && !choosing && <Where now={now} onChange={() => setChoosing(true)} />}
      {rounds.length > 0 ? body : <p class="empty">{t(view.held ? "table.no_round" : "today.nothing")}</p>}
    </Frame>
  );
}

function Where({ now, onChange }: { now: TableNow; onChange: () => void }) {
  const { t, number } = useWords();
  const carries = useCarries();
  const { round, point, table } = now.at;
  return (
    <section class="card row where">
      <p class="grow">
        <b class="line">
          {point.name} · {t("table.number", { n: number(table) })}
        </b>
        <span class="quiet">
          {round.name} · {t("table.today", { swabs: number(now.count.swabs), tubes: number(now.count.tubes) })}
        </span>
      </p>
      {carries("box") && (
        <a class="button" href={to.boxes}>
          <Icon name="package" />
          <span>{t("boxes.title")}</span>
        </a>
      )}
      <button type="button" class="button quiet square" aria-label={t("table.change")} onClick={onChange}>
        <Icon name="adjustments" />
      </button>
    </section>
  );
}
