/** A webcam: it asks once somebody wants it, shows what it sees, and takes a photo. */

import { useEffect, useRef, useState } from "preact/hooks";
import { Trouble } from "./drop_zone";
import { Camera } from "./icons";
import "./webcam.css";

export interface WebcamOptions {
  mirror: boolean;
  constraints: MediaTrackConstraints | null;
}

interface Props {
  id: string;
  options: WebcamOptions | null;
  onPhoto: (photo: Blob) => void;
}

/** Says why a camera or a microphone is not there. */
export function mediaTrouble(error: unknown, device: string): string {
  if (!navigator.mediaDevices) return `A ${device} needs a page that came over https or from this machine.`;
  const name = (error as DOMException).name;
  if (name === "NotAllowedError") return `The browser may not use the ${device}.`;
  if (name === "NotFoundError") return `There is no ${device}.`;
  return `The ${device} does not work: ${(error as Error).message}`;
}

/** Turns a camera or a microphone off. */
export function release(stream: MediaStream | null | undefined): void {
  for (const track of stream?.getTracks() ?? []) track.stop();
}

interface PhotoOptions {
  mirror: boolean;
  type: "image/png" | "image/jpeg";
  /** Pixels that its longer side may have. */
  most?: number;
  /** What it is drawn on, if that is kept for the next one. */
  canvas?: HTMLCanvasElement;
}

const QUALITY = 0.85;

/** What is in a running video now, as a picture; null as long as there is nothing in it. */
export function photograph(video: HTMLVideoElement, options: PhotoOptions): Promise<Blob | null> {
  const { mirror, type, most = Number.POSITIVE_INFINITY, canvas = document.createElement("canvas") } = options;
  const { videoWidth: width, videoHeight: height } = video;
  if (!width || !height) return Promise.resolve(null);
  const scale = Math.min(1, most / Math.max(width, height));
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const pen = canvas.getContext("2d");
  if (mirror) {
    pen?.translate(canvas.width, 0);
    pen?.scale(-1, 1);
  }
  pen?.drawImage(video, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, type, QUALITY));
}

/** Turns the camera on. */
export function openCamera(options: WebcamOptions | null): Promise<MediaStream> {
  return navigator.mediaDevices.getUserMedia({ video: options?.constraints ?? { facingMode: "user" } });
}

/** The stream of a camera while one is wanted; it ends with the view. */
function useCamera(options: WebcamOptions | null) {
  const [stream, setStream] = useState<MediaStream | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const gone = useRef(false);
  useEffect(
    () => () => {
      gone.current = true;
    },
    [],
  );
  useEffect(() => () => release(stream), [stream]);

  async function start() {
    try {
      const made = await openCamera(options);
      if (gone.current) release(made);
      else setStream(made);
    } catch (error) {
      setTrouble(mediaTrouble(error, "camera"));
    }
  }

  return { stream, trouble, start };
}

export function Webcam({ id, options, onPhoto }: Props) {
  const { stream, trouble, start } = useCamera(options);
  const video = useRef<HTMLVideoElement>(null);
  const mirror = options?.mirror ?? true;
  useEffect(() => {
    if (video.current) video.current.srcObject = stream;
  }, [stream]);

  async function take() {
    const photo = video.current && (await photograph(video.current, { mirror, type: "image/png" }));
    if (photo) onPhoto(photo);
  }

  if (!stream) {
    return (
      <div class="nbb-drop">
        <button type="button" class="nbb-drop-face" id={id} onClick={start}>
          <Camera />
          <span>Click to use the camera</span>
        </button>
        <Trouble text={trouble} />
      </div>
    );
  }
  return (
    <div class="nbb-webcam">
      <video
        ref={video}
        class={mirror ? "nbb-mirrored" : ""}
        autoPlay
        playsInline
        muted
        aria-label="What the camera sees"
      />
      <button type="button" class="nbb-button-face nbb-primary nbb-sm" id={id} onClick={take}>
        <Camera /> Take a photo
      </button>
    </div>
  );
}
