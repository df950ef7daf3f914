/** The hidden part of an app: toasts, tracebacks, the app's CSS, load and unload. */

import { createPortal } from "preact/compat";
import { useEffect, useRef, useState } from "preact/hooks";
import type { ShellTraits } from "../traits";
import { component, type Props } from "./component";
import { mendContainers } from "./containers";
import { isDeaf } from "./line";
import { rest } from "./rest";
import { answerJs } from "./run_js";
import { report } from "./session";
import { keep } from "./stored";
import { tendAll } from "./views";
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

function ShellView({ traits, emit, onMessage, page, health, find }: Props<ShellTraits>) {
  const here = useRef<HTMLSpanElement>(null);
  const { toasts, close, traceback, clear } = useToasts(onMessage);
  const root = () => here.current?.closest<HTMLElement>(".nbb-blocks");
  useEffect(() => {
    onMessage((message) => void answerJs(message, page, (data) => emit("answer", {}, data)));
    emit("load", {}, report(traits.stores));
    onMessage(({ store, text }) => store && keep(store as string, text as string));
    const end = new AbortController();
    addEventListener("pagehide", () => emit("unload"), { signal: end.signal });
    const app = root();
    if (app) mendContainers(app, end.signal);
    void find(traits.app)?.then(tendAll);
    return () => end.abort();
  }, []);
  const deaf = isDeaf(health.value);
  useEffect(() => {
    const app = root();
    if (app) rest(app, deaf);
  }, [deaf]);
  useEffect(() => {
    if ((globalThis as Record<symbol, unknown>)[Symbol.for("nbblocks.page")] && traits.title)
      document.title = traits.title;
  }, [traits.title]);
  return (
    <span ref={here} class="nbb-shell-here">
      {traits.css && <style>{traits.css}</style>}
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
