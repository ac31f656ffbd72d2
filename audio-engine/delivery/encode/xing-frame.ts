/**
 * The Xing/Info frame with LAME's extension (gabriel.mp3-tech.org/mp3infotag.html): a silent first frame that tells
 * players length, seek points, and how many samples LAME put before and after the sound.
 */
import { parseMpegHeader } from '../../media/index.ts';
import type { Mp3Rate } from '../../protocol/index.ts';
import { latin1, u16be, u32be } from './bytes.ts';

/** Samples that LAME puts before the sound; decoders add 529 of their own and know it. */
export const LAME_DELAY = 576;
const FRAME_SAMPLES = 1152;
/** MPEG-1 layer III at 128 kbps: room for the tag at every rate. */
const KBPS_128 = 9;

export interface XingFacts {
  /** The stream's first frame: this one's header is made from it. */
  first: Uint8Array;
  kbps: Mp3Rate;
  frames: number;
  lengthSamples: number;
  /** Where each frame begins, from the first one. */
  offsets: readonly number[];
  soundBytes: number;
  /** CRC-16 over all frames. */
  checksum: number;
}

/** Its length depends on the stream's header only. */
export function xingFrame(facts: XingFacts): Uint8Array {
  const variable = typeof facts.kbps === 'string';
  const head = facts.first.slice(0, 4);
  head[1] = head[1]! | 1; // no checksum of the frame
  if (variable || parseMpegHeader(head, 0)!.frameBytes < 192) head[2] = (head[2]! & 0x0f) | (KBPS_128 << 4);
  head[2] = head[2]! & ~2; // no padding byte
  const header = parseMpegHeader(head, 0)!;
  const frame = new Uint8Array(header.frameBytes);
  frame.set(head);
  const at = 4 + header.sideBytes;
  frame.set(latin1(variable ? 'Xing' : 'Info'), at);
  // Frames, bytes, seek table, quality.
  frame.set(u32be(15, facts.frames, facts.soundBytes + frame.length), at + 4);
  frame.set(seekTable(facts, frame.length), at + 16);
  frame.set(u32be(variable ? 100 - 10 * Number((facts.kbps as string).slice(1)) : 0), at + 116);
  const lame = at + 120;
  frame.set(latin1('LAME3.100'), lame);
  frame[lame + 9] = variable ? 4 : 1; // revision 0; constant, or the newer way of varying
  frame[lame + 20] = variable ? 0 : Math.min(255, facts.kbps as number);
  const padding = Math.max(0, facts.frames * FRAME_SAMPLES - LAME_DELAY - facts.lengthSamples);
  frame[lame + 21] = LAME_DELAY >> 4;
  frame[lame + 22] = ((LAME_DELAY & 15) << 4) | (Math.min(padding, 4095) >> 8);
  frame[lame + 23] = Math.min(padding, 4095) & 255;
  frame.set(u32be(facts.soundBytes + frame.length), lame + 28);
  frame.set(u16be(facts.checksum), lame + 32);
  frame.set(u16be(crc16(frame.subarray(0, lame + 34), 0)), lame + 34);
  return frame;
}

/** For each hundredth of the time, the place in 256ths of the bytes. */
function seekTable({ offsets, soundBytes }: XingFacts, headBytes: number): Uint8Array {
  const total = soundBytes + headBytes;
  return Uint8Array.from({ length: 100 }, (_, percent) => {
    const offset = offsets[Math.floor((percent * offsets.length) / 100)] ?? 0;
    return total === 0 ? 0 : Math.min(255, Math.floor(((offset + headBytes) * 256) / total));
  });
}

const TABLE = Uint16Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >> 1) ^ 0xa001 : crc >> 1;
  return crc;
});

/** CRC-16 with polynomial 0x8005, reflected, as LAME's tag has it. */
export function crc16(bytes: Uint8Array, start: number): number {
  let crc = start;
  for (let i = 0; i < bytes.length; i++) crc = (crc >> 8) ^ TABLE[(crc ^ bytes[i]!) & 255]!;
  return crc;
}
