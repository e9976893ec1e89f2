// A text as somebody wrote it: its lines, and what stands between ** in bold; never HTML of the writer's.

import { boldParts } from "../domain/text";

export function Told({ text }: { text: string }) {
  return (
    <p class="told">
      {boldParts(text).map(({ words, isBold }, index) => (isBold ? <b key={index}>{words}</b> : words))}
    </p>
  );
}
