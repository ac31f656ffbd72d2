/** When the last edit reached the disk, in words that a glance understands. */
import { useEffect, useState } from 'react';
import { frameWords } from '../../audio-engine/words/views.ts';
import { useReplica, useStatus } from '../state/index.ts';

export function SavedTime() {
  const { onDiskAtMs, readOnly, pending, edited } = useReplica((r) => ({
    onDiskAtMs: r.onDiskAtMs,
    readOnly: r.readOnly,
    pending: r.pending.length > 0,
    edited: r.undoName !== null,
  }));
  const connected = useStatus((s) => s.connected);
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  const text = !connected
    ? frameWords.disconnected
    : readOnly
      ? frameWords.readOnly
      : pending
        ? frameWords.saving
        : frameWords.saved(onDiskAtMs === null ? null : Math.max(0, nowMs - onDiskAtMs), edited);
  return (
    <span
      className="saved"
      data-bad={!connected || undefined}
      data-warn={readOnly ? true : undefined}
      data-help={readOnly ?? frameWords.savedHelp}
      data-help-name={text}
    >
      {text}
    </span>
  );
}
