/** Where a visitor takes a sound from: a file, the microphone. */

import { useEffect, useState } from "preact/hooks";
import { DropZone, Trouble, UploadProgress } from "./drop_zone";
import type { Transfer } from "./files";
import { Microphone, Upload as UploadIcon } from "./icons";
import { LiveMicrophone } from "./live_microphone";
import { type Source, SourceBar } from "./media";
import { Recorder } from "./recorder";
import type { RecorderEvent } from "./recorder_bar";
import type { Upload } from "./use_files";
import { decode, toWav } from "./wav";

const SOURCES: Source[] = [
  { name: "upload", title: "Upload a file", Icon: UploadIcon },
  { name: "microphone", title: "Use the microphone", Icon: Microphone },
];
const RATE = 44_100;
/** Bytes of a file that the page converts; a longer one would take its memory. */
const MOST = 60_000_000;

/** A file as Python can read it: as it is, or as WAV. */
async function readable(file: File, convert: boolean): Promise<[Blob, string]> {
  if (!convert || /wav/.test(file.type) || file.size > MOST) return [file, file.name];
  try {
    return [toWav(await decode(file, RATE)), file.name.replace(/\.\w+$|$/, ".wav")];
  } catch {
    return [file, file.name];
  }
}

interface Props {
  id: string;
  name: string;
  /** Which sources there are; the first one is open. */
  wanted: string[];
  /** Whether the kernel wants it to record. */
  recording: boolean;
  /** How a recording goes to the kernel while it runs, if it does. */
  live: { every: number; limit: number | null; transfer: Transfer } | null;
  /** Whether what is no WAV file becomes one. */
  convert: boolean;
  upload: Upload;
  onEvent: (event: RecorderEvent) => void;
  /** Gets a sound and its name; `event` is what has happened once it is there. */
  onSound: (sound: Blob | null, name: string, event: "upload" | "stop_recording") => void;
}

export function TakeSound({ id, name, wanted, recording, live, convert, upload, onEvent, onSound }: Props) {
  const sources = SOURCES.filter((source) => wanted.includes(source.name));
  const [chosen, setChosen] = useState(wanted[0] ?? "upload");
  const microphone = chosen === "microphone";
  useEffect(() => {
    if (recording && wanted.includes("microphone")) setChosen("microphone");
  }, [recording]);

  function choose(source: string) {
    // With its view a recording is gone.
    if (recording && source !== "microphone") onEvent("stop_recording");
    setChosen(source);
  }

  return (
    <>
      {microphone && live && <LiveMicrophone id={id} recording={recording} {...live} onEvent={onEvent} />}
      {microphone && !live && upload.progress === null && (
        <Recorder
          id={id}
          recording={recording}
          onEvent={onEvent}
          onRecorded={(sound) => onSound(sound, "recording.wav", "stop_recording")}
        />
      )}
      {microphone && upload.progress !== null && <UploadProgress upload={upload} />}
      {microphone ? (
        <Trouble text={upload.error} />
      ) : (
        <DropZone
          id={id}
          name={name}
          what="a sound"
          accept="audio/*,video/*"
          upload={upload}
          onFiles={async ([file]) => file && onSound(...(await readable(file, convert)), "upload")}
        />
      )}
      <SourceBar sources={sources} chosen={chosen} onChoose={choose} />
    </>
  );
}
