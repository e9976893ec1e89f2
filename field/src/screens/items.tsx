// My items: what waits for whoever holds the phone, the most urgent first, by kind.

import type { OwnItem } from "../domain/items";
import { useHere, useOwnItems, useWords } from "../ui/context";
import { Frame } from "../ui/frame";
import { Notices } from "../ui/notice";
import { replace, to } from "../ui/route";
import { ItemRow } from "./item-row";

const CONFIRM = "confirm";

/** Which chip an item is under, besides all. */
function chipOf({ held, confirms }: OwnItem): string {
  return confirms ? CONFIRM : held.kind;
}

export function Items({ chip }: { chip: string }) {
  const { view } = useHere();
  const { t } = useWords();
  const items = useOwnItems();
  const found = items.filter((one) => chip === "" || chipOf(one) === chip);
  const isDone = ({ moves, waiting }: OwnItem): boolean => moves.length === 0 && waiting;
  const [open, done] = [found.filter((one) => !isDone(one)), found.filter(isDone)];
  return (
    <Frame title={t("items.title")} under="items">
      <Notices />
      {!view.held && <p class="empty">{t("today.nothing")}</p>}
      {view.held && items.length === 0 && <p class="empty">{t("items.none")}</p>}
      {items.length > 0 && <Chips items={items} chip={chip} />}
      {items.length > 0 && found.length === 0 && <p class="empty">{t("items.none.kind")}</p>}
      <Rows items={open} />
      {done.length > 0 && (
        <>
          <h2 class="part">{t("items.done")}</h2>
          <Rows items={done} />
        </>
      )}
    </Frame>
  );
}

function Rows({ items }: { items: OwnItem[] }) {
  if (items.length === 0) return null;
  return (
    <ul class="doors">
      {items.map((one) => (
        <ItemRow key={one.held.code} item={one} />
      ))}
    </ul>
  );
}

function Chips({ items, chip }: { items: OwnItem[]; chip: string }) {
  const { t, number } = useWords();
  const counts = new Map<string, number>();
  for (const one of items) counts.set(chipOf(one), (counts.get(chipOf(one)) ?? 0) + 1);
  const names = new Map(items.map((one) => [chipOf(one), one.confirms ? t("items.confirm") : one.flow.name || one.held.kind]));
  const chips = ["", ...counts.keys()];
  if (chips.length < 3 && chip === "") return null;
  return (
    <div class="chips" role="group" aria-label={t("items.kinds")}>
      {chips.map((one) => (
        <button key={one} type="button" class="chip" aria-pressed={one === chip} onClick={() => replace(to.items(one))}>
          {one === "" ? t("chip.all") : names.get(one)} <b>{number(one === "" ? items.length : (counts.get(one) ?? 0))}</b>
        </button>
      ))}
    </div>
  );
}
