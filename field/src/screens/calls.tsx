// A courier's next calls in order: where to be when, and by when what is fetched must be with the laboratory.

import type { Call } from "../domain/rounds";
import { useWords } from "../ui/context";
import { Icon } from "../ui/icon";

export function Calls({ calls }: { calls: readonly Call[] }) {
  const { t, time, count } = useWords();
  return (
    <section>
      <h2>{t("boxes.calls")}</h2>
      <ol class="doors">
        {calls.map((call) => (
          <li key={call.point} class="door">
            <Icon name="clock" large />
            <span class="grow">
              <b class="line">
                {time(Date.parse(call.at))} {call.name}
              </b>
              <span class="quiet">
                {count(call.tubes, "boxes.tubes.one", "boxes.tubes")} · {t(Date.parse(call.back_at) > Date.parse(call.latest) ? "boxes.call_late" : "boxes.call_by", { at: time(Date.parse(call.latest)) })}
              </span>
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
