// Boxes of tubes: pack one, hand it to a courier, receive one; and those this phone knows.

import { useState } from "preact/hooks";
import { boxesOf, type BoxStep } from "../domain/boxes";
import { barcodeOf } from "../domain/tubes";
import type { Box } from "../domain/rounds";
import { useCarries, useHere, useWords } from "../ui/context";
import { Frame } from "../ui/frame";
import { Icon } from "../ui/icon";
import type { IconName } from "../ui/icon-names";
import { Notices } from "../ui/notice";
import { to } from "../ui/route";
import { BoxWork } from "./box-work";
import { Calls } from "./calls";

const STEPS: readonly { step: BoxStep; icon: IconName }[] = [
  { step: "packed", icon: "package" },
  { step: "handed", icon: "truck" },
  { step: "received", icon: "checks" },
];

export function Boxes() {
  const { phone, view } = useHere();
  const { t } = useWords();
  const samples = useCarries()("swab");
  const [said, setSaid] = useState("");
  const { box } = view.table;
  const rounds = view.held?.rounds ?? [];
  const boxes = boxesOf(rounds, view.items);
  const calls = rounds.flatMap((one) => one.calls ?? []);
  const begin = (step: BoxStep, of?: Box): void => {
    setSaid("");
    const tubes = of && step === "handed" ? of.tubes.map(barcodeOf) : [];
    void phone.setTable({ box: { step, code: of?.code ?? "", tubes } });
  };
  return (
    <Frame title={t("boxes.title")} under={samples ? "table" : "boxes"} {...(samples ? { back: to.table } : {})} wide>
      <Notices />
      <p class="said" role="status">
        {said}
      </p>
      {box ? (
        <BoxWork draft={box} boxes={boxes} onSaid={setSaid} />
      ) : (
        <>
          <div class="box-steps">
            {STEPS.map(({ step, icon }) => (
              <button key={step} type="button" class="button tall" onClick={() => begin(step)}>
                <Icon name={icon} />
                {t(`boxes.${step}`)}
              </button>
            ))}
          </div>
          {calls.length > 0 && <Calls calls={calls} />}
          {boxes.length === 0 ? <p class="empty">{t("boxes.none")}</p> : <Known boxes={boxes} onBegin={begin} />}
        </>
      )}
    </Frame>
  );
}

function Known({ boxes, onBegin }: { boxes: readonly Box[]; onBegin: (step: BoxStep, box: Box) => void }) {
  const { t, count } = useWords();
  return (
    <ul class="doors">
      {[...boxes].reverse().map((box) => {
        const next = box.step === "packed" ? "handed" : box.step === "handed" ? "received" : null;
        return (
          <li key={box.code} class="door">
            <Icon name={STEPS.find(({ step }) => step === box.step)?.icon ?? "package"} large />
            <span class="grow">
              <b class="line">{barcodeOf(box.code)}</b>
              <span class="quiet">
                {t(`boxes.is.${box.step as BoxStep}`)} · {count(box.tubes.length, "boxes.tubes.one", "boxes.tubes")}
              </span>
            </span>
            {next && (
              <button type="button" class="button" onClick={() => onBegin(next, box)}>
                {t(`boxes.${next}`)}
              </button>
            )}
          </li>
        );
      })}
    </ul>
  );
}
