// A few words that must be seen: what is wrong or new, and what to do about it.

import type { ComponentChildren } from "preact";
import { skewOf } from "../domain/held";
import { useHere, useWords } from "./context";
import { Icon } from "./icon";
import type { IconName } from "./icon-names";
import { useUpdate } from "./update";
import type { Tone } from "./words";

export function Notice({ tone, icon, children }: { tone: Tone; icon: IconName; children: ComponentChildren }) {
  return (
    <div class={`notice tone-${tone}`}>
      <Icon name={icon} />
      <div class="grow">{children}</div>
    </div>
  );
}

/** A clock wrong by more than this makes reports look early or late. */
const SKEW_MIN = 5;

/** What concerns every screen: the line in trouble, a wrong clock, a new version. */
export function Notices() {
  const { view } = useHere();
  const { t } = useWords();
  const updated = useUpdate();
  const { held, status, enrolment } = view;
  const skew = held ? Math.round(skewOf(held.frame) / 60_000) : 0;
  const waits = status.trouble === "full" || status.trouble === "charge_ended";
  return (
    <>
      {updated && (
        <Notice tone="info" icon="refresh">
          {t("notice.update")}{" "}
          <button type="button" class="button small" onClick={() => location.reload()}>
            {t("notice.restart")}
          </button>
        </Notice>
      )}
      {waits && status.trouble && (
        <Notice tone="warn" icon="alert-triangle">
          {t(`line.${status.trouble}`)}
        </Notice>
      )}
      {Math.abs(skew) >= SKEW_MIN && (
        <Notice tone="warn" icon="clock">
          {t("notice.skew", { n: Math.abs(skew) })}
        </Notice>
      )}
      {!held && enrolment && status.trouble === "offline" && (
        <Notice tone="warn" icon="cloud-off">
          {t("today.nothing")}
        </Notice>
      )}
    </>
  );
}
