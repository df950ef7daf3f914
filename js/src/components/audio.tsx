import { useState } from "preact/hooks";
import { component, type Props } from "../lib/component";
import { DropZone, Trouble, UploadProgress } from "../lib/drop_zone";
import type { FileValue } from "../lib/files";
import { Microphone, Note, Scissors, Upload as UploadIcon } from "../lib/icons";
import { ClearTool, DownloadTool, type Source, SourceBar, Tool } from "../lib/media";
import { Player } from "../lib/player";
import { Recorder } from "../lib/recorder";
import { Trimmer } from "../lib/trimmer";
import { type Loaded, type Upload, useFile, useTransfer, useUpload } from "../lib/use_files";
import { decode, toWav } from "../lib/wav";
import type { AudioTraits } from "../traits";
import "./audio.css";

/** As they come on the wire: the page converts what Python cannot read here. */
type Traits = AudioTraits & { _convert: boolean };

const SOURCES: Source[] = [
  { name: "upload", title: "Upload a file", Icon: UploadIcon },
  { name: "microphone", title: "Use the microphone", Icon: Microphone },
];
const RATE = 44_100;
/** Bytes of a file that the page converts; a longer one would take its memory. */
const MOST = 60_000_000;

type Parts = Props<Traits> & { upload: Upload; take: (sound: Blob, name: string) => Promise<FileValue | null> };

/** A file as Python can read it: as it is, or as WAV. */
async function readable(file: File, convert: boolean): Promise<[Blob, string]> {
  if (!convert || /wav/.test(file.type) || file.size > MOST) return [file, file.name];
  try {
    return [toWav(await decode(file, RATE)), file.name.replace(/\.\w+$|$/, ".wav")];
  } catch {
    return [file, file.name];
  }
}

function Heard({ traits, emit, name, loaded, upload, take }: Parts & { loaded: Loaded }) {
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
      <Trouble text={loaded.error ?? upload.error} />
    </div>
  );
}

/** Where a visitor takes a sound from. */
function Taken({ traits, emit, id, name, upload, take }: Parts) {
  const wanted = traits.sources ?? (traits.streaming ? ["microphone"] : ["upload", "microphone"]);
  const sources = SOURCES.filter((source) => wanted.includes(source.name as "upload"));
  const [chosen, setChosen] = useState(wanted[0] ?? "upload");

  async function bring(file: File) {
    const value = await take(...(await readable(file, traits._convert)));
    if (value) emit("upload");
  }

  if (chosen === "microphone") {
    return (
      <>
        {upload.progress !== null ? (
          <UploadProgress upload={upload} />
        ) : (
          <Recorder
            id={id}
            disabled={false}
            start={traits.recording}
            onEvent={(event) => emit(event)}
            onRecorded={(sound) => take(sound, "recording.wav")}
          />
        )}
        <Trouble text={upload.error} />
        <SourceBar sources={sources} chosen={chosen} onChoose={(source) => setChosen(source as "upload")} />
      </>
    );
  }
  return (
    <>
      <DropZone
        id={id}
        name={name}
        what="a sound"
        accept="audio/*,video/*"
        disabled={false}
        upload={upload}
        onFiles={([file]) => file && bring(file)}
      />
      <SourceBar sources={sources} chosen={chosen} onChoose={(source) => setChosen(source as "microphone")} />
    </>
  );
}

function AudioView(props: Props<Traits>) {
  const { traits, emit } = props;
  const transfer = useTransfer(props);
  const upload = useUpload(transfer);
  const loaded = useFile(traits.value, transfer);

  async function take(sound: Blob, name: string) {
    const value = await upload.start(sound, name);
    if (value) emit("input", { value });
    return value;
  }

  const parts = { ...props, upload, take };
  return (
    <div class="nbb-media">
      {traits.value ? (
        <Heard {...parts} loaded={loaded} />
      ) : traits._interactive ? (
        <Taken {...parts} />
      ) : (
        <div class="nbb-nothing">
          <Note />
        </div>
      )}
    </div>
  );
}

export const audio = component<Traits>("group", AudioView);
