/** Where a visitor brings a file: by a click, a drop or a paste; it shows how far an upload is. */

import { useRef, useState } from "preact/hooks";
import { Close, Upload as UploadIcon } from "./icons";
import type { Upload } from "./use_files";
import "./drop_zone.css";

interface Props {
  id: string;
  /** What it is called where nobody sees its place. */
  name: string;
  /** What it takes, in words such as "an image". */
  what: string;
  /** What it takes, as an `<input type="file">` says it. */
  accept?: string;
  multiple?: boolean;
  /** Whether a paste is taken. */
  paste?: boolean;
  text?: string | null;
  upload: Upload;
  onFiles: (files: File[]) => void;
}

/** The author's text: lines, and headings after a `#`. */
function Text({ text }: { text: string }) {
  return (
    <>
      {text.split("\n").map((line, index) => {
        const heading = line.startsWith("#");
        return <span key={index} class={heading ? "nbb-drop-heading" : ""} children={line.replace(/^#+\s*/, "")} />;
      })}
    </>
  );
}

/** How far an upload is, and a button that ends it. */
export function UploadProgress({ upload }: { upload: Upload }) {
  const part = upload.progress ?? 0;
  return (
    <div class="nbb-upload">
      <span class="nbb-upload-name">{upload.name}</span>
      <progress aria-label={`Uploading ${upload.name}`} value={part} max={1} />
      <span class="nbb-upload-part">{Math.floor(part * 100)} %</span>
      <button type="button" class="nbb-tool" aria-label="Cancel the upload" title="Cancel" onClick={upload.cancel}>
        <Close />
      </button>
    </div>
  );
}

/** Says why something went wrong. */
export function Trouble({ text }: { text: string | null }) {
  return text ? (
    <p class="nbb-trouble" role="alert">
      {text}
    </p>
  ) : null;
}

export function DropZone(props: Props) {
  const { id, name, what, accept, multiple = false, paste = true, text, upload, onFiles } = props;
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);

  function take(files: FileList | null | undefined, event?: Event) {
    if (!files?.length) return;
    event?.preventDefault();
    onFiles(multiple ? [...files] : [files[0] as File]);
  }

  const track = (event: DragEvent) => {
    event.preventDefault();
    event.stopPropagation();
    setOver(event.type === "dragover");
  };

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the button in it does the same
    <div
      class={over ? "nbb-drop nbb-over" : "nbb-drop"}
      onDragOver={track}
      onDragLeave={track}
      onDrop={(event) => {
        track(event);
        take(event.dataTransfer?.files);
      }}
      onPaste={(event) => paste && take(event.clipboardData?.files, event)}
    >
      {upload.progress !== null ? (
        <UploadProgress upload={upload} />
      ) : (
        <button type="button" class="nbb-drop-face" id={id} onClick={() => input.current?.click()}>
          <UploadIcon />
          <span class="nbb-unseen">{name}: </span>
          {text ? <Text text={text} /> : <span>Drop {what} here, or click</span>}
        </button>
      )}
      <input
        ref={input}
        type="file"
        class="nbb-unseen"
        tabIndex={-1}
        aria-hidden="true"
        accept={accept}
        multiple={multiple}
        onChange={(event) => {
          take(event.currentTarget.files);
          event.currentTarget.value = "";
        }}
      />
      <Trouble text={upload.error} />
    </div>
  );
}
