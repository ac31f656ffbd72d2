/**
 * Row `open-64x3h`: 64 tracks of three hours each, opened in the running program: the seconds from asking for the
 * session until its document is here, the waveforms of all its files are, and its first sound is heard. And what main
 * and engine process hold in memory while it plays.
 */
import { closeSync, ftruncateSync, mkdirSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensurePeaks } from '../../audio-engine/media/index.ts';
import { decodeTelemetry, Header } from '../../audio-engine/protocol/index.ts';
import type { MediaFile, SessionDocument } from '../../audio-engine/session/index.ts';
import { type Connection, connect, cookieOf, HostProcess } from '../main/host-process.ts';
import { residentMegabytes } from './memory.ts';
import type { Bench, BenchRow } from './row.ts';
import { writeSession } from './session-files.ts';
import { stripsDocument } from './strips-ours.ts';
import { noise, SAMPLE_RATE } from './strips-shape.ts';

const TRACKS = 64;
const FILES = 2;
const LENGTH = 3 * 3600 * SAMPLE_RATE;
/** Track n plays the files from that many samples later than track n − 1. */
const STEP = 150 * SAMPLE_RATE;
/** Noise in a file wherever a track begins: the rest of it is a hole that costs no disk. */
const SOUND_SECONDS = 40;
const PLAYED_MS = 10_000;
const ROUNDS = 3;

/** A stereo file of 16 bit and three hours, 2 GB long, that holds a few minutes of noise. */
function writeLongFile(path: string, seed: number, soundAt: readonly number[]): void {
  const dataBytes = LENGTH * 4;
  const head = Buffer.alloc(44);
  head.write('RIFF', 0);
  head.writeUInt32LE(36 + dataBytes, 4);
  head.write('WAVEfmt ', 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(2, 22);
  head.writeUInt32LE(SAMPLE_RATE, 24);
  head.writeUInt32LE(SAMPLE_RATE * 4, 28);
  head.writeUInt16LE(4, 32);
  head.writeUInt16LE(16, 34);
  head.write('data', 36);
  head.writeUInt32LE(dataBytes, 40);
  const sound = Int16Array.from(noise(seed, SAMPLE_RATE * 2), (value) => value * 32767);
  const descriptor = openSync(path, 'w');
  try {
    writeSync(descriptor, head, 0, head.length, 0);
    ftruncateSync(descriptor, 44 + dataBytes);
    for (const sample of soundAt)
      for (let second = 0; second < SOUND_SECONDS; second++)
        writeSync(descriptor, sound, 0, sound.byteLength, 44 + (sample + second * SAMPLE_RATE) * 4);
  } finally {
    closeSync(descriptor);
  }
}

/** Every track plays one file from an offset of its own to the end, and then what came before the offset. */
async function writeLongSession(folder: string): Promise<SessionDocument> {
  const document = stripsDocument(TRACKS);
  mkdirSync(join(folder, 'audio'), { recursive: true });
  const trackIds = Object.keys(document.tracks);
  for (let n = 0; n < FILES; n++) {
    const id = `file-${n}`;
    const file = `audio/${id}.wav`;
    const offsets = trackIds.flatMap((_, index) => (index % FILES === n ? [index * STEP] : []));
    writeLongFile(join(folder, file), n + 1, offsets);
    const shape = { channels: 2 as const, sampleRate: SAMPLE_RATE, lengthSamples: LENGTH };
    const origin = { fileName: file, format: 'wav', sampleRate: SAMPLE_RATE, channels: 2, conversions: [] };
    const media: MediaFile = { id, name: id, file, ...shape, sampleFormat: 's16', origin };
    document.media[id] = media;
    await ensurePeaks({ folder, media });
  }
  const none = () => ({ lengthSamples: 0, shape: 'linear' as const });
  for (const [index, trackId] of trackIds.entries()) {
    const offset = index * STEP;
    const shared = { mediaId: `file-${index % FILES}`, gainDb: 0, muted: false };
    const clip = (id: string, startSample: number, lengthSamples: number, offsetSamples: number) => ({
      [id]: {
        id,
        name: id,
        startSample,
        lengthSamples,
        offsetSamples,
        fadeIn: none(),
        fadeOut: none(),
        ...shared,
      },
    });
    document.clips[trackId] = {
      ...clip(`${trackId}-a`, 0, LENGTH - offset, offset),
      ...(offset > 0 ? clip(`${trackId}-b`, LENGTH - offset, offset, 0) : {}),
    };
  }
  writeSession(folder, document);
  return document;
}

/** All of a file's waveform, as an arrangement shows it; throws where a part of it is not there yet. */
async function needPeaks(connection: Connection, mediaId: string): Promise<void> {
  const samplesPerColumn = 2 ** 18;
  const count = Math.ceil(LENGTH / samplesPerColumn);
  const payload = { mediaId, samplesPerColumn, first: 0, count };
  const columns = new Float32Array(await connection.invoke<ArrayBuffer>('media.peaks', payload));
  if (columns.length < count || columns.some(Number.isNaN)) throw new Error(`${mediaId} has no waveform.`);
}

/** Resolves with the first frame in which something has been heard. */
async function firstSound(connection: Connection): Promise<void> {
  let seen = connection.telemetry.length;
  for (;;) {
    for (; seen < connection.telemetry.length; seen++) {
      const frame = decodeTelemetry(connection.telemetry[seen]!);
      if (frame?.header[Header.playing] === 1 && frame.strips.some((level) => level > 0.001)) return;
    }
    await new Promise((next) => setTimeout(next, 2));
  }
}

async function run(): Promise<BenchRow[]> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'threshold-bench-open-'));
  const folder = join(dataFolder, 'Long');
  const document = await writeLongSession(folder);
  // Started last: its address is good for a minute.
  const host = new HostProcess([], { dataFolder });
  try {
    const address = await host.address();
    const connection = await connect(address, await cookieOf(address));
    await connection.invoke('engine.useDevice', { name: 'clocked', blockFrames: 256 });
    let documentMs = Number.POSITIVE_INFINITY;
    let peaksMs = Number.POSITIVE_INFINITY;
    let soundMs = Number.POSITIVE_INFINITY;
    let memory: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      await connection.invoke('session.new', { name: `Before ${round}`, sampleRate: SAMPLE_RATE });
      const start = performance.now();
      await connection.invoke('session.open', { path: folder });
      documentMs = Math.min(documentMs, performance.now() - start);
      const sound = connection
        .invoke('transport.play', { fromSample: 0 })
        .then(() => firstSound(connection))
        .then(() => performance.now() - start);
      for (const mediaId of Object.keys(document.media)) await needPeaks(connection, mediaId);
      const peaksAt = performance.now() - start;
      const heardAt = await sound;
      if (Math.max(peaksAt, heardAt) < Math.max(peaksMs, soundMs)) [peaksMs, soundMs] = [peaksAt, heardAt];
      await new Promise((next) => setTimeout(next, PLAYED_MS));
      memory = residentMegabytes(host.child.pid!);
      connection.telemetry.length = 0;
      await connection.invoke('transport.stop');
    }
    connection.close();
    const row = (name: string, unit: string, ours: number): BenchRow => ({ name, unit, ours, peers: {} });
    return [
      row('open-64x3h', 's to document, waveforms and sound', Math.max(peaksMs, soundMs) / 1000),
      row('open-64x3h-document', 's to the document', documentMs / 1000),
      row('open-64x3h-waveforms', 's to the waveforms', peaksMs / 1000),
      row(
        'open-64x3h-memory',
        'MB main and engine while it plays',
        memory.reduce((sum, one) => sum + one, 0),
      ),
      row('open-64x3h-main', 'MB main process', memory[0] ?? 0),
    ];
  } finally {
    await host.end({ keepData: true });
    rmSync(dataFolder, { recursive: true, force: true });
  }
}

export const open64: Bench = {
  name: 'open-64x3h',
  about: `${TRACKS} tracks of three hours on ${FILES} files, a session with all its waveforms, from asking for it to its first sound.`,
  run,
};
