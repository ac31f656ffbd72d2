/** Pictures for releases: what kind, how large, how deep, from their own headers; and what is wrong with one. */
import { readFileSync, statSync } from 'node:fs';
import type { ArtworkReport, DeliverySet } from '../protocol/index.ts';
import { deliveryWords, ThresholdError } from '../words/index.ts';
import type { Artwork } from './tags/index.ts';

/** Larger than any service takes. */
const MOST_BYTES = 40 << 20;
/** Below this a picture is not sharp on today's screens. */
const USUAL_LEAST_PIXELS = 1400;

interface Picture {
  kind: 'jpeg' | 'png';
  width: number;
  height: number;
  bitsPerPixel: number;
}

/** Null for what is no JPEG or PNG. */
export function readPicture(bytes: Uint8Array): Picture | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const png = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
  if (bytes.length >= 33 && png.every((byte, i) => bytes[i] === byte)) {
    // IHDR comes first (W3C PNG, 11.2.2): samples of a pixel by colour type.
    const samples = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 }[bytes[25]!] ?? 3;
    return {
      kind: 'png',
      width: view.getUint32(16),
      height: view.getUint32(20),
      bitsPerPixel: bytes[24]! * samples,
    };
  }
  if (bytes.length < 4 || bytes[0] !== 0xff || bytes[1] !== 0xd8) return null;
  for (let at = 2; at + 9 < bytes.length; ) {
    if (bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1]!;
    if (marker === 0xff) {
      at++;
      continue;
    }
    // Start of frame (ITU-T T.81, B.2.2), all but the tables that share its range.
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
      return {
        kind: 'jpeg',
        width: view.getUint16(at + 7),
        height: view.getUint16(at + 5),
        bitsPerPixel: bytes[at + 4]! * bytes[at + 9]!,
      };
    }
    const alone = marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8);
    at += alone ? 2 : 2 + view.getUint16(at + 2);
  }
  return null;
}

/** Looks at a picture; without a set, against what most services ask for. */
export function checkArtwork(path: string, wanted?: DeliverySet['artwork']): ArtworkReport {
  const words = deliveryWords.artwork;
  let bytes: Uint8Array;
  try {
    if (statSync(path).size > MOST_BYTES) throw new ThresholdError(words.tooLarge(path));
    bytes = readFileSync(path);
  } catch (error) {
    if (error instanceof ThresholdError) throw error;
    throw new ThresholdError(words.unreadable(path, String(error)), { cause: error });
  }
  const picture = readPicture(bytes);
  const faults: string[] = [];
  const least = wanted?.leastPixels ?? USUAL_LEAST_PIXELS;
  if (!picture) faults.push(words.noPicture);
  else {
    const { width, height, kind } = picture;
    if (width !== height) faults.push(words.notSquare(width, height));
    if (Math.min(width, height) < least) faults.push(words.small(width, height, least));
    if (wanted && Math.max(width, height) > wanted.mostPixels)
      faults.push(words.large(width, height, wanted.mostPixels));
    if (wanted && !wanted.kinds.includes(kind)) faults.push(words.kind(kind, wanted.kinds));
  }
  return {
    path,
    kind: picture?.kind ?? null,
    width: picture?.width ?? 0,
    height: picture?.height ?? 0,
    sizeBytes: bytes.length,
    faults,
  };
}

/** The picture as files carry it; null where it is none. */
export function loadArtwork(path: string): Artwork | null {
  const data = readFileSync(path);
  const picture = readPicture(data);
  if (!picture) return null;
  const { width, height, bitsPerPixel, kind } = picture;
  return { mime: kind === 'png' ? 'image/png' : 'image/jpeg', data, width, height, bitsPerPixel };
}
