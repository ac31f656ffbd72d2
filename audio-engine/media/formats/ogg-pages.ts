/** The pages of an Ogg file (RFC 3533), read one after the other; damaged stretches are passed over. */
import type { DiskFile } from '../disk.ts';

export interface OggPage {
  serial: number;
  /** Position of the codec at the page's end; -1 where no packet ends in it. */
  granule: number;
  /** The stream ends with this page. */
  last: boolean;
  body: Uint8Array;
}

const HEADER_BYTES = 27;
/** 27 + 255 + 255 * 255 */
const LONGEST_PAGE_BYTES = 65_307;

function pageAt(bytes: Uint8Array, at: number): { page: OggPage; bytes: number } | undefined {
  if (bytes[at] !== 0x4f || bytes[at + 1] !== 0x67 || bytes[at + 2] !== 0x67 || bytes[at + 3] !== 0x53)
    return undefined;
  if (at + HEADER_BYTES > bytes.length || bytes[at + 4] !== 0) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const segments = bytes[at + 26]!;
  const bodyStart = at + HEADER_BYTES + segments;
  let bodyBytes = 0;
  for (let i = at + HEADER_BYTES; i < bodyStart; i++) bodyBytes += bytes[i] ?? 0;
  if (bodyStart + bodyBytes > bytes.length) return undefined;
  const granule = view.getBigInt64(at + 6, true);
  const page = {
    serial: view.getUint32(at + 14, true),
    last: (bytes[at + 5]! & 4) !== 0,
    granule: granule < 0n || granule > 1n << 48n ? -1 : Number(granule),
    body: bytes.slice(bodyStart, bodyStart + bodyBytes),
  };
  return { page, bytes: bodyStart + bodyBytes - at };
}

export function* oggPages(file: DiskFile, start: number): Generator<OggPage, void> {
  const window = new Uint8Array(1 << 18);
  let position = start;
  for (;;) {
    const got = file.read(window, position);
    const bytes = window.subarray(0, got);
    const atEnd = got < window.length;
    let at = 0;
    while (at + HEADER_BYTES <= got && (atEnd || at + LONGEST_PAGE_BYTES <= got)) {
      const found = pageAt(bytes, at);
      if (found) yield found.page;
      at += found?.bytes ?? 1;
    }
    if (atEnd) return;
    position += at;
  }
}

export interface OggEnd {
  /** The last position that the stream's pages tell; null where none does. */
  granule: number | null;
  /** False where the page that ends the stream is missing. */
  finished: boolean;
}

/** Looked for from the file's end. */
export function oggEnd(file: DiskFile, serial: number): OggEnd {
  for (let span = 1 << 17; ; span *= 8) {
    const start = Math.max(0, file.sizeBytes - Math.min(span, 1 << 23));
    const end: OggEnd = { granule: null, finished: false };
    for (const page of oggPages(file, start)) {
      if (page.serial !== serial) continue;
      if (page.granule >= 0) end.granule = page.granule;
      end.finished = page.last;
    }
    if (end.granule !== null || start === 0 || span >= 1 << 23) return end;
  }
}
