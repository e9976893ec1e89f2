// A place in a list: what it is, why one goes there, how far it is, when somebody last looked.

import { awayFrom, isJudged, reasonsOf, running, type Place } from "../domain/places";
import type { Point } from "../domain/order";
import { useHere, useWords } from "../ui/context";
import { Icon } from "../ui/icon";
import { to } from "../ui/route";
import { useKindWord, useReasonWord } from "../ui/place-words";

interface Props {
  place: Place;
  here: Point | null;
  /** Its place in the round, where the list is one. */
  stop?: number | undefined;
}

export function PlaceRow({ place, here, stop }: Props) {
  const { view } = useHere();
  const { t, distance } = useWords();
  const kind = useKindWord();
  const reason = useReasonWord();
  const { held, waiting } = place;
  const away = awayFrom(here, held);
  const begun = view.drafts.some((draft) => draft.place === held.code);
  return (
    <li>
      <a class="door" href={to.place(held.code)}>
        <span class={`round tone-${waiting ? "ok" : held.in_round ? "info" : "none"}`}>
          {waiting || stop === undefined ? <Icon name={waiting ? "check" : "map-pin"} /> : <span class="stop">{stop}</span>}
        </span>
        <span class="grow">
          <span class="address">{held.name}</span>
          <span class="quiet facts">
            <span>{kind(held.kind)}</span>
            {away !== null && <span>{distance(away)}</span>}
            <LookedAt place={place} />
          </span>
          {reasonsOf(held).length > 0 && !waiting && <span class="line">{reasonsOf(held).map(reason).join(" · ")}</span>}
          <span class="facts">
            <Counts place={place} />
            {begun && <span class="badge tone-warn">{t("inspect.begun")}</span>}
            {waiting && (
              <span class="quiet facts">
                <Icon name="cloud-upload" /> {t("door.waiting")}
              </span>
            )}
          </span>
        </span>
        <Icon name="chevron-right" />
      </a>
    </li>
  );
}

export function LookedAt({ place }: { place: Place }) {
  const { t, time } = useWords();
  return <span>{place.lookedAt === null ? t("inspect.never") : t("inspect.looked", { at: time(place.lookedAt) })}</span>;
}

function Counts({ place }: { place: Place }) {
  const { count } = useWords();
  const found = running(place.findings);
  const again = found.filter(isJudged).length;
  const open = found.filter(({ state }) => state === "open").length;
  return (
    <>
      {again > 0 && <span class="badge tone-info">{count(again, "inspect.again.one", "inspect.again")}</span>}
      {open > 0 && <span class="badge tone-bad">{count(open, "inspect.findings.one", "inspect.findings")}</span>}
    </>
  );
}
