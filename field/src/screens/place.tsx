// One place: what is to be looked at again, what is open, and the checklists to inspect by.

import { checklistsOf, checklistWord } from "../domain/checklists";
import { progressOf } from "../domain/inspection";
import { awayFrom, isJudged, running, type Place } from "../domain/places";
import { useHere, usePlaces, useWords } from "../ui/context";
import { Frame } from "../ui/frame";
import { Icon } from "../ui/icon";
import { Notices } from "../ui/notice";
import { useKindWord } from "../ui/place-words";
import { usePosition } from "../ui/position";
import { to } from "../ui/route";
import { FindingCard } from "./finding-card";
import { LookedAt } from "./place-row";
import { Recorded } from "./recorded";

export function PlaceScreen({ code }: { code: string }) {
  const { t } = useWords();
  const place = usePlaces().find(({ held }) => held.code === code);
  if (place) return <OnePlace key={code} place={place} />;
  return (
    <Frame title={t("inspect.title")} under="inspect" back={to.inspect}>
      <p class="empty">{t("place.gone")}</p>
      <Recorded subjects={[code]} />
    </Frame>
  );
}

function OnePlace({ place }: { place: Place }) {
  const { distance } = useWords();
  const kind = useKindWord();
  const { here } = usePosition();
  const { held } = place;
  const away = awayFrom(here, held);
  return (
    <Frame title={kind(held.kind)} under="inspect" back={to.inspect}>
      <section class="who">
        <p class="address large">{held.name}</p>
        <p class="facts quiet">
          {held.address && <span>{held.address}</span>}
          {away !== null && <span>{distance(away)}</span>}
          <LookedAt place={place} />
        </p>
      </section>
      <Notices />
      <Checklists place={place} />
      <Findings place={place} />
      <Recorded subjects={[held.code, ...place.findings.map(({ code }) => code)]} />
    </Frame>
  );
}

function Checklists({ place }: { place: Place }) {
  const { view } = useHere();
  const { t, language, number } = useWords();
  const { held } = place;
  const known = checklistsOf(held.checklists);
  return (
    <section class="card">
      <h2>{t("place.check")}</h2>
      {known.length === 0 && <p class="quiet">{t("place.check.none")}</p>}
      {known.map((one, index) => {
        const lines = view.drafts.filter((draft) => draft.place === held.code && draft.checklist === one.checklist);
        const { judged, total } = progressOf(one, lines);
        return (
          <a key={one.checklist} class={`button wide tall${index === 0 ? " primary" : ""}`} href={to.checklist(held.code, one.checklist)}>
            <Icon name="clipboard-check" />
            <span>
              {checklistWord(one.checklist, language)}
              {judged > 0 && <span class="line small">{t("place.check.on", { part: number(judged), total: number(total) })}</span>}
            </span>
          </a>
        );
      })}
    </section>
  );
}

function Findings({ place }: { place: Place }) {
  const { t } = useWords();
  const again = place.findings.filter(isJudged);
  const others = place.findings.filter((one) => !isJudged(one));
  const none = running(place.findings).length === 0;
  return (
    <>
      {again.length > 0 && (
        <section class="card next-door">
          <h2>{t("place.again")}</h2>
          {again.map((one) => (
            <FindingCard key={one.code} place={place} finding={one} />
          ))}
        </section>
      )}
      {(others.length > 0 || none) && (
        <section class="card">
          <h2>{t("place.open")}</h2>
          {none && (
            <p class="quiet">
              <Icon name="circle-check" /> {t("place.clear")}
            </p>
          )}
          {others.map((one) => (
            <FindingCard key={one.code} place={place} finding={one} />
          ))}
        </section>
      )}
    </>
  );
}
