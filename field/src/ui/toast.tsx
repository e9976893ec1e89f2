// The line that says what has just happened, with the way to take it back, for a few seconds.

import { useEffect, useRef, useState } from "preact/hooks";
import { UNDO_MS } from "../domain/report";
import { Icon } from "./icon";

export interface Toast {
  text: string;
  action?: { label: string; run: () => void };
}

export interface Toasts {
  show(toast: Toast): void;
}

export function useToasts(): [Toast | null, Toasts, () => void] {
  const [toast, set] = useState<Toast | null>(null);
  const toasts = useRef<Toasts>({ show: set }).current;
  useEffect(() => {
    if (!toast) return undefined;
    const timer = setTimeout(() => set(null), UNDO_MS);
    return () => clearTimeout(timer);
  }, [toast]);
  return [toast, toasts, () => set(null)];
}

/** The place is always there, so that a screen reader hears what is put into it. */
export function ToastPlace({ toast, done }: { toast: Toast | null; done: () => void }) {
  return (
    <div class="toast-place" role="status" aria-live="polite">
      {toast && (
        <div class="toast" key={toast.text}>
          <Icon name="check" />
          <span class="grow">{toast.text}</span>
          {toast.action && (
            <button
              type="button"
              class="button on-dark"
              onClick={() => {
                toast.action!.run();
                done();
              }}
            >
              <Icon name="arrow-back-up" />
              {toast.action.label}
            </button>
          )}
        </div>
      )}
    </div>
  );
}
