// A report in a list: what it said, about which door, when, and what has become of it.

import type { Item } from "../domain/report";
import { msOf } from "../domain/instant";
import { kilobytes } from "../domain/size";
import { useHere, useWords } from "../ui/context";
import { Icon } from "../ui/icon";
import type { IconName } from "../ui/icon-names";
import { useSaying } from "../ui/saying";
import { KIND_ICON, OUTCOME_ICON, type Tone } from "../ui/words";

const STATE_TONE: Record<Item["state"], Tone> = { waiting: "info", sent: "ok", refused: "bad", settled: "none" };
const STATE_ICON: Record<Item["state"], IconName> = { waiting: "cloud-upload", sent: "check", refused: "alert-triangle", settled: "checks" };

/** `bare`: on the page of the door itself, which need not be named again. */
export function ReportRow({ item, bare = false }: { item: Item; bare?: boolean }) {
  const { t, time } = useWords();
  const saying = useSaying();
  const { report, state, about, photo } = item;
  const outcome = String(report.body["outcome"] ?? "");
  const note = report.body["note"] ?? report.body["reason"] ?? report.body["text"] ?? report.body["caption"];
  return (
    <li class="report">
      <span class={`round tone-${STATE_TONE[state]}`}>
        <Icon name={OUTCOME_ICON[outcome] ?? KIND_ICON[report.kind] ?? "notes"} />
      </span>
      <div class="grow">
        <b>{saying(report)}</b>
        {!bare && <span class="line">{about}</span>}
        {typeof note === "string" && <span class="line quiet">{note}</span>}
        <span class="quiet facts">
          <span>{time(msOf(report.occurred_at) ?? item.born_at)}</span>
          <span class={`state tone-${STATE_TONE[state]}`}>
            <Icon name={STATE_ICON[state]} /> {t(`outbox.${state}`)}
          </span>
          {photo > 0 && state === "waiting" && <span>{t("outbox.photo", { kb: kilobytes(photo) })}</span>}
        </span>
        {state !== "sent" && <Reason item={item} />}
      </div>
    </li>
  );
}

function Reason({ item }: { item: Item }) {
  const { phone } = useHere();
  const { t } = useWords();
  const { state, here, sentence, code, settlement } = item;
  if (state === "settled") {
    return (
      <p class="reason">
        {settlement !== "" && t(`outbox.${settlement}`)} {sentence}
      </p>
    );
  }
  if (state !== "refused") return null;
  return (
    <div class="reason">
      <p class="bad">{sentence || t("refused")}</p>
      <p class="quiet">
        {t(here ? "outbox.here" : "outbox.supervisor")} <code>{code}</code>
      </p>
      {here && (
        <button type="button" class="button" onClick={() => void phone.sendAgain(item.id)}>
          <Icon name="refresh" />
          {t("outbox.again")}
        </button>
      )}
    </div>
  );
}
