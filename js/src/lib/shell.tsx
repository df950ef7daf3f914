/** The hidden part of an app: toasts, tracebacks, the app's CSS, load and unload. */

import { createPortal } from "preact/compat";
import { useEffect, useRef, useState } from "preact/hooks";
import type { ShellTraits } from "../traits";
import { component, type Props } from "./component";
import { mendContainers } from "./containers";
import "./shell.css";

interface Toast {
  kind: "info" | "success" | "warning" | "error";
  title: string;
  message: string;
  duration: number | null;
}

function ToastView({ toast, onClose }: { toast: Toast; onClose: () => void }) {
  useEffect(() => {
    if (toast.duration === null) return;
    const timer = setTimeout(onClose, toast.duration * 1000);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div class={`nbb-toast nbb-toast-${toast.kind}`} role={toast.kind === "error" ? "alert" : "status"}>
      <div>
        <strong>{toast.title}</strong>
        <p>{toast.message}</p>
      </div>
      <button type="button" aria-label="Close" onClick={onClose}>
        ×
      </button>
    </div>
  );
}

function useToasts(onMessage: Props<ShellTraits>["onMessage"]) {
  const [toasts, setToasts] = useState<(Toast & { key: number })[]>([]);
  const [traceback, setTraceback] = useState("");
  const next = useRef(0);
  useEffect(() => {
    onMessage((message) => {
      if (!message.toast) return;
      next.current += 1;
      const toast = { ...(message.toast as Toast), key: next.current };
      setToasts((shown) => [...shown, toast]);
      if (message.traceback) setTraceback(message.traceback as string);
    });
  }, []);
  const close = (key: number) => setToasts((shown) => shown.filter((toast) => toast.key !== key));
  return { toasts, close, traceback, clear: () => setTraceback("") };
}

function ShellView({ traits, emit, onMessage, busy }: Props<ShellTraits>) {
  const here = useRef<HTMLSpanElement>(null);
  const { toasts, close, traceback, clear } = useToasts(onMessage);
  const [lost, setLost] = useState(false);
  useEffect(() => {
    emit("load", {}, { query: location.search });
    const end = new AbortController();
    addEventListener("pagehide", () => emit("unload"), { signal: end.signal });
    const root = here.current?.closest<HTMLElement>(".nbb-blocks");
    if (root) mendContainers(root, end.signal, setLost);
    return () => end.abort();
  }, []);
  useEffect(() => {
    if ((globalThis as Record<symbol, unknown>)[Symbol.for("nbblocks.page")] && traits.title)
      document.title = traits.title;
  }, [traits.title]);
  return (
    <span ref={here} class="nbb-shell-here">
      {traits.css && <style>{traits.css}</style>}
      {lost && (
        <div class="nbb-busy" role="alert">
          This app has lost its kernel. If that was restarted, run the cell again.
        </div>
      )}
      {busy.value && !lost && (
        <div class="nbb-busy" role="status">
          <span class="nbb-spinner" aria-hidden="true" /> The kernel is busy. What you do is kept, and runs when it is
          free.
        </div>
      )}
      {traceback && (
        <details class="nbb-traceback">
          <summary>
            The last handler failed.{" "}
            <button type="button" onClick={clear}>
              Dismiss
            </button>
          </summary>
          <pre>{traceback}</pre>
        </details>
      )}
      {createPortal(
        <div class="nbb nbb-toasts" aria-live="polite">
          {toasts.map((toast) => (
            <ToastView key={toast.key} toast={toast} onClose={() => close(toast.key)} />
          ))}
        </div>,
        document.body,
      )}
    </span>
  );
}

export const shell = component<ShellTraits>("bare", ShellView);
