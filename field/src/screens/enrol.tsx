// Enrolling this phone: the code comes with the address, or is typed; what waits from before is said, not shown.

import { useEffect, useState } from "preact/hooks";
import { enrolCode } from "../domain/enrolment";
import { LANGUAGES, NAMES, type Language } from "../i18n/languages";
import { StorageFull } from "../store";
import { Choice } from "../ui/choice";
import { useHere, useWords } from "../ui/context";
import { Mark } from "../ui/frame";
import { Icon } from "../ui/icon";
import { Notice } from "../ui/notice";
import { replace, to } from "../ui/route";

export function Enrol({ given }: { given: string }) {
  const { phone, view, language, setLanguage } = useHere();
  const { t, count } = useWords();
  const [code, setCode] = useState(given);
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState("");
  useEffect(() => {
    document.title = `${t("enrol.title")} · ${t("app")}`;
  }, [t]);
  useEffect(() => {
    if (given) setCode(given);
  }, [given]);

  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const wanted = enrolCode(code);
    if (!wanted) return setWrong(t("enrol.missing"));
    setBusy(true);
    setWrong("");
    try {
      const outcome = await phone.enrol(wanted);
      if (outcome.kind === "enrolled") return replace(to.today);
      setWrong(outcome.kind === "offline" ? t("enrol.offline") : outcome.sentence || t("enrol.refused"));
    } catch (error) {
      setWrong(t(error instanceof StorageFull ? "line.full" : "wrong.failed"));
    } finally {
      setBusy(false);
    }
  };
  const { ending, enrolment, others } = view;
  return (
    <main class="enrol" id="main">
      <div class="brand">
        <Mark />
        <b>{t("app")}</b>
      </div>
      <h1>{t("enrol.title")}</h1>
      {!enrolment && ending && ending !== "replaced" && (
        <Notice tone={ending === "left" ? "info" : "warn"} icon="device-mobile">
          {t(`ended.${ending}`)}
        </Notice>
      )}
      {enrolment && (
        <Notice tone="warn" icon="user">
          {t("enrol.running", { name: enrolment.person.name })}
        </Notice>
      )}
      {others > 0 && (
        <Notice tone="info" icon="cloud-upload">
          {count(others, "enrol.kept.one", "enrol.kept")}
        </Notice>
      )}
      <p class="quiet">{t("enrol.lead")}</p>
      <form class="form" noValidate onSubmit={(event) => void submit(event)}>
        <div class="field">
          <label for="code">{t("enrol.code")}</label>
          <input
            id="code"
            class="code"
            type="text"
            autocomplete="off"
            autocapitalize="none"
            spellcheck={false}
            value={code}
            aria-invalid={wrong !== ""}
            onInput={({ currentTarget }) => setCode(currentTarget.value)}
          />
        </div>
        {wrong && (
          <p class="notice tone-bad" role="alert">
            <Icon name="alert-triangle" />
            <span>{wrong}</span>
          </p>
        )}
        <button type="submit" class="button primary wide tall" disabled={busy}>
          {t(busy ? "enrol.going" : "enrol.go")}
        </button>
        {enrolment && (
          <a class="button wide tall" href={to.today}>
            {t("cancel")}
          </a>
        )}
      </form>
      <Choice<Language>
        legend={t("settings.language")}
        value={language}
        onChoose={setLanguage}
        options={LANGUAGES.map((value) => ({ value, label: NAMES[value] }))}
      />
    </main>
  );
}
