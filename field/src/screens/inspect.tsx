// Where to inspect: what was begun, today's round in its order, then every other place by a few characters.

import { useState } from "preact/hooks";
import { placesMatching, type Place } from "../domain/places";
import { useHere, usePlaces, useWords } from "../ui/context";
import { Frame } from "../ui/frame";
import { Icon } from "../ui/icon";
import { Notices } from "../ui/notice";
import { usePosition } from "../ui/position";
import { SearchField } from "../ui/search-field";
import { Begun } from "./begun";
import { PlaceRow } from "./place-row";
import { useRemembered } from "./remembered";

/** Rows drawn at first. */
const STRETCH = 40;

export function Inspect() {
  const { view } = useHere();
  const { t, count } = useWords();
  const places = usePlaces();
  const { here, finding, find } = usePosition();
  const round = places.filter(({ held }) => held.in_round);
  const left = round.filter(({ waiting }) => !waiting).length;
  return (
    <Frame title={t("inspect.title")} under="inspect">
      <Notices />
      {places.length === 0 && <p class="empty">{t(view.held ? "inspect.none" : "today.nothing")}</p>}
      <Begun />
      {places.length > 0 && (
        <>
          <h2 class="part">
            {t("inspect.round")} {round.length > 0 && <span class="quiet">{count(left, "inspect.round.left.one", "inspect.round.left")}</span>}
          </h2>
          {round.length === 0 && <p class="empty">{t("inspect.round.none")}</p>}
          <Rows places={round} here={here} numbered />
          {!here && (
            <button type="button" class="button" disabled={finding === "asking"} onClick={find}>
              <Icon name="current-location" />
              {t(finding === "asking" ? "inspect.here.asking" : "inspect.here")}
            </button>
          )}
          {finding === "unknown" && <p class="hint">{t("inspect.here.unknown")}</p>}
          <Others places={places.filter(({ held }) => !held.in_round)} here={here} />
        </>
      )}
    </Frame>
  );
}

type Here = ReturnType<typeof usePosition>["here"];

function Others({ places, here }: { places: Place[]; here: Here }) {
  const { t } = useWords();
  const [query, setQuery] = useRemembered<string>("places", "");
  const [most, setMost] = useState(STRETCH);
  const found = placesMatching(places, query);
  if (places.length === 0) return null;
  return (
    <>
      <h2 class="part">{t("inspect.others")}</h2>
      <SearchField word={t("inspect.search")} query={query} onQuery={setQuery} />
      {found.length === 0 && <p class="empty">{t("inspect.none.found")}</p>}
      <Rows places={found.slice(0, most)} here={here} />
      {found.length > most && (
        <button type="button" class="button wide" onClick={() => setMost(most + STRETCH)}>
          {t("list.more")}
        </button>
      )}
    </>
  );
}

function Rows({ places, here, numbered = false }: { places: readonly Place[]; here: Here; numbered?: boolean }) {
  if (places.length === 0) return null;
  return (
    <ul class="doors">
      {places.map((place, index) => (
        <PlaceRow key={place.held.code} place={place} here={here} stop={numbered ? index + 1 : undefined} />
      ))}
    </ul>
  );
}
