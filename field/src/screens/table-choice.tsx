// Which table this is: the round, the point and the number, chosen once and kept.

import { useState } from "preact/hooks";
import type { HeldRound } from "../domain/rounds";
import { Choice } from "../ui/choice";
import { useHere, useWords } from "../ui/context";
import { Icon } from "../ui/icon";

export function TableChoice({ rounds, onDone }: { rounds: readonly HeldRound[]; onDone: () => void }) {
  const { phone, view } = useHere();
  const { t, number } = useWords();
  const set = view.table;
  const [code, setCode] = useState(set.round);
  const [place, setPlace] = useState(set.point);
  const [table, setTable] = useState(set.table || 1);
  const round = rounds.find((one) => one.code === code) ?? rounds.at(-1);
  const point = round?.points.find((one) => one.code === place) ?? round?.points[0];
  if (!round || !point) return <p class="empty">{t("table.no_point")}</p>;
  const tables = Math.max(1, point.tables);
  const chosen = Math.min(table, tables);
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    await phone.setTable({ round: round.code, point: point.code, table: chosen });
    onDone();
  };
  return (
    <form class="card form choose-table" onSubmit={(event) => void submit(event)}>
      <h2>{t("table.choose")}</h2>
      {rounds.length > 1 && (
        <Choice legend={t("table.round")} shown stacked value={round.code} onChoose={setCode} options={rounds.map(({ code: value, name }) => ({ value, label: name }))} />
      )}
      <Choice legend={t("table.point")} shown stacked value={point.code} onChoose={setPlace} options={round.points.map(({ code: value, name }) => ({ value, label: name }))} />
      {tables > 1 && (
        <Choice
          legend={t("table.table")}
          shown
          value={String(chosen)}
          onChoose={(value) => setTable(Number(value))}
          options={Array.from({ length: tables }, (_, index) => ({ value: String(index + 1), label: number(index + 1) }))}
        />
      )}
      {!point.is_open && <p class="quiet">{t("table.point_closed")}</p>}
      <button type="submit" class="button primary wide tall">
        <Icon name="check" />
        {t("table.here")}
      </button>
    </form>
  );
}
