// Coverage as a bar with its legend: how many are in each group, each line leading to its doors.

import { barOf, percent, type Coverage } from "../domain/coverage";
import { GROUPS, type Group } from "../domain/outcome";
import type { Chip } from "../domain/search";
import { useWords } from "./context";
import { Icon } from "./icon";
import { to } from "./route";
import { GROUP_ICON } from "./words";

/** The bar alone; what it shows is said beside it in words. */
export function Bar({ coverage }: { coverage: Coverage }) {
  return (
    <svg class="bar" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">
      {barOf(coverage, 1000).map(({ group, from, width }) => (
        <rect key={group} class={`fill-${group}`} x={from} y="0" width={Math.max(0, width - 4)} height="10" />
      ))}
    </svg>
  );
}

const CHIP_OF: Record<Group, Chip> = {
  to_do: "due",
  not_home: "not_home",
  reached: "reached",
  refused: "refused",
  unreachable: "unreachable",
};

export function CoverageBar({ coverage }: { coverage: Coverage }) {
  const { t, number } = useWords();
  const { counts, total } = coverage;
  return (
    <div class="coverage">
      <p class="figure">
        <b>{percent(counts.reached, total)} %</b>
        <span>{t("today.reached", { part: number(counts.reached), total: number(total) })}</span>
      </p>
      <Bar coverage={coverage} />
      <ul class="legend">
        {GROUPS.filter((group) => counts[group] > 0).map((group) => (
          <li key={group}>
            <a href={to.households(CHIP_OF[group])}>
              <span class={`dot fill-${group}`} aria-hidden="true">
                <Icon name={GROUP_ICON[group]} />
              </span>
              <span class="grow">{t(`group.${group}`)}</span>
              <b>{number(counts[group])}</b>
              <Icon name="chevron-right" />
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
