/**
 * One file into the session's `audio/`: copied as it is where it can be, else rewritten at its own depth, or as
 * 32-bit float where a codec or a rate conversion made new samples. Nothing half stays behind.
 */
import { constants, copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { MediaFile, MediaOrigin } from '../../session/index.ts';
import { mediaWords, ThresholdError } from '../../words/index.ts';
import type { AudioSource } from '../audio-source.ts';
import { DiskFile, moveIntoPlace } from '../disk.ts';
import { openAudio } from '../open-audio.ts';
import { recordedStartSeconds } from '../recorded-start.ts';
import { isFloatFormat, type SampleFormat } from '../sample-format.ts';
import { openWav } from '../wav-reader.ts';
import { createWav, type WavWriter } from '../wav-writer.ts';
import { displayName, type NameRegister, safeFileName } from './names.ts';
import { createRateConverter } from './rate.ts';

export interface ImportTarget {
  /** The session folder. */
  folder: string;
  sampleRate: number;
  names: NameRegister;
  newId(): string;
  /** 0..1 of this file; also the place where a cancelled import stops, by throwing. */
  progress(fraction: number): Promise<void>;
}

export interface ImportedFile {
  media: MediaFile[];
  notices: string[];
}

const BLOCK_FRAMES = 16384;
const COPY_BYTES = 1 << 20;

export async function importFile(path: string, target: ImportTarget): Promise<ImportedFile> {
  const source = await openAudio(path);
  try {
    if (source.lengthSamples === 0) throw new ThresholdError(mediaWords.noSamples(path));
    return (await copyAsItIs(path, source, target)) ?? (await rewrite(path, source, target));
  } finally {
    source.close();
  }
}

/** Clean WAV at the session's rate keeps every byte, its other chunks too. Undefined where that is not possible. */
async function copyAsItIs(
  path: string,
  source: AudioSource,
  target: ImportTarget,
): Promise<ImportedFile | undefined> {
  if (source.format !== 'WAV' || source.channels > 2 || source.sampleRate !== target.sampleRate)
    return undefined;
  const reader = openWav(path);
  try {
    if (!reader.clean || (isFloatFormat(reader.sampleFormat) && !(await allFinite(path, target))))
      return undefined;
  } finally {
    reader.close();
  }
  const fileName = target.names.claim(safeFileName(displayName(path)), '.wav');
  const to = join(target.folder, 'audio', fileName);
  try {
    await copyBytes(path, to, target);
  } catch (error) {
    rmSync(`${to}.part`, { force: true });
    target.names.release(fileName);
    throw error;
  }
  const media = describe(
    path,
    source,
    target,
    fileName,
    displayName(path),
    source.storeAs,
    reader.lengthSamples,
    [],
  );
  return { media: [media], notices: [] };
}

async function copyBytes(from: string, to: string, target: ImportTarget): Promise<void> {
  const working = `${to}.part`;
  try {
    // Disks that can share blocks between files copy in no time.
    copyFileSync(from, working, constants.COPYFILE_FICLONE_FORCE);
    moveIntoPlace(working, to);
    return;
  } catch {
    // Most cannot: byte for byte, then.
  }
  const input = DiskFile.open(from);
  try {
    const output = DiskFile.create(working);
    try {
      const piece = new Uint8Array(COPY_BYTES);
      for (let position = 0; ; ) {
        const got = input.read(piece, position);
        if (got === 0) break;
        output.write(piece.subarray(0, got), position);
        position += got;
        await target.progress(position / input.sizeBytes);
      }
      output.sync();
    } finally {
      output.close();
    }
  } finally {
    input.close();
  }
  moveIntoPlace(working, to);
}

async function allFinite(path: string, target: ImportTarget): Promise<boolean> {
  const reader = openWav(path);
  try {
    const block = new Float64Array(BLOCK_FRAMES * reader.channels);
    for (let position = 0; position < reader.lengthSamples; position += BLOCK_FRAMES) {
      const values = reader.read(position, BLOCK_FRAMES, block) * reader.channels;
      for (let i = 0; i < values; i++) if (!Number.isFinite(block[i])) return false;
      await target.progress(0);
    }
    return true;
  } finally {
    reader.close();
  }
}

async function rewrite(path: string, source: AudioSource, target: ImportTarget): Promise<ImportedFile> {
  const { channels } = source;
  const parts = channels <= 2 ? 1 : channels;
  const partChannels = channels <= 2 ? channels : 1;
  const convert = source.sampleRate !== target.sampleRate;
  const format: SampleFormat = convert && source.storeAs !== 'f64' ? 'f32' : source.storeAs;
  const converter = convert
    ? createRateConverter(path, source.sampleRate, target.sampleRate, channels)
    : null;
  const name = displayName(path);
  const writers: { writer: WavWriter; fileName: string; name: string }[] = [];
  let badSamples = 0;
  const write = (samples: Float64Array): void => {
    const frames = samples.length / channels;
    if (parts === 1) {
      writers[0]!.writer.write(samples, frames);
      return;
    }
    const one = new Float64Array(frames);
    for (let channel = 0; channel < parts; channel++) {
      for (let i = 0, at = channel; i < frames; i++, at += channels) one[i] = samples[at]!;
      writers[channel]!.writer.write(one, frames);
    }
  };
  try {
    for (let part = 0; part < parts; part++) {
      const partName = parts === 1 ? name : `${name} ${part + 1}`;
      const fileName = target.names.claim(safeFileName(partName), '.wav');
      const options = {
        channels: partChannels,
        sampleRate: target.sampleRate,
        format,
        software: 'Threshold',
      };
      const writer = createWav(join(target.folder, 'audio', fileName), options);
      writers.push({ writer, fileName, name: partName });
    }
    let read = 0;
    for (let block = await source.read(BLOCK_FRAMES); block; block = await source.read(BLOCK_FRAMES)) {
      badSamples += silenceBad(block);
      const frames = block.length / channels;
      write(converter ? converter.process(block, frames) : block);
      read += frames;
      await target.progress(Math.min(1, read / (source.lengthSamples ?? Number.POSITIVE_INFINITY)));
    }
    if (converter) write(converter.flush());
    if (writers[0]!.writer.lengthSamples === 0) throw new ThresholdError(mediaWords.noSamples(path));
    const notices = [...source.notices];
    if (badSamples > 0) notices.push(mediaWords.noticeBadSamples(badSamples));
    if (parts > 1) notices.push(mediaWords.noticeSplit(parts));
    const media = writers.map(({ writer, fileName, name: partName }, part) => {
      writer.close();
      const conversions = [...source.notices];
      if (source.format !== 'WAV') conversions.push(mediaWords.conversionFormat(source.format, format));
      if (convert) conversions.push(mediaWords.conversionRate(source.sampleRate, target.sampleRate));
      if (parts > 1) conversions.push(mediaWords.conversionChannel(part + 1, parts));
      if (badSamples > 0) conversions.push(mediaWords.noticeBadSamples(badSamples));
      if (conversions.length === 0) conversions.push(mediaWords.conversionRewritten);
      return describe(path, source, target, fileName, partName, format, writer.lengthSamples, conversions);
    });
    return { media, notices: notices.map((notice) => mediaWords.aboutFile(path, notice)) };
  } catch (error) {
    for (const { writer, fileName } of writers) {
      writer.abort();
      rmSync(join(target.folder, 'audio', fileName), { force: true });
      target.names.release(fileName);
    }
    throw error;
  } finally {
    converter?.close();
  }
}

/** NaN and infinities would silence or blow up everything after them. Returns how many there were. */
function silenceBad(block: Float64Array): number {
  let bad = 0;
  for (let i = 0; i < block.length; i++) {
    if (Number.isFinite(block[i])) continue;
    block[i] = 0;
    bad++;
  }
  return bad;
}

function describe(
  path: string,
  source: AudioSource,
  target: ImportTarget,
  fileName: string,
  name: string,
  sampleFormat: SampleFormat,
  lengthSamples: number,
  conversions: string[],
): MediaFile {
  const startSeconds = source.format === 'WAV' ? recordedStartSeconds(path, source.sampleRate) : null;
  const origin: MediaOrigin = {
    fileName: (path.split(/[\\/]/).pop() ?? path).slice(0, 1024),
    format: source.format,
    sampleRate: source.sampleRate,
    channels: source.channels,
    conversions,
    ...(startSeconds !== null && { recordedAtSample: Math.round(startSeconds * target.sampleRate) }),
  };
  const channels = source.channels === 2 ? 2 : 1;
  const file = `audio/${fileName}`;
  return {
    id: target.newId(),
    name,
    file,
    channels,
    sampleRate: target.sampleRate,
    lengthSamples,
    sampleFormat,
    origin,
  };
}
