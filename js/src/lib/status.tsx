/** What a component shows of the handler that writes to it: pending, streaming, failed. */

import { useEffect, useState } from "preact/hooks";
import "./status.css";

export interface StatusState {
  state?: "pending" | "streaming" | "failed";
  message?: string;
  progress?: "full" | "minimal" | "hidden";
}

function Elapsed() {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const start = performance.now();
    const timer = setInterval(() => setSeconds((performance.now() - start) / 1000), 100);
    return () => clearInterval(timer);
  }, []);
  return (
    <span class="nbb-elapsed" aria-hidden="true">
      {seconds.toFixed(1)} s
    </span>
  );
}

export function Status({ status }: { status: StatusState }) {
  const { state, progress } = status;
  if (!state) return <div class="nbb-status" role="status" />;
  if (state === "failed") {
    return (
      <div class="nbb-status nbb-failed" role="status">
        <span class="nbb-badge">Error</span>
      </div>
    );
  }
  return (
    <div class={`nbb-status nbb-running nbb-${state} nbb-progress-${progress}`} role="status">
      <span class="nbb-unseen">Running</span>
      <span class="nbb-spinner" aria-hidden="true" />
      {progress === "full" && state === "pending" && <Elapsed />}
    </div>
  );
}
