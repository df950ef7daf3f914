/** What an audio element does, as state of the view that shows it. */

import { useEffect, useRef, useState } from "preact/hooks";

/** What a player tells; null only says where it is. */
export type PlaybackEvent = "play" | "pause" | "stop" | null;

export interface PlaybackOptions {
  autoplay: boolean;
  /** Where the kernel wants it to be, in seconds. */
  position: number;
  onEvent: (event: PlaybackEvent, position: number) => void;
}

/** The state of an audio element that a view shows. */
export function usePlayback(url: string | null, { autoplay, position, onEvent }: PlaybackOptions) {
  const audio = useRef<HTMLAudioElement>(null);
  const told = useRef(position);
  const [state, setState] = useState({ playing: false, time: 0, length: 0, speed: 1, muted: false });
  const show = (changed: Partial<typeof state>) => setState((before) => ({ ...before, ...changed }));

  useEffect(() => {
    show({ playing: false, time: 0, length: 0 });
    told.current = position;
    if (audio.current && position) audio.current.currentTime = position;
    if (autoplay && url) audio.current?.play().catch(() => undefined);
  }, [url]);
  useEffect(() => {
    if (audio.current && position !== told.current) audio.current.currentTime = position;
  }, [position]);

  function tell(event: PlaybackEvent) {
    told.current = audio.current?.currentTime ?? 0;
    onEvent(event, told.current);
  }

  function onTime() {
    const time = audio.current?.currentTime ?? 0;
    show({ time });
    if (Math.abs(time - told.current) >= 1) tell(null);
  }

  return { audio, ...state, show, tell, onTime };
}

export type Playback = ReturnType<typeof usePlayback>;
