// The doors: by need or by route, found by a few characters, filtered by how they stand.

import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Door } from "../domain/door";
import { byNeed, byRoute, pointOf, type Point } from "../domain/order";
import { CHIPS, chipCounts, isUnder, matching, type Chip } from "../domain/search";
import { Choice } from "../ui/choice";
import { useDoors, useHere, useWords } from "../ui/context";
import { Frame } from "../ui/frame";
import { Notices } from "../ui/notice";
import { replace, to } from "../ui/route";
import { SearchField } from "../ui/search-field";
import { DoorRow } from "./door-row";
import { useRemembered } from "./remembered";

type Order = "need" | "route";

/** Rows drawn at first, and with every further stretch: thousands at once are too much for a cheap phone. */
const STRETCH = 50;

export function Households({ chip }: { chip: Chip }) {
  const { view } = useHere();
  const { t, count } = useWords();
  const doors = useDoors();
  const [order, setOrder] = useRemembered<Order>("order", "need");
  const [query, setQuery] = useRemembered<string>("query", "");
  const [area, setArea] = useRemembered<string>("area", "");
  const found = useMemo(
    () => matching(doors, query).filter((door) => !area || door.household.area === area),
    [doors, query, area],
  );
  const last = doors.find((door) => door.household.code === view.lastDoor);
  const start = last ? pointOf(last) : null;
  const shown = useMemo(() => {
    const under = found.filter((door) => isUnder(door, chip));
    return order === "need" ? byNeed(under) : byRoute(under, start);
  }, [found, chip, order, start?.lat, start?.lon]);
  return (
    <Frame title={t("list.title")} under="households">
      <div class="tools">
        <SearchField word={t("list.search")} query={query} onQuery={setQuery} />
        <Grids area={area} onArea={setArea} />
        <Choice<Order>
          legend={t("list.order")}
          value={order}
          onChoose={setOrder}
          options={[
            { value: "need", label: t("list.by_need") },
            { value: "route", label: t("list.by_route") },
          ]}
        />
        <Chips doors={found} chip={chip} />
      </div>
      <Notices />
      <p class="quiet shown" role="status">
        {count(shown.length, "list.shown.one", "list.shown")}
      </p>
      {shown.length === 0 && <p class="empty">{t(chip === "due" && !query ? "list.none.due" : "list.none")}</p>}
      <Rows key={`${chip} ${order} ${query} ${area}`} doors={shown} start={start} numbered={order === "route"} />
    </Frame>
  );
}

function Grids({ area, onArea }: { area: string; onArea: (area: string) => void }) {
  const { view } = useHere();
  const { t } = useWords();
  const grids = view.held?.frame.areas.filter(({ level }) => level === "grid") ?? [];
  if (grids.length < 2) return null;
  return (
    <select aria-label={t("list.grid")} value={area} onChange={({ currentTarget }) => onArea(currentTarget.value)}>
      <option value="">{t("list.all_grids")}</option>
      {grids.map(({ code, name }) => (
        <option key={code} value={code}>
          {name}
        </option>
      ))}
    </select>
  );
}

function Chips({ doors, chip }: { doors: Door[]; chip: Chip }) {
  const { t, number } = useWords();
  const counts = useMemo(() => chipCounts(doors), [doors]);
  return (
    <div class="chips" role="group" aria-label={t("list.filter")}>
      {CHIPS.filter((one) => one === chip || one === "due" || one === "all" || (counts.get(one) ?? 0) > 0).map((one) => (
        <button
          key={one}
          type="button"
          class="chip"
          aria-pressed={one === chip}
          onClick={() => replace(to.households(one))}
        >
          {t(`chip.${one}`)} <b>{number(counts.get(one) ?? 0)}</b>
        </button>
      ))}
    </div>
  );
}

function Rows({ doors, start, numbered }: { doors: Door[]; start: Point | null; numbered: boolean }) {
  const { t } = useWords();
  const [most, setMost] = useState(STRETCH);
  const end = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (!end.current) return undefined;
    const seen = new IntersectionObserver(([entry]) => entry?.isIntersecting && setMost((now) => now + STRETCH));
    seen.observe(end.current);
    return () => seen.disconnect();
  }, [most, doors.length]);
  return (
    <>
      <ul class="doors">
        {doors.slice(0, most).map((door, index) => (
          <DoorRow key={door.household.code} door={door} start={start} stop={numbered ? index + 1 : undefined} />
        ))}
      </ul>
      {doors.length > most && (
        <button ref={end} type="button" class="button wide" onClick={() => setMost(most + STRETCH)}>
          {t("list.more")}
        </button>
      )}
    </>
  );
}
