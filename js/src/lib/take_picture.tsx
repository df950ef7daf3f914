/** Where a visitor takes a picture from: a file, the camera, the clipboard. */

import type { ComponentProps } from "preact";
import { useState } from "preact/hooks";
import { DropZone, Trouble, UploadProgress } from "./drop_zone";
import type { FileValue } from "./files";
import { Camera, Clipboard, Upload as UploadIcon } from "./icons";
import { LiveCamera } from "./live_camera";
import { type Source, SourceBar } from "./media";
import type { Upload } from "./use_files";
import { Webcam, type WebcamOptions } from "./webcam";

const SOURCES: Source[] = [
  { name: "upload", title: "Upload a file", Icon: UploadIcon },
  { name: "webcam", title: "Use the camera", Icon: Camera },
  { name: "clipboard", title: "Paste from the clipboard", Icon: Clipboard },
];

interface Props {
  id: string;
  name: string;
  /** Which sources there are; the first one is open, but for the clipboard, which has no place of its own. */
  wanted: string[];
  webcam: WebcamOptions | null;
  /** How the camera's pictures go to the kernel one after the other, if they do. */
  live: Omit<ComponentProps<typeof LiveCamera>, "id" | "options"> | null;
  text: string | null;
  upload: Upload;
  /** Gets what is there now; `event` is what else has happened. */
  onTaken: (value: FileValue, event: "upload" | null) => void;
}

/** The picture in the clipboard, if the browser lets us see one. */
async function pasted(): Promise<File> {
  const items = await navigator.clipboard.read().catch(() => {
    throw new Error("The browser may not read the clipboard; paste with the keyboard.");
  });
  for (const item of items) {
    const type = item.types.find((type) => type.startsWith("image/"));
    if (type) return new File([await item.getType(type)], `pasted.${type.slice(6).replace(/\+.*/, "")}`, { type });
  }
  throw new Error("There is no picture in the clipboard.");
}

export function TakePicture({ id, name, wanted, webcam, live, text, upload, onTaken }: Props) {
  const sources = SOURCES.filter((source) => wanted.includes(source.name));
  const [chosen, setChosen] = useState(wanted.find((source) => source !== "clipboard") ?? "upload");
  const [trouble, setTrouble] = useState<string | null>(null);

  async function take(file: Blob, title: string, event: "upload" | null) {
    setTrouble(null);
    const value = await upload.start(file, title);
    if (value) onTaken(value, event);
  }

  async function choose(source: string) {
    if (source !== "clipboard") return setChosen(source);
    try {
      const file = await pasted();
      await take(file, file.name, "upload");
    } catch (error) {
      setTrouble((error as Error).message);
    }
  }

  const camera = chosen === "webcam";
  return (
    <>
      {camera && live && <LiveCamera id={id} options={webcam} {...live} />}
      {camera && !live && upload.progress === null && (
        <Webcam id={id} options={webcam} onPhoto={(photo) => take(photo, "photo.png", null)} />
      )}
      {camera && upload.progress !== null && <UploadProgress upload={upload} />}
      {!camera && (
        <DropZone
          id={id}
          name={name}
          what="an image"
          accept="image/*"
          paste={wanted.includes("clipboard")}
          text={text}
          upload={upload}
          onFiles={([file]) => file && take(file, file.name, "upload")}
        />
      )}
      <Trouble text={trouble ?? (camera ? upload.error : null)} />
      <SourceBar sources={sources} chosen={chosen} onChoose={choose} />
    </>
  );
}
