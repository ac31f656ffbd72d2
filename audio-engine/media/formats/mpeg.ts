/** MP3 (and layers I and II) as a stream; encoder delay and padding are trimmed as the LAME header tells. */
import { MPEGDecoder } from 'mpg123-decoder';
import { mediaWords, ThresholdError } from '../../words/index.ts';
import { type AudioSource, interleave, sourceOfBlocks } from '../audio-source.ts';
import type { DiskFile } from '../disk.ts';
import { type MpegHeader, mpegRuns, parseMpegHeader } from './mpeg-frames.ts';

export async function openMpeg(file: DiskFile, start: number): Promise<AudioSource> {
  const first = mpegRuns(file, start, null).next().value;
  const header = first && parseMpegHeader(first.bytes, 0);
  if (!first || !header) throw new ThresholdError(mediaWords.noAudio(file.path, 'MP3'));
  const info = layerThreeInfo(first.bytes, header);
  // The first frame may be a silent header of its own; the next one tells how many channels there are.
  const sounding = (info && parseMpegHeader(first.bytes, header.frameBytes)) || header;
  const decoder = new MPEGDecoder();
  await decoder.ready;
  const notices: string[] = [];
  return sourceOfBlocks(
    {
      format: `MP${header.layer}`,
      channels: sounding.channels,
      sampleRate: header.sampleRate,
      lengthSamples: info?.lengthSamples ?? null,
      bitDepth: null,
      storeAs: 'f32',
      notices,
    },
    decodeBlocks(file, start, header, decoder, sounding.channels, info, notices),
    () => {
      file.close();
      decoder.free();
    },
  );
}

interface LayerThreeInfo {
  frames: number;
  lengthSamples: number | null;
}

/** What a Xing/Info header says (LAME's tag: delay and padding, 12 bits each). */
function layerThreeInfo(bytes: Uint8Array, header: MpegHeader): LayerThreeInfo | undefined {
  const at = 4 + header.sideBytes;
  if (header.layer !== 3 || at + 160 > bytes.length) return undefined;
  const name = String.fromCharCode(...bytes.subarray(at, at + 4));
  if (name !== 'Xing' && name !== 'Info') return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const flags = view.getUint32(at + 4);
  if ((flags & 1) === 0) return undefined;
  const frames = view.getUint32(at + 8);
  const lame =
    at + 8 + (flags & 1 ? 4 : 0) + (flags & 2 ? 4 : 0) + (flags & 4 ? 100 : 0) + (flags & 8 ? 4 : 0);
  const delay = (bytes[lame + 21]! << 4) | (bytes[lame + 22]! >> 4);
  const padding = ((bytes[lame + 22]! & 15) << 8) | bytes[lame + 23]!;
  const tagged = bytes[lame] !== 0 && delay + padding > 0;
  const lengthSamples = frames * header.frameSamples - (tagged ? delay + padding : 0);
  return { frames, lengthSamples: lengthSamples > 0 ? lengthSamples : null };
}

function* decodeBlocks(
  file: DiskFile,
  start: number,
  header: MpegHeader,
  decoder: MPEGDecoder,
  channels: number,
  info: LayerThreeInfo | undefined,
  notices: string[],
): Generator<Float64Array, void> {
  let damaged = false;
  let frames = 0;
  let done = 0;
  for (const run of mpegRuns(file, start, header.signature)) {
    if (run.skippedBytes > 0 && frames > 0) damaged = true;
    frames += run.frames;
    const decoded = decoder.decode(run.bytes);
    if (decoded.errors.length > 0) damaged = true;
    const room = info?.lengthSamples
      ? Math.min(decoded.samplesDecoded, info.lengthSamples - done)
      : decoded.samplesDecoded;
    if (room <= 0) continue;
    done += room;
    yield interleave(decoded.channelData.slice(0, channels), room);
  }
  if (damaged) notices.push(mediaWords.noticeDamaged);
  const missing = info ? info.frames + 1 - frames : 0;
  if (missing > 1)
    notices.push(mediaWords.noticeTruncated((missing * header.frameSamples) / header.sampleRate));
}
