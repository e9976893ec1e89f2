// Settings: language and appearance, what is held and until when, who is enrolled, and the way out.

import { useEffect, useState } from "preact/hooks";
import { msOf } from "../domain/instant";
import { kilobytes } from "../domain/size";
import type { Word } from "../i18n/en";
import { LANGUAGES, NAMES, type Language } from "../i18n/languages";
import { Choice } from "../ui/choice";
import { useHere, useWords } from "../ui/context";
import { Frame } from "../ui/frame";
import { Icon } from "../ui/icon";
import { Notices } from "../ui/notice";
import { chooseTheme, theme, THEMES, type Theme } from "../ui/preferences";
import { LeaveSheet } from "./leave-sheet";

export function Settings() {
  const { t } = useWords();
  const [leaving, setLeaving] = useState(false);
  return (
    <Frame title={t("settings.title")} under="settings">
      <Notices />
      <Looks />
      <HeldHere />
      <Enrolled />
      <button type="button" class="button danger wide" onClick={() => setLeaving(true)}>
        <Icon name="logout" />
        {t("settings.leave")}
      </button>
      <p class="quiet version">
        {t("app")} · {t("settings.version")} {__VERSION__}
      </p>
      {leaving && <LeaveSheet onClose={() => setLeaving(false)} />}
    </Frame>
  );
}

function Looks() {
  const { language, setLanguage } = useHere();
  const { t } = useWords();
  const [chosen, setChosen] = useState(theme);
  return (
    <section class="card">
      <Choice<Language>
        legend={t("settings.language")}
        shown
        value={language}
        onChoose={setLanguage}
        options={LANGUAGES.map((value) => ({ value, label: NAMES[value] }))}
      />
      <Choice<Theme>
        legend={t("settings.theme")}
        shown
        value={chosen}
        onChoose={(value) => {
          chooseTheme(value);
          setChosen(value);
        }}
        options={THEMES.map((value) => ({ value, label: t(`settings.${value}`) }))}
      />
    </section>
  );
}

function HeldHere() {
  const { phone, view } = useHere();
  const { t, time, number } = useWords();
  const [bytes, setBytes] = useState<number | null>(null);
  const [persisted, setPersisted] = useState<boolean | null>(null);
  const { held, items, status } = view;
  useEffect(() => {
    void phone.store.bytes().then(setBytes);
    void navigator.storage?.persisted?.().then(setPersisted);
  }, [held, items]);
  const frame = held?.frame;
  const counts: [Word, number][] = [
    ["settings.doors", held?.households.length ?? 0],
    ["settings.items", held?.items.length ?? 0],
    ["settings.places", held?.places.length ?? 0],
    ["settings.people", (held?.rounds ?? []).reduce((sum, { people }) => sum + people.length, 0)],
  ];
  return (
    <section class="card">
      <h2>{t("settings.held")}</h2>
      <dl class="known">
        <dt>{t("settings.size")}</dt>
        <dd>{bytes === null ? "…" : t("settings.kb", { n: number(kilobytes(bytes)) })}</dd>
        {counts
          .filter(([, n]) => n > 0)
          .map(([word, n]) => (
            <>
              <dt>{t(word)}</dt>
              <dd>{number(n)}</dd>
            </>
          ))}
        <dt>{t("settings.expires")}</dt>
        <dd>{frame ? time(msOf(frame.expires_at) ?? 0) : "–"}</dd>
        <dt>{t("settings.pulled")}</dt>
        <dd>{frame ? time(frame.pulled_at) : t("settings.never")}</dd>
        {persisted !== null && (
          <>
            <dt>{t("settings.persisted")}</dt>
            <dd>{t(persisted ? "settings.yes" : "settings.no")}</dd>
          </>
        )}
      </dl>
      <button type="button" class="button wide" disabled={status.running} onClick={() => void phone.sync()}>
        <Icon name="refresh" />
        {status.running ? t("line.sending") : t("settings.sync")}
      </button>
    </section>
  );
}

function Enrolled() {
  const { view } = useHere();
  const { t, time } = useWords();
  const { enrolment, held } = view;
  if (!enrolment) return null;
  const me = held?.frame.me;
  return (
    <section class="card">
      <h2>{t("settings.device")}</h2>
      <dl class="known">
        <dt>{t("settings.person")}</dt>
        <dd>{enrolment.person.name}</dd>
        <dt>{t("settings.role")}</dt>
        <dd>{me?.role_name ?? enrolment.role_name}</dd>
        <dt>{t("settings.area")}</dt>
        <dd>{me?.area?.name ?? enrolment.area?.name}</dd>
        {me && (
          <>
            <dt>{t("settings.incident")}</dt>
            <dd>{me.incident.name}</dd>
          </>
        )}
        <dt>{t("settings.until")}</dt>
        <dd>{time(msOf(enrolment.expires_at) ?? 0)}</dd>
      </dl>
    </section>
  );
}
