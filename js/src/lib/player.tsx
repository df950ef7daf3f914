/** A player of sound: waveform, position, speed and loudness, all by keyboard too. */

import type { ComponentChildren } from "preact";
import { Back, Forward, Muted, Pause, Play, Speaker } from "./icons";
import { Tool } from "./media";
import { type Playback, type PlaybackOptions, usePlayback } from "./playback";
import type { Loaded } from "./use_files";
import { usePeaks, Waveform, type WaveformOptions } from "./waveform";
import "./player.css";

const SPEEDS = [1, 1.5, 2, 0.5];

interface Props extends PlaybackOptions {
  name: string;
  loaded: Loaded;
  loop: boolean;
  options: WaveformOptions | null;
  subtitles: { text: string; start: number; end: number }[] | null;
  children?: ComponentChildren;
}

export function clock(seconds: number): string {
  const whole = Number.isFinite(seconds) ? Math.floor(seconds) : 0;
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

function Controls({ state, skip }: { state: Playback; skip: number }) {
  const { audio, playing, time, length, speed, muted, show } = state;
  const seek = (to: number) => {
    if (audio.current) audio.current.currentTime = Math.max(0, Math.min(length, to));
  };

  function setSpeed(speed: number) {
    // The next sound begins with the default.
    Object.assign(audio.current as HTMLAudioElement, { playbackRate: speed, defaultPlaybackRate: speed });
    show({ speed });
  }

  function setMuted(muted: boolean) {
    Object.assign(audio.current as HTMLAudioElement, { muted });
    show({ muted });
  }

  const next = SPEEDS[(SPEEDS.indexOf(speed) + 1) % SPEEDS.length] as number;
  return (
    <div class="nbb-player-controls">
      <span class="nbb-player-side">
        <Tool name={muted ? "Unmute" : "Mute"} onClick={() => setMuted(!muted)}>
          {muted ? <Muted /> : <Speaker />}
        </Tool>
        <Tool name={`Speed ${speed}×`} onClick={() => setSpeed(next)}>
          <span class="nbb-speed">{speed}×</span>
        </Tool>
      </span>
      <Tool name="Skip back" onClick={() => seek(time - (length * skip) / 100)}>
        <Back />
      </Tool>
      <Tool
        name={playing ? "Pause" : "Play"}
        main
        onClick={() => (playing ? audio.current?.pause() : audio.current?.play().catch(() => undefined))}
      >
        {playing ? <Pause /> : <Play />}
      </Tool>
      <Tool name="Skip forward" onClick={() => seek(time + (length * skip) / 100)}>
        <Forward />
      </Tool>
      <span class="nbb-player-side nbb-clock">
        {clock(time)} / {clock(length)}
      </span>
    </div>
  );
}

export function Player(props: Props) {
  const { name, loaded, loop, options, subtitles, children } = props;
  const state = usePlayback(loaded.url, props);
  const { audio, playing, time, length, show, tell, onTime } = state;
  const peaks = usePeaks(loaded.blob);
  const native = options?.show_recording_waveform === false;
  const said = subtitles?.find(({ start, end }) => start <= time && time < end)?.text;
  return (
    <div class="nbb-player">
      {/* biome-ignore lint/a11y/useMediaCaption: subtitles are shown below */}
      <audio
        ref={audio}
        src={loaded.url ?? undefined}
        loop={loop}
        controls={native}
        preload="metadata"
        onLoadedMetadata={(event) => show({ length: event.currentTarget.duration })}
        onDurationChange={(event) => show({ length: event.currentTarget.duration })}
        onTimeUpdate={onTime}
        onPlay={() => [show({ playing: true }), tell("play")]}
        onPause={(event) => [show({ playing: false }), event.currentTarget.ended || tell("pause")]}
        onEnded={() => [show({ playing: false }), tell("stop")]}
      />
      {!native && (
        <>
          <div class="nbb-wave-box">
            <Waveform peaks={peaks} part={length ? time / length : 0} options={options} />
            <input
              type="range"
              class="nbb-wave-seek"
              aria-label={`Position in ${name}`}
              aria-valuetext={`${clock(time)} of ${clock(length)}`}
              min={0}
              max={length || 1}
              step={Math.max(length / 200, 0.01)}
              value={time}
              onInput={(event) => {
                if (audio.current) audio.current.currentTime = event.currentTarget.valueAsNumber;
              }}
            />
            {children}
          </div>
          <Controls state={state} skip={options?.skip_length ?? 5} />
        </>
      )}
      {said && (playing || time > 0) && <p class="nbb-subtitle">{said}</p>}
    </div>
  );
}
