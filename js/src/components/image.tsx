import { useRef, useState } from "preact/hooks";
import { component, type Props } from "../lib/component";
import { Trouble } from "../lib/drop_zone";
import type { FileValue } from "../lib/files";
import { Expand, Picture as PictureIcon } from "../lib/icons";
import { ClearTool, Coming, cssLength, DownloadTool, Tool } from "../lib/media";
import { TakePicture } from "../lib/take_picture";
import { type Loaded, useFile, useTransfer, useUpload } from "../lib/use_files";
import type { ImageTraits } from "../traits";
import "./image.css";

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
        {traits._interactive && <ClearTool emit={emit} />}
      </div>
      {url && url === broken && <Trouble text={`This browser cannot show ${value.name}.`} />}
      {url && url !== broken && (
        // biome-ignore lint/a11y/useKeyWithClickEvents: a pixel is picked with a pointer
        <img
          class={wants("select") ? "nbb-picked" : ""}
          src={url}
          alt={traits.alt_text ?? name}
          draggable={false}
          onClick={pick}
          onError={() => setBroken(url)}
        />
      )}
      <Coming value={value} loaded={loaded} />
    </div>
  );
}

/** As they come on the wire: how the handlers of a stream want it. */
type Traits = ImageTraits & { _stream_every: number; _time_limit: number | null };

function ImageView(props: Props<Traits>) {
  const { traits, emit, id, name } = props;
  const transfer = useTransfer(props);
  const upload = useUpload(transfer);
  const loaded = useFile(traits.value, transfer);
  const size = { height: cssLength(traits.height), width: cssLength(traits.width) };
  /** Without a handler of its pictures there is one to take. */
  const streams = traits.streaming && traits._events.includes("stream");
  const sources = traits.sources ?? (traits.streaming ? ["webcam"] : ["upload", "webcam", "clipboard"]);
  /** What was shown when the camera was turned on, while it is on. */
  const [before, setBefore] = useState<{ id?: string } | null>(null);
  const onlyLive = streams && traits._interactive && sources.join() === "webcam";
  const live = {
    every: traits._stream_every,
    limit: traits._time_limit,
    shown: before && traits.value?.id !== before.id ? loaded.url : null,
    transfer,
    onLive: (on: boolean) => setBefore(on ? { id: traits.value?.id } : null),
  };

  function take(value: FileValue, event: "upload" | null) {
    emit("input", { value });
    if (event) emit(event);
  }

  return (
    <div class={traits.height === null ? "nbb-media" : "nbb-media nbb-sized"} style={size}>
      {traits.value && !before && !onlyLive ? (
        <Shown {...props} loaded={loaded} />
      ) : traits._interactive ? (
        <TakePicture
          id={id}
          name={name}
          wanted={sources}
          webcam={traits.webcam_options}
          live={streams ? live : null}
          text={traits.placeholder}
          upload={upload}
          onTaken={take}
        />
      ) : (
        <div class="nbb-nothing">
          <PictureIcon />
        </div>
      )}
    </div>
  );
}

export const image = component<Traits>("group", ImageView);
