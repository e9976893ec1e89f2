// How the line stands, in a few words at the top of every screen; the whole sentence is in the outbox.

import { useHere, useWords } from "./context";
import { Icon } from "./icon";
import type { IconName } from "./icon-names";
import { to } from "./route";
import type { Tone } from "./words";

export function useLine(): { icon: IconName; tone: Tone; short: string; sentence: string; waiting: number } {
  const { view } = useHere();
  const { t, time, count, number } = useWords();
  const { status, items, held } = view;
  const waiting = items.filter((item) => item.state === "waiting").length;
  const at = status.nextAt === null ? "" : time(status.nextAt);
  const pulled = held?.frame.pulled_at;
  const wait = waiting > 0 ? count(waiting, "today.waits.one", "today.waits.n") : "";
  if (status.trouble) {
    const icon = status.trouble === "offline" ? "cloud-off" : "alert-triangle";
    const tone = status.trouble === "offline" || status.trouble === "busy" ? "warn" : "bad";
    const own = t(`line.${status.trouble}`, { at });
    const sentence = status.trouble === "error" && status.sentence ? status.sentence : own;
    return { icon, tone, short: waiting > 0 ? number(waiting) : "", sentence, waiting };
  }
  if (status.running && waiting > 0) return { icon: "cloud-upload", tone: "info", short: number(waiting), sentence: t("line.sending"), waiting };
  if (waiting > 0) return { icon: "cloud-upload", tone: "info", short: number(waiting), sentence: wait, waiting };
  if (!pulled) return { icon: "cloud-upload", tone: "info", short: "", sentence: t(status.running ? "line.sending" : "line.fresh"), waiting };
  return { icon: "cloud-check", tone: "ok", short: "", sentence: t("line.ok", { at: time(pulled) }), waiting };
}

export function LineState() {
  const { t } = useWords();
  const { icon, tone, short, sentence } = useLine();
  return (
    <a class={`line-state tone-${tone}`} href={to.outbox} aria-label={`${t("nav.outbox")}: ${sentence}`}>
      <Icon name={icon} />
      {short && <b>{short}</b>}
    </a>
  );
}
