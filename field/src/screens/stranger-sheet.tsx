// Somebody in no list: name, document, telephone, address; a number that is in the list leads back to its person.

import { useEffect, useRef, useState } from "preact/hooks";
import { found } from "../domain/finding-people";
import { cleaned, wrongs, type Wrong } from "../domain/form";
import { formOf } from "../domain/forms";
import { documentOf, isResidentId, plainNumber } from "../domain/id-number";
import type { Body } from "../domain/report";
import { obstacleTo, type Whom } from "../domain/taking";
import { barcodeOf } from "../domain/tubes";
import { useHere, useWords } from "../ui/context";
import { LabelledField } from "../ui/fields";
import { Icon } from "../ui/icon";
import type { Sought } from "../ui/seeking";
import { Sheet } from "../ui/sheet";
import type { TableNow } from "../ui/table";

interface Props {
  now: TableNow;
  sought: Sought | null;
  /** The number is that of somebody in the list. */
  onKnown: (number: string) => void;
  onAdd: (whom: Whom) => Promise<void>;
  onClose: () => void;
}

const ASKED = ["name", "id_type", "id_number", "phone", "address"];

/** What the form of the contract does not say: a name always, a number but for who has none. */
function wrongOf(body: Body): Record<string, Wrong | "mistyped"> {
  const number = plainNumber(String(body["id_number"] ?? ""));
  const missing = (name: string): Record<string, Wrong> => (String(body[name] ?? "").trim() === "" ? { [name]: "required" } : {});
  const mistyped = body["id_type"] === "cn_resident_id" && number !== "" && !isResidentId(number);
  return { ...missing("name"), ...(body["id_type"] === "other" ? {} : missing("id_number")), ...(mistyped ? { id_number: "mistyped" } : {}) };
}

export function StrangerSheet({ now, sought, onKnown, onAdd, onClose }: Props) {
  const { phone } = useHere();
  const { t, time } = useWords();
  const form = formOf("swab")!;
  const given = sought?.people.length === 0 ? sought.identity : null;
  const [body, setBody] = useState<Body>({ id_type: given?.type ?? "cn_resident_id", id_number: given?.number ?? "" });
  const [wrong, setWrong] = useState<Record<string, Wrong | "mistyped">>({});
  const [before, setBefore] = useState("");
  const obstacle = obstacleTo(now.at, now.tube, { stranger: body, mark: "" });
  const sheet = useRef<HTMLFormElement>(null);
  useEffect(() => sheet.current?.querySelector<HTMLInputElement>("input[type=text]")?.focus(), []);
  const submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    const stranger = cleaned(form, { ...body, id_number: plainNumber(String(body["id_number"] ?? "")), point: "", table: 1 });
    delete stranger["table"];
    const { point: _point, table: _table, ...long } = wrongs(form, stranger);
    const all = { ...long, ...wrongOf(body) };
    setWrong(all);
    if (Object.keys(all).length > 0) return;
    const identity = documentOf(String(stranger["id_number"] ?? ""));
    const mark = identity ? await phone.store.lot(now.at.round.salt, identity.number) : "";
    if (identity && found(now.at.round.people, identity.number, identity, mark).by === "identity") {
      onClose();
      return onKnown(identity.number);
    }
    const swab = now.stranger(mark);
    const said = swab ? t("table.sampled_here", { at: time(swab.at), tube: barcodeOf(swab.tube) }) : "";
    if (said && said !== before) return setBefore(said);
    await onAdd({ stranger, mark });
    onClose();
  };
  return (
    <Sheet title={t("table.stranger")} onClose={onClose}>
      <form ref={sheet} class="form" noValidate onSubmit={(event) => void submit(event)}>
        {form.fields
          .filter(({ name }) => ASKED.includes(name))
          .map((field) => {
            const own = wrong[field.name];
            const required = field.name === "name" || field.name === "id_type" || (field.name === "id_number" && body["id_type"] !== "other");
            return (
              <div key={field.name}>
                <LabelledField
                  kind="swab"
                  field={{ ...field, required }}
                  value={body[field.name]}
                  wrong={own === "mistyped" ? undefined : own}
                  onChange={(value) => setBody((old) => ({ ...old, [field.name]: value }))}
                />
                {own === "mistyped" && <p class="wrong" role="alert">{t("table.mistyped")}</p>}
              </div>
            );
          })}
        {before && (
          <p class="notice tone-warn" role="alert">
            <Icon name="alert-triangle" />
            <span>{before}</span>
          </p>
        )}
        {obstacle && (
          <p class="notice tone-bad" role="alert">
            <Icon name="ban" />
            <span>{t(`table.obstacle.${obstacle}`)}</span>
          </p>
        )}
        <button type="submit" class="button primary wide tall" disabled={obstacle !== null}>
          <Icon name="test-pipe" />
          {t(before ? "table.add_again" : "table.add")}
        </button>
      </form>
    </Sheet>
  );
}
