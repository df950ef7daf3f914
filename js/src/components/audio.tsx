import { useState } from "preact/hooks";
import { component, type Props } from "../lib/component";
import { Trouble, UploadProgress } from "../lib/drop_zone";
import { Note, Scissors } from "../lib/icons";
import { ClearTool, Coming, DownloadTool, Tool } from "../lib/media";
import { Player } from "../lib/player";
import { TakeSound } from "../lib/take_sound";
import { Trimmer } from "../lib/trimmer";
import { type Loaded, type Upload, useFile, useTransfer, useUpload } from "../lib/use_files";
import { decode, toWav } from "../lib/wav";
import type { AudioTraits } from "../traits";
import "./audio.css";

/** As they come on the wire: the page converts what Python cannot read here. */
type Traits = AudioTraits & { _convert: boolean };

const RATE = 44_100;

interface HeardProps extends Props<Traits> {
  loaded: Loaded;
  upload: Upload;
  take: (sound: Blob, name: string) => Promise<void>;
}

function Heard({ traits, emit, name, loaded, upload, take }: HeardProps) {
  const [cutting, setCutting] = useState(0);
  const { value, waveform_options: options, _interactive: interactive } = traits;
  if (!value) return null;
  const { blob } = loaded;

  function clear() {
    emit("clear", { value: null });
    emit("input");
  }

  async function cut(from: number, to: number) {
    setCutting(0);
    if (!blob || !value) return;
    const sound = await decode(blob, options?.sample_rate ?? RATE);
    await take(toWav(sound, from, to), value.name.replace(/\.\w+$|$/, ".wav"));
  }

  const startCut = async () => blob && setCutting((await decode(blob, 8000)).duration);
  return (
    <div class="nbb-sound">
      <div class="nbb-sound-tools">
        {interactive && traits.editable && blob && (
          <Tool name="Cut" onClick={startCut}>
            <Scissors />
          </Tool>
        )}
        {(traits.buttons ?? ["download"]).includes("download") && <DownloadTool value={value} loaded={loaded} />}
        {interactive && <ClearTool onClick={clear} />}
      </div>
      <Player
        name={name}
        loaded={loaded}
        autoplay={traits.autoplay}
        loop={traits.loop}
        options={options}
        subtitles={traits.subtitles}
        position={traits.playback_position}
        onEvent={(event, playback_position) => emit(event, { playback_position })}
      >
        {cutting > 0 && (
          <Trimmer length={cutting} color={options?.trim_region_color} onCut={cut} onCancel={() => setCutting(0)} />
        )}
      </Player>
      {upload.progress !== null && <UploadProgress upload={upload} />}
      <Trouble text={upload.error} />
      <Coming value={value} loaded={loaded} />
    </div>
  );
}

function AudioView(props: Props<Traits>) {
  const { traits, emit, id, name } = props;
  const transfer = useTransfer(props);
  const upload = useUpload(transfer);
  const loaded = useFile(traits.value, transfer);

  async function take(sound: Blob, title: string, event: "upload" | null = null) {
    const value = await upload.start(sound, title);
    if (!value) return;
    emit("input", { value });
    if (event) emit(event);
  }

  return (
    <div class="nbb-media">
      {traits.value ? (
        <Heard {...props} upload={upload} take={take} loaded={loaded} />
      ) : traits._interactive ? (
        <TakeSound
          id={id}
          name={name}
          wanted={traits.sources ?? (traits.streaming ? ["microphone"] : ["upload", "microphone"])}
          recording={traits.recording}
          convert={traits._convert}
          upload={upload}
          onEvent={emit}
          onSound={take}
        />
      ) : (
        <div class="nbb-nothing">
          <Note />
        </div>
      )}
    </div>
  );
}

export const audio = component<Traits>("group", AudioView);
