import { useEffect, useRef } from "preact/hooks";
import { component, type Props } from "../lib/component";
import type { TimerTraits } from "../traits";
import "./timer.css";

function TimerView({ traits, emit, health }: Props<TimerTraits>) {
  const here = useRef<HTMLSpanElement>(null);
  const { active, value } = traits;
  useEffect(() => {
    if (!active) return;
    const tick = () => {
      // A kernel that does not listen would get all of it at once; one that hides the timer refuses it.
      if (health.value === "live" && !here.current?.closest(".nbb-hidden")) emit("tick");
    };
    const timer = setInterval(tick, value * 1000);
    return () => clearInterval(timer);
  }, [active, value]);
  return <span ref={here} />;
}

export const timer = component<TimerTraits>("bare", TimerView);
