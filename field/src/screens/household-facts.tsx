// What is known of a task: how often asked, what came of it last, who holds it, what comes next.

import type { Task } from "../domain/door";
import { msOf } from "../domain/instant";
import { useHere, useWords } from "../ui/context";
import { Icon } from "../ui/icon";
import { OutcomeBadge } from "../ui/tags";
import { STEP_ICON } from "../ui/words";

export function HouseholdFacts({ task }: { task: Task }) {
  const { now } = useHere();
  const { t, time, number } = useWords();
  const { target, next } = task;
  const at = msOf(target.occurred_at);
  const asked =
    target.asked === 0
      ? t("household.asked.never")
      : target.asked === 1
        ? t("household.asked.one")
        : t("household.asked.n", { n: number(target.asked) });
  return (
    <section class="card">
      <h2>{t("household.known")}</h2>
      <dl class="known">
        {task.campaign.question && (
          <>
            <dt>{t("household.question")}</dt>
            <dd class="grow">{task.campaign.question}</dd>
          </>
        )}
        <dt>{t("household.next")}</dt>
        <dd>
          <Icon name={STEP_ICON[next.step]} /> {t(`step.${next.step}`)}
        </dd>
        <dt>{t("household.asked")}</dt>
        <dd>{asked}</dd>
        {target.outcome !== "" && (
          <>
            <dt>{t("household.last")}</dt>
            <dd>
              <OutcomeBadge outcome={target.outcome} />
              {at !== null && <span class="quiet"> {time(at)}</span>}
            </dd>
          </>
        )}
        {next.notBefore !== null && next.notBefore > now && (
          <>
            <dt>{t("household.before")}</dt>
            <dd>{time(next.notBefore)}</dd>
          </>
        )}
        <dt>{t("household.holder")}</dt>
        <dd>
          <Holder task={task} />
        </dd>
      </dl>
    </section>
  );
}

function Holder({ task }: { task: Task }) {
  const { t, time } = useWords();
  const { target, heldByMe, heldByOther } = task;
  const at = time(msOf(target.lease_until) ?? 0);
  if (heldByMe) return <>{t("household.you", { at })}</>;
  if (heldByOther) return <>{t("household.other", { name: target.holder_name, at })}</>;
  return <span class="quiet">{t("household.nobody")}</span>;
}
