// Today: the next door, how far we are, the shift, what waits.

import { coverageByArea, coverageOf } from "../domain/coverage";
import { metres, nextDoor, pointOf } from "../domain/order";
import { shiftAt } from "../domain/shift";
import { useCarries, useDoors, useHere, useWords } from "../ui/context";
import { Bar, CoverageBar } from "../ui/coverage-bar";
import { Frame } from "../ui/frame";
import { Icon } from "../ui/icon";
import { useLine } from "../ui/line-state";
import { Notice, Notices } from "../ui/notice";
import { to } from "../ui/route";
import { Needs } from "../ui/tags";
import type { Door } from "../domain/door";
import { NextItems, NextStop, ToTable } from "./today-work";

export function Today() {
  const { view } = useHere();
  const { t } = useWords();
  const doors = useDoors();
  const carries = useCarries();
  const { enrolment, held, others } = view;
  if (!enrolment) return null;
  const me = held?.frame.me ?? { ...enrolment };
  return (
    <Frame title={t("nav.today")} under="today">
      <section class="who">
        <p class="who-name">{me.person.name}</p>
        <p class="quiet">
          {me.role_name} · {me.area?.name ?? enrolment.area?.name}
        </p>
      </section>
      <Notices />
      {others > 0 && <Others />}
      {!held && <p class="empty">{t("today.nothing")}</p>}
      <ToTable />
      <NextStop />
      <NextItems />
      {held && carries("visit") && <Doors doors={doors} />}
      <Shift />
      <Waits />
    </Frame>
  );
}

function Others() {
  const { view } = useHere();
  const { count } = useWords();
  return (
    <Notice tone="info" icon="user">
      {count(view.others, "outbox.others.one", "outbox.others")}
    </Notice>
  );
}

function Doors({ doors }: { doors: Door[] }) {
  const { t } = useWords();
  const coverage = coverageOf(doors);
  if (coverage.total === 0) return <p class="empty">{t("today.no_targets")}</p>;
  return (
    <>
      <NextDoor doors={doors} />
      <section class="card">
        <h2>{t("today.coverage")}</h2>
        <Campaigns />
        <CoverageBar coverage={coverage} />
        <Grids doors={doors} />
      </section>
    </>
  );
}

function NextDoor({ doors }: { doors: Door[] }) {
  const { view } = useHere();
  const { t, time, distance } = useWords();
  const last = doors.find((door) => door.household.code === view.lastDoor) ?? null;
  const next = nextDoor(doors, last);
  if (!next) {
    const again = doors.map((door) => door.again).filter((at) => at !== null);
    return (
      <section class="card">
        <h2>{t("today.next.none")}</h2>
        <p class="quiet">{again.length > 0 ? t("today.next.later", { at: time(Math.min(...again)) }) : t("today.next.done")}</p>
      </section>
    );
  }
  const [here, there] = [last && pointOf(last), pointOf(next)];
  return (
    <section class="card next-door">
      <h2>{t("today.next")}</h2>
      <p class="address">{next.household.address || next.household.code}</p>
      <p class="quiet facts">
        <code>{next.household.code}</code>
        {here && there && <span>{distance(metres(here, there))}</span>}
        <Needs needs={next.household.needs} />
      </p>
      <a class="button primary wide tall" href={to.household(next.household.code)}>
        {t("today.go")}
        <Icon name="arrow-right" />
      </a>
    </section>
  );
}

function Campaigns() {
  const { view } = useHere();
  const { t, time } = useWords();
  const open = view.held!.frame.campaigns.filter((campaign) => !campaign.closed);
  return (
    <p class="quiet">
      {open.map(({ code, name, ends_at }) => (
        <span key={code} class="line">
          {name}
          {ends_at && ` · ${t("today.until", { at: time(Date.parse(ends_at)) })}`}
        </span>
      ))}
    </p>
  );
}

/** Several grids each with a bar of their own; with one the bar above says it all. */
function Grids({ doors }: { doors: Door[] }) {
  const { view } = useHere();
  const { t, number } = useWords();
  const byArea = [...coverageByArea(doors)].filter(([, coverage]) => coverage.total > 0);
  if (byArea.length < 2) return null;
  const names = new Map(view.held!.frame.areas.map(({ code, name }) => [code, name]));
  return (
    <>
      <h3>{t("today.grids")}</h3>
      <ul class="grids">
        {byArea.map(([code, coverage]) => (
          <li key={code}>
            <span class="grow">{names.get(code) ?? code}</span>
            <b>
              {number(coverage.counts.reached)} / {number(coverage.total)}
            </b>
            <Bar coverage={coverage} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Shift() {
  const { view, now } = useHere();
  const { t, time } = useWords();
  const current = shiftAt(view.held?.frame.shifts ?? [], now);
  if (!view.held) return null;
  if (!current) {
    return (
      <section class="card row">
        <Icon name="calendar-time" large />
        <p class="quiet">{t("today.shift.none")}</p>
      </section>
    );
  }
  const { shift, running } = current;
  const word = running ? t("today.shift.now", { at: time(Date.parse(shift.ends_at)) }) : t("today.shift.next", { at: time(Date.parse(shift.starts_at)) });
  return (
    <section class="card row">
      <Icon name="calendar-time" large />
      <div class="grow">
        <b>{word}</b>
        <p class="quiet">{[shift.role, shift.place, shift.crew === "" ? "" : t("today.crew", { crew: shift.crew })].filter(Boolean).join(" · ")}</p>
      </div>
    </section>
  );
}

function Waits() {
  const { view } = useHere();
  const { t, count } = useWords();
  const { sentence, waiting, icon, tone } = useLine();
  const refused = view.items.filter(({ state }) => state === "refused").length;
  return (
    <a class="card row link" href={to.outbox}>
      <span class={`round tone-${tone}`}>
        <Icon name={icon} large />
      </span>
      <span class="grow">
        <b>{waiting > 0 ? count(waiting, "today.waits.one", "today.waits.n") : t("today.waits.none")}</b>
        <span class="quiet line">{sentence}</span>
        {refused > 0 && <span class="line bad">{count(refused, "today.refused.one", "today.refused.n")}</span>}
      </span>
      <Icon name="chevron-right" />
    </a>
  );
}
