import { useRef, useState } from "preact/hooks";
import { component, type Props } from "../lib/component";
import { DropZone, Trouble, UploadProgress } from "../lib/drop_zone";
import { Camera, Clipboard, Expand, Picture as PictureIcon, Upload as UploadIcon } from "../lib/icons";
import { ClearTool, cssLength, DownloadTool, type Source, SourceBar, Tool } from "../lib/media";
import { type Loaded, useFile, useTransfer, useUpload } from "../lib/use_files";
import { Webcam } from "../lib/webcam";
import type { ImageTraits } from "../traits";
import "./image.css";

const SOURCES: Source[] = [
  { name: "upload", title: "Upload a file", Icon: UploadIcon },
  { name: "webcam", title: "Use the camera", Icon: Camera },
  { name: "clipboard", title: "Paste from the clipboard", Icon: Clipboard },
];

/** The pixel of a picture that a click hit, whatever size it is shown in. */
function pixelAt(image: HTMLImageElement, event: MouseEvent): [number, number] | null {
  const box = image.getBoundingClientRect();
  const { naturalWidth: width, naturalHeight: height } = image;
  const scale = Math.min(box.width / width, box.height / height);
  const x = Math.floor((event.clientX - box.left - (box.width - width * scale) / 2) / scale);
  const y = Math.floor((event.clientY - box.top - (box.height - height * scale) / 2) / scale);
  return x >= 0 && y >= 0 && x < width && y < height ? [x, y] : null;
}

function Shown({ traits, emit, wants, name, loaded }: Props<ImageTraits> & { loaded: Loaded }) {
  const whole = useRef<HTMLDivElement>(null);
  const [broken, setBroken] = useState<string | null>(null);
  const value = traits.value;
  if (!value) return null;
  const buttons = traits.buttons ?? ["download", "fullscreen"];
  const url = loaded.url;

  function pick(event: MouseEvent) {
    const index = pixelAt(event.currentTarget as HTMLImageElement, event);
    if (index) emit("select", {}, { index, value: null });
  }

  function clear() {
    emit("clear", { value: null });
    emit("input");
  }

  function fill() {
    if (document.fullscreenElement) document.exitFullscreen();
    else whole.current?.requestFullscreen();
  }

  return (
    <div class="nbb-picture" ref={whole}>
      <div class="nbb-tools">
        {buttons.includes("download") && <DownloadTool value={value} loaded={loaded} />}
        {buttons.includes("fullscreen") && (
          <Tool name="Fill the screen" onClick={fill}>
            <Expand />
          </Tool>
        )}
        {traits._interactive && <ClearTool onClick={clear} />}
      </div>
      {url && url !== broken ? (
        // biome-ignore lint/a11y/useKeyWithClickEvents: a pixel is picked with a pointer
        <img
          class={wants("select") ? "nbb-picked" : ""}
          src={url}
          alt={traits.alt_text ?? name}
          draggable={false}
          onClick={pick}
          onError={() => setBroken(url)}
        />
      ) : (
        <Trouble text={loaded.error ?? (broken && `This browser cannot show ${value.name}.`)} />
      )}
      {loaded.progress !== null && <progress aria-label={`Loading ${value.name}`} value={loaded.progress} max={1} />}
    </div>
  );
}

/** Where a visitor takes a picture from. */
function Taken({ traits, emit, id, name, upload }: Props<ImageTraits> & { upload: ReturnType<typeof useUpload> }) {
  const wanted = traits.sources ?? (traits.streaming ? ["webcam"] : ["upload", "webcam", "clipboard"]);
  const sources = SOURCES.filter((source) => wanted.includes(source.name as "upload"));
  const [chosen, setChosen] = useState(sources[0]?.name ?? "upload");
  const [trouble, setTrouble] = useState<string | null>(null);

  async function take(file: Blob, title: string, event: "upload" | null) {
    setTrouble(null);
    const value = await upload.start(file, title);
    if (!value) return;
    emit("input", { value });
    if (event) emit(event);
  }

  async function paste() {
    try {
      for (const item of await navigator.clipboard.read()) {
        const type = item.types.find((type) => type.startsWith("image/"));
        if (type) return take(await item.getType(type), `pasted.${type.slice(6).replace(/\+.*/, "")}`, "upload");
      }
      setTrouble("There is no picture in the clipboard.");
    } catch {
      setTrouble("The browser may not read the clipboard; paste with the keyboard.");
    }
  }

  const choose = (source: string) => (source === "clipboard" ? paste() : setChosen(source));
  return (
    <>
      {chosen === "webcam" && upload.progress === null ? (
        <Webcam
          id={id}
          options={traits.webcam_options}
          disabled={false}
          onPhoto={(photo) => take(photo, "photo.png", null)}
        />
      ) : chosen === "webcam" ? (
        <UploadProgress upload={upload} />
      ) : (
        <DropZone
          id={id}
          name={name}
          what="an image"
          accept="image/*"
          disabled={false}
          paste={wanted.includes("clipboard")}
          text={traits.placeholder}
          upload={upload}
          onFiles={([file]) => file && take(file, file.name, "upload")}
        />
      )}
      <Trouble text={trouble} />
      <SourceBar sources={sources} chosen={chosen} onChoose={choose} />
    </>
  );
}

function ImageView(props: Props<ImageTraits>) {
  const { traits } = props;
  const transfer = useTransfer(props);
  const upload = useUpload(transfer);
  const loaded = useFile(traits.value, transfer);
  const size = { height: cssLength(traits.height), width: cssLength(traits.width) };
  return (
    <div class="nbb-media" style={size}>
      {traits.value ? (
        <Shown {...props} loaded={loaded} />
      ) : traits._interactive ? (
        <Taken {...props} upload={upload} />
      ) : (
        <div class="nbb-nothing">
          <PictureIcon />
        </div>
      )}
    </div>
  );
}

export const image = component<ImageTraits>("group", ImageView);
