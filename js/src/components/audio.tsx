import { component, type Props } from "../lib/component";
import { Trouble, UploadProgress } from "../lib/drop_zone";
import type { FileValue } from "../lib/files";
import { Note, Scissors } from "../lib/icons";
import { ClearTool, Coming, DownloadTool, Tool } from "../lib/media";
import type { PlaybackEvent } from "../lib/playback";
import { Player } from "../lib/player";
import type { RecorderEvent } from "../lib/recorder_bar";
import { StreamPlayer, useStreamed } from "../lib/stream_player";
import { TakeSound } from "../lib/take_sound";
import { Trimmer, useCut } from "../lib/trimmer";
import { type Loaded, type Upload, useFile, useTransfer, useUpload } from "../lib/use_files";
import type { AudioTraits } from "../traits";
import "./audio.css";

/** As they come on the wire: the page converts what Python cannot read here, and streams as handlers want it. */
type Traits = AudioTraits & { _convert: boolean; _stream_every: number; _time_limit: number | null };

const RATE = 44_100;

interface HeardProps extends Props<Traits> {
  value: FileValue;
  loaded: Loaded;
  upload: Upload;
  /** The id of a sound that need not play by itself any more. */
  heard: string | null;
  play: (event: PlaybackEvent, position: number) => void;
  take: (sound: Blob, name: string) => Promise<void>;
}

function Heard({ traits, emit, name, value, loaded, upload, heard, play, take }: HeardProps) {
  const { waveform_options: options, _interactive: interactive } = traits;
  const cut = useCut(loaded.blob, value.name, options?.sample_rate ?? RATE, take);
  return (
    <div class="nbb-sound">
      <div class="nbb-sound-tools">
        {interactive && traits.editable && loaded.blob && (
          <Tool name="Cut" onClick={cut.begin}>
            <Scissors />
          </Tool>
        )}
        {(traits.buttons ?? ["download"]).includes("download") && <DownloadTool value={value} loaded={loaded} />}
        {interactive && <ClearTool emit={emit} />}
      </div>
      <Player
        name={name}
        loaded={loaded}
        autoplay={traits.autoplay && value.id !== heard}
        loop={traits.loop}
        options={options}
        subtitles={traits.subtitles}
        position={traits.playback_position}
        onEvent={play}
      >
        {cut.length > 0 && (
          <Trimmer length={cut.length} color={options?.trim_region_color} onCut={cut.finish} onCancel={cut.cancel} />
        )}
      </Player>
      {upload.progress !== null && <UploadProgress upload={upload} />}
      <Trouble text={upload.error ?? cut.trouble} />
      <Coming value={value} loaded={loaded} />
    </div>
  );
}

function AudioView(props: Props<Traits>) {
  const { traits, emit, id, name } = props;
  const transfer = useTransfer(props);
  const upload = useUpload(transfer);
  const loaded = useFile(traits.value, transfer);
  const play = (event: PlaybackEvent, playback_position: number) => emit(event, { playback_position });
  const { line, state, heard } = useStreamed(props, transfer, play);

  /** Without a handler of its pieces a recording is as good as a whole. */
  const streams = traits.streaming && traits._events.includes("stream");
  const sources = traits.sources ?? (streams ? ["microphone"] : ["upload", "microphone"]);
  const onlyLive = streams && traits._interactive && sources.join() === "microphone";
  const recording = traits.recording && traits._interactive && sources.includes("microphone");
  const live = { every: traits._stream_every, limit: traits._time_limit, transfer };

  async function take(sound: Blob | null, title: string, event: "upload" | "stop_recording" | null = null) {
    // At once: a recorder that is shown again after an upload would go on.
    if (event === "stop_recording") emit(null, { recording: false });
    const value = sound && (await upload.start(sound, title));
    if (event === "stop_recording") {
      // Its handlers read what was recorded.
      emit(event, value ? { value } : {});
      emit("input");
    } else if (value) {
      emit("input", { value });
      if (event) emit(event);
    }
  }

  function note(event: RecorderEvent) {
    if (event === "pause_recording") return emit(event);
    emit(event, { recording: event === "start_recording" });
    if (event === "stop_recording") emit("input");
  }

  return (
    <div class="nbb-media">
      {line && state ? (
        <StreamPlayer line={line} state={state} onEvent={play} />
      ) : traits.value && !recording && !onlyLive ? (
        <Heard {...props} value={traits.value} loaded={loaded} upload={upload} heard={heard} play={play} take={take} />
      ) : traits._interactive ? (
        <TakeSound
          id={id}
          name={name}
          wanted={sources}
          recording={traits.recording}
          live={streams ? live : null}
          convert={traits._convert}
          upload={upload}
          onEvent={note}
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
