// A door in a list: where it is, how it stands, who needs what.

import type { Door } from "../domain/door";
import { metres, pointOf, type Point } from "../domain/order";
import { useWords } from "../ui/context";
import { Icon } from "../ui/icon";
import { to } from "../ui/route";
import { Needs, OutcomeBadge } from "../ui/tags";
import { GROUP_ICON, GROUP_TONE } from "../ui/words";

interface Props {
  door: Door;
  start: Point | null;
  /** Its place on the route, where the list is one. */
  stop?: number | undefined;
}

export function DoorRow({ door, start, stop }: Props) {
  const { t, time, distance } = useWords();
  const { household, tasks, group, again } = door;
  const there = pointOf(door);
  const main = tasks.find((task) => task.group === group);
  const other = tasks.find((task) => task.heldByOther);
  return (
    <li>
      <a class="door" href={to.household(household.code)}>
        <span class={`round tone-${tasks.length > 0 ? GROUP_TONE[group] : "none"}`}>
          {stop === undefined ? <Icon name={GROUP_ICON[group]} /> : <span class="stop">{stop}</span>}
        </span>
        <span class="grow">
          <span class="address">{household.address || household.code}</span>
          <span class="quiet facts">
            {household.address && <code>{household.code}</code>}
            {start && there && <span>{distance(metres(start, there))}</span>}
            {again !== null && <span class="warn">{t("door.again", { at: time(again) })}</span>}
            {other && <span>{t("door.held", { name: other.target.holder_name })}</span>}
            {tasks.some((task) => task.heldByMe) && <span class="info">{t("door.mine")}</span>}
          </span>
          <span class="facts">
            {main && main.target.outcome !== "" && <OutcomeBadge outcome={main.target.outcome} />}
            {door.waiting && (
              <span class="quiet facts">
                <Icon name="cloud-upload" /> {t("door.waiting")}
              </span>
            )}
            <Needs needs={household.needs} />
          </span>
        </span>
        <Icon name="chevron-right" />
      </a>
    </li>
  );
}
