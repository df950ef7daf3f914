/** A microphone whose sound goes to the kernel piece by piece while it is on. */

import { useEffect } from "preact/hooks";
import { Trouble } from "./drop_zone";
import type { Transfer } from "./files";
import { Microphone as Icon } from "./icons";
import { clock, invitation, useLive, useSeconds } from "./live";
import { openMicrophone } from "./microphone";
import { RecorderBar, type RecorderEvent } from "./recorder_bar";

interface Props {
  id: string;
  /** Whether the kernel wants it on. */
  recording: boolean;
  /** Seconds between two pieces, and after which it ends. */
  every: number;
  limit: number | null;
  transfer: Transfer;
  onEvent: (event: RecorderEvent) => void;
}

export function LiveMicrophone({ id, recording, every, limit, transfer, onEvent }: Props) {
  const { source, busy, trouble, limited, start, stop } = useLive({
    device: "microphone",
    name: "piece.wav",
    every,
    limit,
    transfer,
    open: openMicrophone,
    onStart: () => onEvent("start_recording"),
    onEnd: () => onEvent("stop_recording"),
  });
  const seconds = useSeconds(source !== null);
  useEffect(() => {
    if (recording) start();
    else stop();
  }, [recording]);

  if (!source) {
    return (
      <div class="nbb-drop">
        <button type="button" class="nbb-drop-face" id={id} disabled={busy} onClick={start}>
          <Icon />
          <span>{invitation("Record", limited)}</span>
        </button>
        <Trouble text={trouble} />
      </div>
    );
  }
  return <RecorderBar id={id} clock={clock(seconds, limit)} level={source.level()} onStop={stop} />;
}
