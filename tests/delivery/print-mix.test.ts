/** A printed mix feeds the master with the same samples as the mix itself, and knows when the mix has changed. */
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { nextPrintNumber, printMix, printMixPayload } from '../../audio-engine/delivery/index.ts';
import { createWav } from '../../audio-engine/media/index.ts';
import {
  applyCommand,
  heardDocument,
  mixFingerprint,
  type SessionDocument,
  sessionEndSample,
} from '../../audio-engine/session/index.ts';
import { ThresholdError } from '../../audio-engine/words/index.ts';
import { noise } from '../conformance/signals.ts';
import { effect, TestSession } from '../render/sessions.ts';

const SECONDS = 1.3;
let session: TestSession;

beforeEach(() => {
  const random = noise(11);
  const mono = Float64Array.from({ length: SECONDS * 48000 }, () => 0.4 * random());
  const stereo = Float64Array.from({ length: 2 * SECONDS * 48000 }, () => 0.3 * random());
  session = new TestSession([
    {
      id: 'voice',
      channels: 1,
      samples: mono,
      clip: { startSample: 5001 },
      strip: { faderDb: -4.3, pan: 0.35 },
      effects: [effect('compressor', 'comp', { thresholdDb: -30, lookAheadMs: 4 }), effect('reverb', 'room')],
    },
    { id: 'drums', samples: stereo },
  ]);
  session.document.effects.master = Object.fromEntries(
    [
      { ...effect('equaliser', 'eq', { band3On: 1, band3GainDb: 2, mode: 1 }), order: 'V' },
      { ...effect('compressor', 'glue', { thresholdDb: -20 }), order: 'W' },
      { ...effect('limiter', 'limit', { gainDb: 6 }), order: 'X' },
    ].map((one) => [one.id, one]),
  );
});
afterEach(() => session.remove());

async function printed(document: SessionDocument): Promise<SessionDocument> {
  const result = await printMix({ document, folder: session.folder });
  const payload = printMixPayload(document, result, `print-${result.media.id}`, '2026-01-01T00:00:00Z');
  return applyCommand(document, { id: 'master.print', payload }).document;
}

const master = async (document: SessionDocument, more: object = {}) =>
  (await session.render({ document, ...more })).outputs.get('master')!;

describe('a printed mix', () => {
  it('gives the master the same samples as the live mix, to the bit', async () => {
    const live = await master(session.document);
    const document = await printed(session.document);
    expect(document.master.source.kind).toBe('print');
    const fromPrint = await master(document);
    const common = Math.min(live.length, fromPrint.length);
    expect(common).toBeGreaterThan(2 * SECONDS * 48000);
    expect(Buffer.from(fromPrint.buffer, 0, common * 8).equals(Buffer.from(live.buffer, 0, common * 8))).toBe(
      true,
    );
    // What one of them has more is below −80 dBFS.
    for (const rest of [live.subarray(common), fromPrint.subarray(common)])
      expect(rest.reduce((worst, value) => Math.max(worst, Math.abs(value)), 0)).toBeLessThan(1e-4);
    // Also from the middle of the song on, where the graph starts with its states at zero.
    const range = { range: { startSample: 20_000, endSample: 40_000 } };
    const part = await master(document, range);
    expect(part.some((value) => value !== 0)).toBe(true);
  });

  it('does not hear the mix any more, until the source is the mix again', async () => {
    const document = await printed(session.document);
    const before = await master(document);
    const moved = applyCommand(document, {
      id: 'strip.set',
      payload: { stripId: 'drums', faderDb: -20 },
    }).document;
    expect(await master(moved)).toEqual(before);
    const back = applyCommand(moved, { id: 'master.source', payload: { kind: 'live', mediaId: null } });
    expect(await master(back.document)).not.toEqual(before);
  });

  it('is old once the mix has changed, and not after its own chain has', async () => {
    const document = await printed(session.document);
    const { fingerprint } = Object.values(document.master.prints)[0]!;
    expect(mixFingerprint(document)).toBe(fingerprint);
    const chain = applyCommand(document, {
      id: 'effect.set',
      payload: { stripId: 'master', effectId: 'limit', parameters: { gainDb: 3 } },
    });
    expect(mixFingerprint(chain.document)).toBe(fingerprint);
    const moved = applyCommand(document, { id: 'strip.set', payload: { stripId: 'drums', faderDb: -1 } });
    expect(mixFingerprint(moved.document)).not.toBe(fingerprint);
  });

  it('prints the mix, not the print, and numbers go on', async () => {
    const first = await printed(session.document);
    const second = await printed(first);
    const prints = Object.values(second.master.prints).sort((a, b) => (a.order < b.order ? -1 : 1));
    expect(prints.map(({ name }) => name)).toEqual(['Print 1', 'Print 2']);
    expect(nextPrintNumber(second)).toBe(3);
    const [a, b] = prints.map(({ mediaId }) => second.media[mediaId]!);
    expect(b!.lengthSamples).toBe(a!.lengthSamples);
    expect(a!.file).not.toBe(b!.file);
    expect(existsSync(join(session.folder, ...b!.file.split('/')))).toBe(true);
  });

  it('leaves nothing behind when it is cancelled, and says where there is nothing to print', async () => {
    const stop = new AbortController();
    const files = () => readdirSync(join(session.folder, 'audio'));
    const before = files();
    const going = printMix({
      document: session.document,
      folder: session.folder,
      signal: stop.signal,
      onProgress: () => stop.abort(),
    });
    await expect(going).rejects.toThrow(ThresholdError);
    expect(files()).toEqual(before);
    const empty = { ...session.document, clips: {}, tracks: {} };
    await expect(printMix({ document: empty, folder: session.folder })).rejects.toThrow(ThresholdError);
  });
});

describe('a file as the source', () => {
  it('of one channel or two is played as it is, in place of the mix', async () => {
    for (const channels of [1, 2] as const) {
      const random = noise(channels);
      const samples = Float64Array.from({ length: 9000 * channels }, () => 0.5 * random());
      const wav = createWav(join(session.folder, 'audio', `song${channels}.wav`), {
        channels,
        sampleRate: 48000,
        format: 'f64',
      });
      wav.write(samples, 9000);
      wav.close();
      const id = `song${channels}`;
      const media = {
        ...session.document.media.drums!,
        id,
        file: `audio/song${channels}.wav`,
        channels,
        lengthSamples: 9000,
      };
      const document: SessionDocument = {
        ...session.document,
        media: { ...session.document.media, [id]: media },
        master: { ...session.document.master, source: { kind: 'file', mediaId: id } },
      };
      const { outputs, length } = await session.render({ document, outputs: ['mix'] });
      const expected = Float64Array.from({ length: 18000 }, (_, i) =>
        channels === 2 ? samples[i]! : samples[i >> 1]!,
      );
      expect(length.lengthSamples).toBe(9000);
      expect(outputs.get('mix')).toEqual(expected);
    }
  });

  it('makes a session of its own: nothing else is needed', () => {
    const media = session.document.media.drums!;
    const document: SessionDocument = {
      ...session.document,
      tracks: {},
      clips: {},
      strips: { master: session.document.strips.master! },
      effects: { master: {} },
      master: { ...session.document.master, source: { kind: 'file', mediaId: 'drums' } },
    };
    expect(sessionEndSample(document)).toBe(media.lengthSamples);
    expect(Object.keys(heardDocument(document).tracks)).toEqual(['source:drums']);
  });

  it('that is gone from the disk is silence and a notice', async () => {
    const document = await printed(session.document);
    const { mediaId } = Object.values(document.master.prints)[0]!;
    writeFileSync(join(session.folder, ...document.media[mediaId]!.file.split('/')), '');
    const { length } = await session.render({ document });
    expect(length.notices.join()).toContain(document.media[mediaId]!.file.split('/')[1]!);
  });
});
