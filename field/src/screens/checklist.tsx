// An inspection being made: the lines of a checklist one under the other, each kept as it is judged.

import { useMemo, useState } from "preact/hooks";
import { checklistOf, checklistWord, type Checklist } from "../domain/checklists";
import { progressOf, type DraftLine } from "../domain/inspection";
import { running, type Finding } from "../domain/places";
import { useHere, usePlaces, useWords } from "../ui/context";
import { Frame } from "../ui/frame";
import { Icon } from "../ui/icon";
import { Notices } from "../ui/notice";
import { to } from "../ui/route";
import { ChecklistLine } from "./checklist-line";
import { DropSheet } from "./drop-sheet";
import { SummarySheet } from "./summary-sheet";

/** What is inspected: the place as it is held, or, where it no longer is, as the draft remembers it. */
export interface Inspected {
  code: string;
  name: string;
  area: string;
  findings: Finding[];
}

export function ChecklistScreen({ place, checklist }: { place: string; checklist: string }) {
  const { view } = useHere();
  const { t } = useWords();
  const found = usePlaces().find(({ held }) => held.code === place);
  const form = checklistOf(checklist);
  const drafts = useMemo(() => view.drafts.filter((one) => one.place === place && one.checklist === checklist), [view.drafts, place, checklist]);
  const [first] = drafts;
  const where = found?.held ?? (first && { code: first.place, name: first.name, area: first.area });
  if (form && where) {
    const findings = running(found?.findings ?? []).filter((one) => one.checklist === checklist);
    return <Making key={`${place} ${checklist}`} of={{ ...where, findings }} form={form} drafts={drafts} />;
  }
  return (
    <Frame title={t("inspect.title")} under="inspect" back={to.inspect}>
      <p class="empty">{t(form ? "place.gone" : "place.check.none")}</p>
    </Frame>
  );
}

interface Props {
  of: Inspected;
  form: Checklist;
  drafts: DraftLine[];
}

function Making({ of, form, drafts }: Props) {
  const { t, language } = useWords();
  const [dropping, setDropping] = useState(false);
  const byLine = new Map(drafts.map((one) => [one.line, one]));
  const again = new Map(of.findings.map((one) => [one.line, one]));
  return (
    <Frame title={checklistWord(form.checklist, language)} under="inspect" back={to.place(of.code)} bottom={<Progress of={of} form={form} drafts={drafts} />}>
      <p class="address">{of.name}</p>
      <Notices />
      <ol class="lines">
        {form.lines.map(({ code, words }) => (
          <ChecklistLine
            key={code}
            of={of}
            checklist={form.checklist}
            line={code}
            word={words[language] ?? words["en"] ?? code}
            kept={byLine.get(code)}
            finding={again.get(code)}
          />
        ))}
      </ol>
      {drafts.length > 0 && (
        <button type="button" class="button danger wide" onClick={() => setDropping(true)}>
          <Icon name="trash" />
          {t("check.drop")}
        </button>
      )}
      {dropping && <DropSheet place={of.code} checklist={form.checklist} onClose={() => setDropping(false)} />}
    </Frame>
  );
}

function Progress({ of, form, drafts }: Props) {
  const { t, count, number } = useWords();
  const [open, setOpen] = useState(false);
  const [tried, setTried] = useState(false);
  const { judged, total, failed, ready } = progressOf(form, drafts);
  return (
    <div class="panel" role="region" aria-label={t("check.summary")}>
      <p class="progress" role="status">
        <b>{t("check.progress", { part: number(judged), total: number(total) })}</b>
        <span class={failed > 0 ? "bad" : "quiet"}>{failed > 0 ? count(failed, "check.failed.one", "check.failed") : t("check.failed.none")}</span>
      </p>
      <svg class="bar progress-bar" viewBox={`0 0 ${total} 1`} preserveAspectRatio="none" aria-hidden="true">
        <rect class="fill-reached" width={judged} height="1" />
      </svg>
      {tried && !ready && <p class="wrong">{t("check.finish.none")}</p>}
      <button type="button" class="button primary tall" onClick={() => (ready ? setOpen(true) : setTried(true))}>
        <Icon name="checks" />
        {t("check.finish")}
      </button>
      {open && <SummarySheet of={of} form={form} drafts={drafts} onClose={() => setOpen(false)} />}
    </div>
  );
}
