/** Files in components: the address of a value, and an upload under way. */

import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { addressOf, type FileValue, isLoadable, Transfer } from "./files";
import type { Link } from "./link";

/** The transfer of a view, one as long as it lives. */
export function useTransfer(link: Pick<Link<unknown>, "send" | "onMessage" | "onBack">): Transfer {
  return useMemo(() => new Transfer(link), []);
}

export interface Loaded {
  /** Where the page finds the file; the one before stays until the next is there. */
  url: string | null;
  blob: Blob | null;
  /** What part of it is here, while it comes. */
  progress: number | null;
  error: string | null;
}

const NOTHING: Loaded = { url: null, blob: null, progress: null, error: null };

/** Loads the file of a value, and lets go of it when another takes its place. */
export function useFile(value: FileValue | null, transfer: Transfer): Loaded {
  const [loaded, setLoaded] = useState(NOTHING);

  useEffect(() => {
    if (!value) return setLoaded(NOTHING);
    if (value.error) return setLoaded({ ...NOTHING, error: value.error });
    if (value.url) return setLoaded(isLoadable(value.url) ? { ...NOTHING, url: value.url } : NOTHING);
    const end = new AbortController();
    const onProgress = (progress: number) => setLoaded((before) => ({ ...before, progress }));
    const load = async () => {
      const blob = await transfer.download(value, { signal: end.signal, onProgress });
      const url = await addressOf(blob);
      if (end.signal.aborted) URL.revokeObjectURL(url);
      else setLoaded({ ...NOTHING, url, blob });
    };
    load().catch((error: Error) => end.signal.aborted || setLoaded({ ...NOTHING, error: error.message }));
    return () => {
      end.abort();
      transfer.forget(value.id);
    };
  }, [value?.id]);

  useEffect(() => {
    const { url } = loaded;
    return () => {
      if (url?.startsWith("blob:")) URL.revokeObjectURL(url);
    };
  }, [loaded.url]);

  return loaded;
}

export interface Upload {
  /** What part of the upload is done, while there is one. */
  progress: number | null;
  name: string;
  error: string | null;
  start(file: Blob, name: string): Promise<FileValue | null>;
  cancel(): void;
}

/** An upload, one at a time; a new one ends the one before. */
export function useUpload(transfer: Transfer): Upload {
  const [state, setState] = useState({ progress: null as number | null, name: "", error: null as string | null });
  const end = useRef(new AbortController());
  useEffect(() => () => end.current.abort(), []);

  async function start(file: Blob, name: string): Promise<FileValue | null> {
    end.current.abort();
    end.current = new AbortController();
    const { signal } = end.current;
    const show = (progress: number | null, error: string | null = null) =>
      signal.aborted || setState({ progress, name, error });
    show(0);
    try {
      const value = await transfer.upload(file, name, { signal, onProgress: show });
      show(null);
      return value;
    } catch (error) {
      show(null, (error as Error).message);
      return null;
    }
  }

  function cancel() {
    end.current.abort();
    setState({ progress: null, name: "", error: null });
  }

  return { ...state, start, cancel };
}
