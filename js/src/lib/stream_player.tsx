/** Plays what a handler yields while it yields it. */

import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { Trouble } from "./drop_zone";
import type { Binary, FileValue, Transfer } from "./files";
import { Muted, Pause, Play, Speaker } from "./icons";
import type { Link } from "./link";
import { Tool } from "./media";
import type { PlaybackEvent } from "./playback";
import { clock } from "./player";
import { type LineState, SoundLine } from "./sound_line";

interface Streamed {
  /** What comes piece by piece, until all of it has played. */
  line: SoundLine | null;
  state: LineState | null;
  /** The id of the whole that was heard in pieces, and need not play again by itself. */
  heard: string | null;
}

interface Message {
  piece?: FileValue | null;
  first?: boolean;
  whole?: string;
}

type Given = Pick<Link<{ autoplay: boolean; value: FileValue | null }>, "traits" | "onMessage">;

/** The pieces of sound that the kernel sends, and what becomes of them. */
export function useStreamed(
  { traits, onMessage }: Given,
  transfer: Transfer,
  onEvent: (event: PlaybackEvent, position: number) => void,
): Streamed {
  const [streamed, setStreamed] = useState<Streamed>({ line: null, state: null, heard: null });
  const current = useRef<SoundLine | null>(null);
  const latest = useRef(onEvent);
  latest.current = onEvent;
  const shown = traits.value?.id;

  function drop() {
    current.current?.close();
    current.current = null;
    setStreamed(({ heard }) => ({ line: null, state: null, heard }));
  }

  function begin(): SoundLine {
    drop();
    const over = () => {
      latest.current("stop", line.seconds);
      drop();
    };
    const line = new SoundLine(traits.autoplay, (state) => setStreamed((now) => ({ ...now, state })), over);
    current.current = line;
    setStreamed({ line, state: line.state, heard: null });
    if (line.state.playing) latest.current("play", 0);
    return line;
  }

  function end(whole: string | undefined) {
    // What nobody began to hear waits in the player of the whole.
    if (!current.current?.state.heard) return drop();
    setStreamed((now) => ({ ...now, heard: whole ?? null }));
    current.current.end();
  }

  useMemo(() => {
    onMessage((message, buffers) => {
      const { piece, first, whole } = message as Message;
      if (piece === undefined) return;
      if (piece === null) return end(whole);
      const line = first || !current.current ? begin() : current.current;
      line.add(transfer.download(buffers[0] ? { ...piece, data: buffers[0] as Binary } : piece));
    });
  }, []);
  useEffect(() => {
    // Its end need not be heard when the value is another one by then.
    if (streamed.heard && streamed.heard !== shown) drop();
  }, [shown]);
  useEffect(() => () => current.current?.close(), []);
  return streamed;
}

interface Props {
  line: SoundLine;
  state: LineState;
  onEvent: (event: PlaybackEvent, position: number) => void;
}

export function StreamPlayer({ line, state, onEvent }: Props) {
  const { playing, muted, trouble } = state;
  const [, tick] = useState(0);
  useEffect(() => {
    if (!playing) return;
    const timer = setInterval(() => tick(line.seconds), 200);
    return () => clearInterval(timer);
  }, [line, playing]);

  function toggle() {
    if (playing) line.pause();
    else line.play();
    onEvent(playing ? "pause" : "play", line.seconds);
  }

  return (
    <div class="nbb-player">
      <div class="nbb-player-controls">
        <span class="nbb-player-side">
          <Tool name={muted ? "Unmute" : "Mute"} onClick={() => line.mute(!muted)}>
            {muted ? <Muted /> : <Speaker />}
          </Tool>
        </span>
        <Tool name={playing ? "Pause" : "Play"} main onClick={toggle}>
          {playing ? <Pause /> : <Play />}
        </Tool>
        <span class="nbb-player-side nbb-clock">{clock(line.seconds)} · live</span>
      </div>
      <Trouble text={trouble} />
    </div>
  );
}
