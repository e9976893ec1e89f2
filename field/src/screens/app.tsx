// The app: which screen is shown, and what all screens share.

import { useMemo, useState } from "preact/hooks";
import { HereContext, useNow, useView, useWords } from "../ui/context";
import type { Phone } from "../ui/phone";
import * as preferences from "../ui/preferences";
import { useRoute } from "../ui/route";
import { ToastPlace, useToasts } from "../ui/toast";
import type { Language } from "../i18n/languages";
import { Boxes } from "./boxes";
import { ChecklistScreen } from "./checklist";
import { Enrol } from "./enrol";
import { Household } from "./household";
import { Households } from "./households";
import { Inspect } from "./inspect";
import { ItemScreen } from "./item";
import { Items } from "./items";
import { Outbox } from "./outbox";
import { PlaceScreen } from "./place";
import { Settings } from "./settings";
import { TableScreen } from "./table";
import { Today } from "./today";

export function App({ phone }: { phone: Phone }) {
  const view = useView(phone);
  const now = useNow();
  const [language, setOwn] = useState(preferences.language);
  const [toast, toasts, done] = useToasts();
  const setLanguage = (chosen: Language): void => {
    preferences.chooseLanguage(chosen);
    setOwn(chosen);
    // Roles and refusals are said by the server, in the language it is asked in.
    void phone.again();
  };
  const here = useMemo(() => ({ phone, view, now, language, setLanguage, toasts }), [phone, view, now, language]);
  return (
    <HereContext.Provider value={here}>
      {view.stale ? <Stale /> : <Screen enrolled={view.enrolment !== null} />}
      <ToastPlace toast={toast} done={done} />
    </HereContext.Provider>
  );
}

function Screen({ enrolled }: { enrolled: boolean }) {
  const route = useRoute();
  if (route.at === "enrol") return <Enrol given={route.code} />;
  if (!enrolled) return <Enrol given="" />;
  switch (route.at) {
    case "households":
      return <Households chip={route.chip} />;
    case "household":
      return <Household code={route.code} />;
    case "items":
      return <Items chip={route.chip} />;
    case "item":
      return <ItemScreen code={route.code} />;
    case "inspect":
      return <Inspect />;
    case "place":
      return <PlaceScreen code={route.code} />;
    case "checklist":
      return <ChecklistScreen place={route.place} checklist={route.checklist} />;
    case "table":
      return <TableScreen />;
    case "boxes":
      return <Boxes />;
    case "outbox":
      return <Outbox />;
    case "settings":
      return <Settings />;
    default:
      return <Today />;
  }
}

function Stale() {
  const { t } = useWords();
  return (
    <main class="enrol">
      <h1>{t("notice.update")}</h1>
      <p>{t("wrong.stale")}</p>
      <button type="button" class="button primary wide tall" onClick={() => location.reload()}>
        {t("notice.restart")}
      </button>
    </main>
  );
}
