// A button that opens the camera; what it takes is made small here before anything is done with it.

import { useId, useState } from "preact/hooks";
import { useWords } from "./context";
import { Icon } from "./icon";
import { shrunk } from "./photo";

interface Props {
  word: string;
  onTake: (jpeg: string) => void;
  id?: string;
  primary?: boolean;
  /** Said to who listens, where the word alone does not say of what. */
  of?: string;
}

export function PhotoButton({ word, onTake, id, primary = false, of }: Props) {
  const { t } = useWords();
  const own = useId();
  const [state, setState] = useState<"" | "busy" | "unreadable">("");
  const take = async (input: HTMLInputElement): Promise<void> => {
    const file = input.files?.[0];
    if (!file) return;
    setState("busy");
    const small = await shrunk(file);
    // The same picture may be taken again after it was removed.
    input.value = "";
    setState(small ? "" : "unreadable");
    if (small) onTake(small);
  };
  return (
    <div class="photo-button">
      <label class={`button wide${primary ? " primary tall" : ""}`} for={id ?? own}>
        <Icon name="camera" />
        {state === "busy" ? t("form.recording") : word}
      </label>
      <input
        id={id ?? own}
        class="heard"
        type="file"
        accept="image/*"
        capture="environment"
        aria-label={of ? `${word}: ${of}` : undefined}
        onChange={({ currentTarget }) => void take(currentTarget)}
      />
      {state === "unreadable" && (
        <p class="wrong" role="alert">
          {t("form.photo.wrong")}
        </p>
      )}
    </div>
  );
}
