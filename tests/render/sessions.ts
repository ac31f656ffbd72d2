/** Documents and WAV files for tests of renders: a session folder in the system's temporary folder. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createWav, type SampleFormat } from '../../audio-engine/media/index.ts';
import { type OfflineRender, type RenderedLength, renderOffline } from '../../audio-engine/render/index.ts';
import {
  type Clip,
  createDocument,
  createStrip,
  createTrack,
  type Effect,
  type SessionDocument,
  type Strip,
} from '../../audio-engine/session/index.ts';

/** A generator of the same numbers everywhere: xorshift32, -1..1. */
export function noise(seed: number): () => number {
  let state = seed | 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state / 2147483648;
  };
}

export interface TestTrack {
  id: string;
  channels?: 1 | 2;
  /** Interleaved. */
  samples: Float64Array;
  format?: SampleFormat;
  strip?: Partial<Strip>;
  clip?: Partial<Clip>;
  effects?: Effect[];
}

export class TestSession {
  readonly folder = mkdtempSync(join(tmpdir(), 'threshold-render-'));
  readonly document: SessionDocument;

  constructor(tracks: readonly TestTrack[], sampleRate = 48000) {
    this.document = createDocument({ id: 's', name: 'Test', sampleRate, createdAt: '2026-01-01T00:00:00Z' });
    mkdirSync(join(this.folder, 'audio'));
    for (const track of tracks) this.#add(track, sampleRate);
  }

  #add(track: TestTrack, sampleRate: number): void {
    const { id, samples } = track;
    const channels = track.channels ?? 2;
    const sampleFormat = track.format ?? 'f64';
    const lengthSamples = samples.length / channels;
    const file = `audio/${id}.wav`;
    const writer = createWav(join(this.folder, file), { channels, sampleRate, format: sampleFormat });
    writer.write(samples, lengthSamples);
    writer.close();
    const { document } = this;
    document.media[id] = {
      id,
      name: id,
      file,
      channels,
      sampleRate,
      lengthSamples,
      sampleFormat,
      origin: { fileName: `${id}.wav`, format: 'WAV', sampleRate, channels, conversions: [] },
    };
    document.tracks[id] = createTrack({ id, name: id, color: 'clay', channels, order: id });
    document.strips[id] = { ...createStrip(id), ...track.strip };
    const none = { lengthSamples: 0, shape: 'linear' } as const;
    const clip: Clip = {
      id: `${id}-clip`,
      mediaId: id,
      name: id,
      startSample: 0,
      lengthSamples,
      offsetSamples: 0,
      gainDb: 0,
      fadeIn: none,
      fadeOut: none,
      muted: false,
      ...track.clip,
    };
    document.clips[id] = { [clip.id]: clip };
    document.effects[id] = Object.fromEntries((track.effects ?? []).map((effect) => [effect.id, effect]));
  }

  /** Renders and keeps every output as one array of interleaved stereo. */
  async render(
    options: Partial<OfflineRender> = {},
  ): Promise<{ outputs: Map<string, Float64Array>; length: RenderedLength }> {
    const ids = options.outputs ?? ['master'];
    const parts = ids.map((): Float64Array[] => []);
    const length = await renderOffline({
      document: this.document,
      folder: this.folder,
      outputs: ids,
      limiter: true,
      range: null,
      onBlock: (blocks, frames) => {
        for (const [i, block] of blocks.entries()) parts[i]!.push(block.slice(0, frames * 2));
      },
      ...options,
    });
    return { outputs: new Map(ids.map((id, i) => [id, joined(parts[i]!)])), length };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function joined(parts: readonly Float64Array[]): Float64Array {
  const whole = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export function effect(kind: Effect['kind'], id: string, parameters: Record<string, number> = {}): Effect {
  return {
    id,
    kind,
    order: id,
    bypassed: false,
    parameters,
    presetName: null,
    sideChain: null,
    impulse: null,
  };
}

/** `frames` of noise at a peak. */
export function noiseSamples(seed: number, frames: number, channels: 1 | 2 = 2, peak = 0.5): Float64Array {
  const next = noise(seed);
  return Float64Array.from({ length: frames * channels }, () => next() * peak);
}
