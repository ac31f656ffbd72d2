/** Walks the chunks of a RIFF, RIFX, RF64 or BW64 file, past the faults that real files have. */
import type { DiskFile } from './disk.ts';

export interface RiffChunk {
  id: string;
  /** As the file says, of a wide file's sound from `ds64`; it may be more than there is. */
  bytes: number;
  /** Where what it holds begins. */
  body: number;
  /** Its first bytes from its name on, and how many of them are the file's. */
  head: DataView;
  headBytes: number;
  /** A chunk before this one lacked its pad byte. */
  loosePadding: boolean;
}

export const UNKNOWN_BYTES = 0xffffffff;
/** More chunks than any program writes: a damaged file must not keep us busy. */
const MAX_CHUNKS = 4096;

export const fourCc = (bytes: Uint8Array, at: number): string =>
  String.fromCharCode(bytes[at]!, bytes[at + 1]!, bytes[at + 2]!, bytes[at + 3]!);
/** A chunk name is four printable characters. */
export const plausibleName = (bytes: Uint8Array): boolean =>
  bytes.subarray(0, 4).every((byte) => byte >= 32 && byte < 127);

export interface RiffKind {
  bigEndian: boolean;
  /** Lengths of more than 32 bits stand in `ds64` (EBU Tech 3306). */
  wide: boolean;
}

/** What the first four bytes say. */
export function riffKind(head: Uint8Array): RiffKind {
  const name = fourCc(head, 0);
  return { bigEndian: name === 'RIFX', wide: name === 'RF64' || name === 'BW64' };
}

/** `head` of one chunk holds until the next is asked for. */
export function* riffChunks(file: DiskFile, { bigEndian, wide }: RiffKind): Generator<RiffChunk> {
  const head = new Uint8Array(64);
  const view = new DataView(head.buffer);
  let wideDataBytes = UNKNOWN_BYTES;
  let position = 12;
  let loosePadding = false;
  for (let count = 0; count < MAX_CHUNKS && position + 8 <= file.sizeBytes; count++) {
    const headBytes = file.read(head, position);
    const id = fourCc(head, 0);
    const said = view.getUint32(4, !bigEndian);
    if (id === 'ds64' && headBytes >= 24) wideDataBytes = Number(view.getBigUint64(16, true));
    const bytes = id === 'data' && wide && said === UNKNOWN_BYTES ? wideDataBytes : said;
    const body = position + 8;
    yield { id, bytes, body, head: view, headBytes, loosePadding };
    position = body + bytes;
    if (bytes % 2 === 1) {
      // Chunks are padded to even lengths; some programs forget it, and then the next name stands right here.
      const next = new Uint8Array(5);
      const there = file.read(next, position);
      if (there === 5 && plausibleName(next) && !plausibleName(next.subarray(1))) loosePadding = true;
      else position += 1;
    }
  }
}
