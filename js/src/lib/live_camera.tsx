/** A camera whose pictures go to the kernel one after the other while it is on. */

import { useEffect, useRef } from "preact/hooks";
import { Trouble } from "./drop_zone";
import type { Transfer } from "./files";
import { Camera, Stop } from "./icons";
import { clock, invitation, type Source, useLive, useSeconds } from "./live";
import { openCamera, photograph, release, type WebcamOptions } from "./webcam";

/** Pixels of the longer side that a picture is scaled down to, unless the author asked for more. */
const MOST = 1280;

interface Props {
  id: string;
  options: WebcamOptions | null;
  /** Seconds between two pictures, and after which it ends. */
  every: number;
  limit: number | null;
  /** A picture that the kernel shows in the place of the camera's. */
  shown: string | null;
  transfer: Transfer;
  /** Told whether it is on. */
  onLive: (on: boolean) => void;
}

export function LiveCamera({ id, options, every, limit, shown, transfer, onLive }: Props) {
  const video = useRef<HTMLVideoElement>(null);
  const mirror = options?.mirror ?? true;

  async function open(): Promise<Source> {
    const stream = await openCamera(options);
    const canvas = document.createElement("canvas");
    const most = options?.constraints ? Number.POSITIVE_INFINITY : MOST;
    return {
      stream,
      take: async () => video.current && photograph(video.current, { mirror, most, canvas, type: "image/jpeg" }),
      close: async () => release(stream),
    };
  }

  const live = useLive({
    device: "camera",
    name: "frame.jpg",
    every,
    limit,
    transfer,
    open,
    onStart: () => onLive(true),
    onEnd: () => onLive(false),
  });
  const { source, busy, trouble, limited, start, stop } = live;
  const seconds = useSeconds(source !== null);
  useEffect(() => () => onLive(false), []);
  useEffect(() => {
    if (video.current) video.current.srcObject = source?.stream ?? null;
  }, [source]);

  if (!source) {
    return (
      <div class="nbb-drop">
        <button type="button" class="nbb-drop-face" id={id} disabled={busy} onClick={start}>
          <Camera />
          <span>{invitation("Click to stream from the camera", limited)}</span>
        </button>
        <Trouble text={trouble} />
      </div>
    );
  }
  return (
    <div class="nbb-webcam">
      <video
        ref={video}
        class={`${mirror ? "nbb-mirrored" : ""} ${shown ? "nbb-behind" : ""}`}
        autoPlay
        playsInline
        muted
        aria-label="What the camera sees"
      />
      {shown && <img src={shown} alt="What became of it" />}
      <div class="nbb-webcam-bar">
        <span class="nbb-recording-dot" aria-hidden="true" />
        <span class="nbb-clock" role="timer">
          {clock(seconds, limit)}
        </span>
        <button type="button" class="nbb-button-face nbb-primary nbb-sm" id={id} onClick={stop}>
          <Stop /> Stop
        </button>
      </div>
    </div>
  );
}
