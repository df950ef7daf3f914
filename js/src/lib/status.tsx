/** What a component shows of the handler that reads or writes it: how far it is, or what went wrong. */

import { useRef } from "preact/hooks";
import { useAnnouncement } from "./announce";
import { Invalid } from "./invalid";
import { countOf, duration, extent, percent, type Step, shareOfAll, useNow, useTimeLeft } from "./progress";
import "./status.css";

export interface StatusState {
  state?: "waiting" | "pending" | "streaming" | "failed" | "invalid";
  message?: string;
  progress?: "full" | "minimal" | "hidden";
  /** The place in the queue, 1 is next, among those that wait; and the seconds until it will be done. */
  position?: number;
  waiting?: number;
  eta?: number | null;
  steps?: Step[];
}

const RUNNING = new Set(["waiting", "pending", "streaming"]);

function isRunning({ state, progress }: StatusState): boolean {
  return RUNNING.has(state ?? "") && progress !== "hidden";
}

function Queue({ status, now }: { status: StatusState; now: number }) {
  const { position, waiting, eta } = status;
  const told = useRef({ status, at: now });
  if (told.current.status !== status) told.current = { status, at: performance.now() };
  const left = eta == null ? null : Math.max(eta - (now - told.current.at) / 1000, 0);
  const soon = left === null ? "" : left < 1 ? ", soon" : `, about ${duration(left)}`;
  return (
    <span>
      Queue: {position} of {waiting}
      {soon}
    </span>
  );
}

function Bar({ step, name }: { step: Step; name: string }) {
  const count = countOf(step);
  const share = shareOfAll([step]);
  const done = share === null ? undefined : percent(share);
  return (
    <div class="nbb-step">
      <div class="nbb-step-text" aria-hidden="true">
        <span class="nbb-step-desc">{step.desc}</span>
        <span>
          {done === undefined ? count : count && <span class="nbb-step-count">{count} · </span>}
          {done !== undefined && `${done}%`}
        </span>
      </div>
      <div
        class={done === undefined ? "nbb-meter nbb-unknown" : "nbb-meter"}
        role="progressbar"
        aria-label={step.desc || name}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={done}
        aria-valuetext={extent(step) || undefined}
      >
        <div style={{ width: done === undefined ? undefined : `${(share ?? 0) * 100}%` }} />
      </div>
    </div>
  );
}

/** What stands in the corner: the queue, or the time taken and left. */
function Corner({ status }: { status: StatusState }) {
  const { state, steps = [], progress } = status;
  const now = useNow();
  const waits = state === "waiting";
  const start = useRef({ waits, at: now });
  if (start.current.waits !== waits) start.current = { waits, at: performance.now() };
  const elapsed = Math.max(now - start.current.at, 0) / 1000;
  const left = useTimeLeft(steps, now);
  const [outer] = steps;
  return (
    <div class="nbb-status-corner" aria-hidden="true">
      {outer && state === "streaming" && progress === "full" && (
        <span class="nbb-summary">
          {outer.desc} {extent(outer)}
        </span>
      )}
      {waits ? (
        <Queue status={status} now={now} />
      ) : (
        <>
          <span class="nbb-elapsed">{duration(elapsed, 1)}</span>
          {left !== null && <span class="nbb-left">about {duration(left)} left</span>}
        </>
      )}
      <span class="nbb-spinner" />
    </div>
  );
}

function words({ state, position, waiting, steps = [] }: StatusState): string {
  if (state === "waiting") return `Waiting, ${position} of ${waiting}`;
  const share = shareOfAll(steps);
  const far = share === null ? "" : `, ${10 * Math.floor(percent(share) / 10)}%`;
  return `${steps[0]?.desc || "Running"}${far}`;
}

export function Status({ status, id, name }: { status: StatusState; id: string; name: string }) {
  const { state, progress, steps = [] } = status;
  const running = isRunning(status);
  const said = useAnnouncement(running ? words(status) : state === "failed" ? "Failed" : "Done", running);
  return (
    <>
      <span class="nbb-unseen" role="status">
        {said}
      </span>
      {running && (
        <div class={`nbb-status nbb-running nbb-${state} nbb-progress-${progress}`}>
          <Corner status={status} />
          {progress === "full" && steps.length > 0 && (
            <div class="nbb-steps">
              {steps.map((step, depth) => (
                <Bar key={depth} step={step} name={name} />
              ))}
            </div>
          )}
        </div>
      )}
      {state === "failed" && (
        <div class="nbb-status nbb-failed">
          <span class="nbb-badge">Error</span>
        </div>
      )}
      {state === "invalid" && <Invalid id={id} message={status.message ?? ""} />}
    </>
  );
}
