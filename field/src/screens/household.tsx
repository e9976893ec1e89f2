// One household: what is known, what has been recorded here, and the outcomes under the thumb.

import { useState } from "preact/hooks";
import type { Door, Task } from "../domain/door";
import { formOf } from "../domain/forms";
import { Choice } from "../ui/choice";
import { useDoors, useHere, useWords } from "../ui/context";
import { Frame } from "../ui/frame";
import { Notice, Notices } from "../ui/notice";
import { to } from "../ui/route";
import { Needs } from "../ui/tags";
import { HouseholdActions } from "./household-actions";
import { HouseholdFacts } from "./household-facts";
import { OutcomePanel } from "./outcome-panel";
import { Recorded } from "./recorded";

export function Household({ code }: { code: string }) {
  const { t } = useWords();
  const door = useDoors().find((one) => one.household.code === code);
  if (door) return <OneDoor key={code} door={door} />;
  return (
    <Frame title={code} under="households" back={to.households()}>
      <p class="empty">{t("door.gone")}</p>
    </Frame>
  );
}

/** The task a person most likely came for: one that is due, else the first. */
function likely(tasks: readonly Task[]): string {
  return (tasks.find((task) => task.due) ?? tasks[0])?.target.code ?? "";
}

function OneDoor({ door }: { door: Door }) {
  const { t } = useWords();
  const { household, tasks } = door;
  const [chosen, setChosen] = useState(() => likely(tasks));
  const task = tasks.find((one) => one.target.code === chosen) ?? tasks[0];
  const known = task && formOf(task.campaign.form);
  return (
    <Frame
      title={household.code}
      under="households"
      back={to.households()}
      bottom={task && known ? <OutcomePanel key={task.target.code} door={door} task={task} form={known} /> : undefined}
    >
      <section class="who">
        <p class="address large">{household.address || household.code}</p>
        <p class="facts quiet">
          {household.members !== null && <span>{t("door.members", { n: household.members })}</span>}
          <Needs needs={household.needs} />
        </p>
      </section>
      <Notices />
      {tasks.length > 1 && (
        <Choice
          legend={t("household.task")}
          value={task!.target.code}
          onChoose={setChosen}
          stacked
          options={tasks.map(({ target, campaign }) => ({
            value: target.code,
            label: target.resident ? `${campaign.name} · ${target.resident}` : campaign.name,
          }))}
        />
      )}
      {!task && (
        <Notice tone="info" icon="circle-dashed">
          {t("household.no_task")}
        </Notice>
      )}
      {task && !known && (
        <Notice tone="warn" icon="alert-triangle">
          {t("household.old_form", { form: task.campaign.form })}
        </Notice>
      )}
      {task && <Warnings task={task} />}
      {task && <HouseholdFacts task={task} />}
      <HouseholdActions door={door} task={task} />
      <Recorded subjects={[household.code, ...tasks.map((one) => one.target.code)]} />
    </Frame>
  );
}

function Warnings({ task }: { task: Task }) {
  const { now } = useHere();
  const { t, time } = useWords();
  const early = task.next.notBefore !== null && task.next.notBefore > now ? task.next.notBefore : null;
  return (
    <>
      {task.heldByOther && (
        <Notice tone="warn" icon="hand-grab">
          {t("household.other_holds", { name: task.target.holder_name })}
        </Notice>
      )}
      {early !== null && (
        <Notice tone="warn" icon="clock">
          {t("household.early", { at: time(early) })}
        </Notice>
      )}
    </>
  );
}
