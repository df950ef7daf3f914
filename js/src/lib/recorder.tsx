/** A microphone: it records, with a pause, and gives a WAV file, so that Python needs no decoder. */

import { useEffect, useRef, useState } from "preact/hooks";
import { Trouble } from "./drop_zone";
import { Microphone, Pause } from "./icons";
import { RecorderBar, type RecorderEvent } from "./recorder_bar";
import { decode, toWav } from "./wav";
import { mediaTrouble, release } from "./webcam";

interface Props {
  id: string;
  /** Whether the kernel wants it on. */
  recording: boolean;
  onEvent: (event: Exclude<RecorderEvent, "stop_recording">) => void;
  /** Gets what was recorded; null if that is nothing. */
  onRecorded: (sound: Blob | null) => void;
}

const RATE = 48_000;

/** Records what the microphone hears, in the browser's own format, and makes a WAV file of it. */
function useRecording({ onEvent, onRecorded }: Props) {
  const [recorder, setRecorder] = useState<MediaRecorder | null>(null);
  const [paused, setPaused] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  /** The recording that was asked for, until it is over; aborted, it comes to nothing. */
  const asked = useRef<AbortController | null>(null);
  useEffect(() => () => asked.current?.abort(), []);

  async function finish(pieces: Blob[], made: MediaRecorder) {
    asked.current = null;
    release(made.stream);
    setRecorder(null);
    setPaused(false);
    try {
      const rate = made.stream.getAudioTracks()[0]?.getSettings().sampleRate ?? RATE;
      onRecorded(toWav(await decode(new Blob(pieces, { type: made.mimeType }), rate)));
    } catch {
      setTrouble("Nothing was recorded.");
      onRecorded(null);
    }
  }

  async function start() {
    if (asked.current) return;
    const now = new AbortController();
    asked.current = now;
    setTrouble(null);
    let stream: MediaStream | undefined;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ audio: true });
      if (now.signal.aborted) return release(stream);
      now.signal.addEventListener("abort", () => release(stream), { once: true });
      const made = new MediaRecorder(stream);
      const pieces: Blob[] = [];
      made.ondataavailable = ({ data }) => pieces.push(data);
      made.onstop = () => now.signal.aborted || finish(pieces, made);
      made.start();
      setRecorder(made);
      onEvent("start_recording");
    } catch (error) {
      release(stream);
      if (now.signal.aborted) return;
      asked.current = null;
      setTrouble(mediaTrouble(error, "microphone"));
    }
  }

  function pause() {
    if (paused) recorder?.resume();
    else recorder?.pause();
    if (!paused) onEvent("pause_recording");
    setPaused(!paused);
  }

  function stop() {
    if (recorder?.state === "inactive") return;
    if (recorder) return recorder.stop();
    asked.current?.abort();
    asked.current = null;
  }

  return { recorder, paused, trouble, start, pause, stop };
}

/** How loud it is now, from 0 to 1, and how long it has been recorded. */
function useLevel(recorder: MediaRecorder | null): { level: number; seconds: number } {
  const [state, setState] = useState({ level: 0, seconds: 0 });
  useEffect(() => {
    setState({ level: 0, seconds: 0 });
    if (!recorder) return;
    const context = new AudioContext();
    const meter = context.createAnalyser();
    context.createMediaStreamSource(recorder.stream).connect(meter);
    const samples = new Uint8Array(meter.fftSize);
    let last = performance.now();
    const timer = setInterval(() => {
      meter.getByteTimeDomainData(samples);
      const level = Math.max(...samples.map((sample) => Math.abs(sample - 128))) / 128;
      const now = performance.now();
      const more = recorder.state === "recording" ? (now - last) / 1000 : 0;
      last = now;
      setState(({ seconds }) => ({ level, seconds: seconds + more }));
    }, 100);
    return () => {
      clearInterval(timer);
      context.close();
    };
  }, [recorder]);
  return state;
}

export function Recorder(props: Props) {
  const { recorder, paused, trouble, start, pause, stop } = useRecording(props);
  const { level, seconds } = useLevel(recorder);
  useEffect(() => {
    if (props.recording) start();
    else stop();
  }, [props.recording]);
  if (!recorder) {
    return (
      <div class="nbb-drop">
        <button type="button" class="nbb-drop-face" id={props.id} onClick={start}>
          <Microphone />
          <span>Record</span>
        </button>
        <Trouble text={trouble} />
      </div>
    );
  }
  return (
    <RecorderBar id={props.id} clock={`${seconds.toFixed(1)} s`} level={level} paused={paused} onStop={stop}>
      <button type="button" class="nbb-button-face nbb-secondary nbb-sm" onClick={pause}>
        {paused ? <Microphone /> : <Pause />} {paused ? "Go on" : "Pause"}
      </button>
    </RecorderBar>
  );
}
