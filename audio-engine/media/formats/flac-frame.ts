/**
 * One FLAC frame to integers (RFC 9639), exact at every depth up to 32 bits: a decoder that hands out 32-bit
 * floats loses bits that a session must keep. Sums stay below 2^53, so plain numbers are exact.
 */
import { BadFrame, type BitReader, POWERS_OF_TWO } from './bit-reader.ts';

export interface FlacStreamInfo {
  sampleRate: number;
  channels: number;
  bitDepth: number;
  /** 0 where unknown. */
  totalSamples: number;
  maxBlock: number;
}

export interface FlacFrame {
  /** First sample, or frame number times block size; -1 where the frame could not say. */
  firstSample: number;
  frames: number;
  planes: Float64Array[];
}

const CRC8 = crcTable(8, 0x07);
const CRC16 = crcTable(16, 0x8005);
const BLOCK_SIZES = [0, 192, 576, 1152, 2304, 4608, 0, 0, 256, 512, 1024, 2048, 4096, 8192, 16384, 32768];
const DEPTHS = [0, 8, 12, 0, 16, 20, 24, 32];

function crcTable(width: number, polynomial: number): Uint16Array {
  const top = 1 << (width - 1);
  const mask = POWERS_OF_TWO[width]! - 1;
  return Uint16Array.from({ length: 256 }, (_, byte) => {
    let crc = byte << (width - 8);
    for (let bit = 0; bit < 8; bit++) crc = ((crc & top ? (crc << 1) ^ polynomial : crc << 1) & mask) >>> 0;
    return crc;
  });
}

/** Reads the frame that begins at the reader's mark. Planes are reused by the next call. */
export function readFrame(bits: BitReader, info: FlacStreamInfo, planes: Float64Array[]): FlacFrame {
  if (bits.bits(15) !== 0x7ffc) throw new BadFrame();
  const variable = bits.bits(1) === 1;
  const blockCode = bits.bits(4);
  const rateCode = bits.bits(4);
  const assignment = bits.bits(4);
  const depthCode = bits.bits(3);
  if (bits.bits(1) !== 0 || blockCode === 0 || rateCode === 15 || assignment > 10 || depthCode === 3)
    throw new BadFrame();
  const number = codedNumber(bits);
  let frames = BLOCK_SIZES[blockCode]!;
  if (blockCode === 6) frames = bits.bits(8) + 1;
  if (blockCode === 7) frames = bits.bits(16) + 1;
  if (rateCode === 12) bits.bits(8);
  if (rateCode === 13 || rateCode === 14) bits.bits(16);
  const headerCrc = checksum8(bits.bytesSinceMark());
  if (bits.bits(8) !== headerCrc) throw new BadFrame();
  const channels = assignment < 8 ? assignment + 1 : 2;
  const depth = depthCode === 0 ? info.bitDepth : DEPTHS[depthCode]!;
  if (channels !== info.channels || depth !== info.bitDepth) throw new BadFrame();

  for (let channel = 0; channel < channels; channel++) {
    let plane = planes[channel];
    if (!plane || plane.length < frames) plane = planes[channel] = new Float64Array(frames);
    // The side channel of a stereo pair has one bit more.
    const side =
      (assignment === 8 && channel === 1) ||
      (assignment === 9 && channel === 0) ||
      (assignment === 10 && channel === 1);
    readSubframe(bits, plane, frames, depth + (side ? 1 : 0));
  }
  bits.align();
  const crc = checksum16(bits.bytesSinceMark());
  if (bits.bits(16) !== crc) throw new BadFrame();
  if (assignment > 7) joinStereo(planes[0]!, planes[1]!, frames, assignment);
  return { firstSample: variable ? number : number * info.maxBlock, frames, planes };
}

/** The frame or sample number, coded as UTF-8 codes characters, up to 36 bits. */
function codedNumber(bits: BitReader): number {
  const first = bits.bits(8);
  if (first < 0x80) return first;
  const more = Math.clz32(~(first << 24)) - 1;
  if (more < 1 || more > 6) throw new BadFrame();
  let value = first & (0x3f >> more);
  for (let i = 0; i < more; i++) {
    const next = bits.bits(8);
    if (next >>> 6 !== 2) throw new BadFrame();
    value = value * 64 + (next & 63);
  }
  return value;
}

function readSubframe(bits: BitReader, into: Float64Array, frames: number, depthWithWaste: number): void {
  if (bits.bits(1) !== 0) throw new BadFrame();
  const kind = bits.bits(6);
  const wasted = bits.bits(1) === 1 ? bits.unary() + 1 : 0;
  const depth = depthWithWaste - wasted;
  if (depth < 1) throw new BadFrame();
  if (kind === 0) {
    into.fill(bits.signed(depth), 0, frames);
  } else if (kind === 1) {
    for (let i = 0; i < frames; i++) into[i] = bits.signed(depth);
  } else if (kind >= 8 && kind <= 12) {
    const order = kind - 8;
    warmUp(bits, into, frames, order, depth);
    residual(bits, into, frames, order);
    predictFixed(into, frames, order);
  } else if (kind >= 32) {
    const order = kind - 31;
    warmUp(bits, into, frames, order, depth);
    const precision = bits.bits(4) + 1;
    const shift = bits.signed(5);
    if (precision === 16 || shift < 0) throw new BadFrame();
    const coefficients = Array.from({ length: order }, () => bits.signed(precision));
    residual(bits, into, frames, order);
    predictLinear(into, frames, coefficients, shift);
  } else {
    throw new BadFrame();
  }
  if (wasted > 0) for (let i = 0; i < frames; i++) into[i]! *= POWERS_OF_TWO[wasted]!;
}

function warmUp(bits: BitReader, into: Float64Array, frames: number, order: number, depth: number): void {
  if (order > frames) throw new BadFrame();
  for (let i = 0; i < order; i++) into[i] = bits.signed(depth);
}

function residual(bits: BitReader, into: Float64Array, frames: number, order: number): void {
  const method = bits.bits(2);
  if (method > 1) throw new BadFrame();
  const parameterBits = 4 + method;
  const unencoded = POWERS_OF_TWO[parameterBits]! - 1;
  const partitions = POWERS_OF_TWO[bits.bits(4)]!;
  const each = frames / partitions;
  if (!Number.isInteger(each) || each < order) throw new BadFrame();
  for (let partition = 0, at = order; partition < partitions; partition++) {
    const end = (partition + 1) * each;
    const k = bits.bits(parameterBits);
    if (k === unencoded) {
      const width = bits.bits(5);
      for (let i = at; i < end; i++) into[i] = bits.signed(width);
    } else {
      bits.rice(into, at, end - at, k);
    }
    at = end;
  }
}

function predictFixed(x: Float64Array, frames: number, order: number): void {
  if (order === 1) for (let i = 1; i < frames; i++) x[i]! += x[i - 1]!;
  if (order === 2) for (let i = 2; i < frames; i++) x[i]! += 2 * x[i - 1]! - x[i - 2]!;
  if (order === 3) for (let i = 3; i < frames; i++) x[i]! += 3 * x[i - 1]! - 3 * x[i - 2]! + x[i - 3]!;
  if (order === 4)
    for (let i = 4; i < frames; i++) x[i]! += 4 * x[i - 1]! - 6 * x[i - 2]! + 4 * x[i - 3]! - x[i - 4]!;
}

function predictLinear(
  x: Float64Array,
  frames: number,
  coefficients: readonly number[],
  shift: number,
): void {
  const order = coefficients.length;
  const scale = 1 / POWERS_OF_TWO[shift]!;
  const reversed = Float64Array.from(coefficients).reverse();
  for (let i = order; i < frames; i++) {
    let sum = 0;
    for (let j = 0, at = i - order; j < order; j++, at++) sum += reversed[j]! * x[at]!;
    x[i]! += Math.floor(sum * scale);
  }
}

/** Left/side, side/right and mid/side back to left and right. */
function joinStereo(a: Float64Array, b: Float64Array, frames: number, assignment: number): void {
  if (assignment === 8) {
    for (let i = 0; i < frames; i++) b[i] = a[i]! - b[i]!;
  } else if (assignment === 9) {
    for (let i = 0; i < frames; i++) a[i]! += b[i]!;
  } else {
    for (let i = 0; i < frames; i++) {
      const side = b[i]!;
      const sum = a[i]! * 2 + (Math.abs(side) % 2);
      a[i] = (sum + side) / 2;
      b[i] = (sum - side) / 2;
    }
  }
}

function checksum8(bytes: Uint8Array): number {
  let crc = 0;
  for (const byte of bytes) crc = CRC8[crc ^ byte]!;
  return crc;
}

function checksum16(bytes: Uint8Array): number {
  let crc = 0;
  for (let i = 0; i < bytes.length; i++) crc = ((crc << 8) & 0xffff) ^ CRC16[(crc >>> 8) ^ bytes[i]!]!;
  return crc;
}
