/**
 * When the sound of a WAV begins, by what a recorder or a workstation wrote into it: the broadcast extension (EBU
 * Tech 3285), or the iXML chunk where there is none. For most files nothing says it.
 */
import { DiskFile } from './disk.ts';
import { ixmlStart } from './ixml.ts';
import { riffChunks, riffKind } from './riff-chunks.ts';
import { looksLikeWav } from './wav-header.ts';

/** Where `bext` has the first sample since midnight, from the chunk's name on. */
const TIME_REFERENCE_AT = 8 + 338;
/** Longer text is no iXML that anything wrote for a song. */
const LONGEST_IXML_BYTES = 1 << 20;
/** No file begins later: a day at the highest rate there is. */
const LONGEST_SECONDS = 24 * 3600;

/** In seconds since midnight, or since a session's start; null where the file does not say, or says nonsense. */
export function recordedStartSeconds(path: string, sampleRate: number): number | null {
  const file = DiskFile.open(path);
  try {
    const head = new Uint8Array(12);
    if (file.read(head, 0) < 12 || !looksLikeWav(head)) return null;
    let ixml: number | null = null;
    for (const { id, bytes, body } of riffChunks(file, riffKind(head))) {
      if (id === 'bext') {
        const field = new Uint8Array(8);
        if (bytes < TIME_REFERENCE_AT || file.read(field, body - 8 + TIME_REFERENCE_AT) < 8) continue;
        const said = sane(Number(new DataView(field.buffer).getBigUint64(0, true)) / sampleRate);
        if (said !== null) return said;
      }
      if (id === 'iXML' && bytes <= LONGEST_IXML_BYTES) {
        const text = new Uint8Array(bytes);
        const start = ixmlStart(new TextDecoder().decode(text.subarray(0, file.read(text, body))));
        if (start) ixml ??= sane(start.samples / (start.sampleRate || sampleRate));
      }
    }
    return ixml;
  } finally {
    file.close();
  }
}

const sane = (seconds: number): number | null =>
  Number.isFinite(seconds) && seconds >= 0 && seconds < LONGEST_SECONDS ? seconds : null;
