/**
 * CD-TEXT (IEC 61866, MMC annex J): titles and names in packs of 18 bytes, twelve of them text, each with its checksum.
 * One language, ISO 8859-1.
 */

const PACK_BYTES = 18;
const TEXT_BYTES = 12;
/** A block counts its packs in one byte. */
const MOST_PACKS = 255;
const PackType = { title: 0x80, performer: 0x81, songwriter: 0x82, codes: 0x8e, size: 0x8f } as const;

export interface DiscText {
  title: string;
  artist: string;
  upc: string;
  songs: readonly { title: string; artist: string; composer: string; isrc: string }[];
}

/** Null where there is nothing to say, or more than a disc can hold. */
export function cdText({ title, artist, upc, songs }: DiscText): Uint8Array | null {
  const groups: [number, string[]][] = [
    [PackType.title, [title, ...songs.map((song) => song.title)]],
    [PackType.performer, [artist, ...songs.map((song) => song.artist || artist)]],
    [PackType.songwriter, ['', ...songs.map((song) => song.composer)]],
    [PackType.codes, [upc, ...songs.map((song) => song.isrc)]],
  ];
  const said = groups.filter(([, texts]) => texts.some((text) => text !== ''));
  if (said.length === 0) return null;
  const packs: Uint8Array[] = [];
  const counts = new Uint8Array(16);
  for (const [type, texts] of said) {
    const made = packsOf(type, texts, packs.length);
    counts[type - 0x80] = made.length;
    packs.push(...made);
  }
  counts[PackType.size - 0x80] = 3;
  if (packs.length + 3 > MOST_PACKS) return null;
  packs.push(...sizePacks(counts, songs.length, packs.length));
  const all = new Uint8Array(packs.length * PACK_BYTES);
  packs.forEach((pack, i) => {
    all.set(pack, i * PACK_BYTES);
  });
  return all;
}

/** One text after another, each with a zero behind it; a pack says whose text it begins with, and how far into it. */
function packsOf(type: number, texts: readonly string[], firstNumber: number): Uint8Array[] {
  const bytes: number[] = [];
  const places: { track: number; position: number }[] = [];
  texts.forEach((text, track) => {
    const latin = [...text].map((letter) => (letter.charCodeAt(0) < 256 ? letter.charCodeAt(0) : 0x3f));
    [...latin, 0].forEach((byte, position) => {
      bytes.push(byte);
      places.push({ track, position: Math.min(15, position) });
    });
  });
  const packs: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += TEXT_BYTES) {
    const { track, position } = places[at]!;
    packs.push(pack(type, track, firstNumber + packs.length, position, bytes.slice(at, at + TEXT_BYTES)));
  }
  return packs;
}

/** Three packs that say how many there are of each kind, in one language, English. */
function sizePacks(counts: Uint8Array, songs: number, firstNumber: number): Uint8Array[] {
  const language = 0x09;
  const last = firstNumber + 2;
  const bytes = [0, 1, songs, 0, ...counts, last, 0, 0, 0, 0, 0, 0, 0, language, 0, 0, 0, 0, 0, 0, 0];
  return [0, 1, 2].map((i) =>
    pack(PackType.size, i, firstNumber + i, 0, bytes.slice(i * TEXT_BYTES, (i + 1) * TEXT_BYTES)),
  );
}

function pack(
  type: number,
  track: number,
  number: number,
  position: number,
  text: readonly number[],
): Uint8Array {
  const bytes = new Uint8Array(PACK_BYTES);
  bytes.set([type, track, number, position]);
  bytes.set(text, 4);
  const crc = crc16(bytes.subarray(0, PACK_BYTES - 2)) ^ 0xffff;
  bytes.set([crc >> 8, crc & 0xff], PACK_BYTES - 2);
  return bytes;
}

/** CRC-16 of CCITT: x^16 + x^12 + x^5 + 1, from 0. */
export function crc16(bytes: Uint8Array): number {
  let crc = 0;
  for (const byte of bytes) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit++)
      crc = crc & 0x8000 ? ((crc << 1) ^ 0x1021) & 0xffff : (crc << 1) & 0xffff;
  }
  return crc;
}
