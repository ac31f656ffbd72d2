/** On ten different programmes the proposed chain, rendered for itself, is what it said: loudness, ceiling, PSR, tone. */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  listenToSignal,
  loudPsrDb,
  type SongFacts,
  songFacts,
  tonalDistanceDb,
} from '../../audio-engine/advice/index.ts';
import { proposeMaster } from '../../audio-engine/delivery/index.ts';
import { matchBandsDb } from '../../audio-engine/effects/equaliser/curves.ts';
import { AudioMeter } from '../../audio-engine/measure/index.ts';
import { createWav } from '../../audio-engine/media/index.ts';
import { proposalSchema, THIRD_OCTAVES_HZ } from '../../audio-engine/protocol/index.ts';
import { applyCommand, putChain, type SessionDocument } from '../../audio-engine/session/index.ts';
import { ThresholdError } from '../../audio-engine/words/index.ts';
import { TestSession } from '../render/sessions.ts';
import { PROGRAMMES, programme } from './programmes.ts';

const SECONDS = 6;
let sessions: TestSession;
let reference: string;
let referenceFacts: SongFacts;

const listen = async (stereo: Float64Array): Promise<SongFacts> => {
  let at = 0;
  const source = {
    channels: 2,
    sampleRate: 48000,
    lengthSamples: stereo.length / 2,
    read: async (frames: number) => {
      if (at >= stereo.length) return null;
      const block = stereo.slice(at, at + frames * 2);
      at += frames * 2;
      return block;
    },
  };
  return songFacts((await listenToSignal({ source, name: 'x', file: null })).mix);
};

beforeAll(async () => {
  sessions = new TestSession([]);
  // A record of its own, brighter, fuller and wider than any of the programmes.
  const record = programme(
    { ...PROGRAMMES[0]!, bpm: 118, kick: 0.5, bass: 0.7, air: 0.5, chords: 0.9, tilt: 0.45, level: 0.4 },
    SECONDS,
  );
  reference = join(sessions.folder, 'record.wav');
  const wav = createWav(reference, { channels: 2, sampleRate: 48000, format: 'f32' });
  wav.write(record, record.length / 2);
  wav.close();
  referenceFacts = await listen(record);
});
afterAll(() => sessions.remove());

function put(
  document: SessionDocument,
  proposal: Awaited<ReturnType<typeof proposeMaster>>,
): SessionDocument {
  const ids = proposal.modules.map((_, i) => `p${i}`);
  return applyCommand(document, putChain(document, proposal.modules, ids)).document;
}

describe('a proposed chain', () => {
  it.each(PROGRAMMES.map((one) => [one.name, one] as const))(
    'for %s is what it says it is',
    async (_name, one) => {
      const session = new TestSession([{ id: 'song', samples: programme(one, SECONDS) }]);
      try {
        const { document, folder } = session;
        const proposal = await proposeMaster({
          document,
          folder,
          reference: { path: reference },
          targetName: 'Spotify',
        });
        expect(proposalSchema.parse(JSON.parse(JSON.stringify(proposal)))).toEqual(proposal);
        const proposed = put(document, proposal);
        expect(proposed.master.state).toBe('B');
        expect(
          applyCommand(proposed, { id: 'chain.state', payload: { state: 'A' } }).document.effects,
        ).toEqual(document.effects);
        const samples = (await session.render({ document: proposed })).outputs.get('master')!;
        const meter = new AudioMeter({ sampleRate: 48000, channels: 2 });
        meter.push(samples, samples.length / 2);
        const measured = meter.finish();
        expect(Math.abs(measured.integratedLufs! - proposal.target.lufs)).toBeLessThan(0.5);
        expect(measured.truePeakDbtp).toBeLessThanOrEqual(proposal.target.ceilingDbtp + 0.05);
        const facts = await listen(samples);
        expect(loudPsrDb(facts.loud)!).toBeGreaterThanOrEqual(proposal.keepsPsrDb - 0.05);
        const held = {
          name: 'record',
          kind: 'reference',
          levelsDb: referenceFacts.tone,
          toleranceDb: 0,
        } as const;
        const before = proposal.before.tonalDistanceDb!;
        const after = tonalDistanceDb(facts.tone, held)!;
        expect(after).toBeLessThan(before);
        for (const { parameters, kind } of proposal.modules)
          if (kind === 'equaliser')
            expect(Math.max(...matchBandsDb(parameters).map(Math.abs))).toBeLessThanOrEqual(3.05);
      } finally {
        session.remove();
      }
    },
    30_000,
  );

  it('hits a level that must be hit, and says so', async () => {
    const session = new TestSession([{ id: 'song', samples: programme(PROGRAMMES[3]!, SECONDS) }]);
    try {
      const { document, folder } = session;
      const proposal = await proposeMaster({ document, folder, reference: null, targetName: 'EBU R 128' });
      expect(proposal.target).toMatchObject({ lufs: -23, ceilingDbtp: -1, fixed: true });
      expect(Math.abs(proposal.after!.integratedLufs! + 23)).toBeLessThan(0.1);
      expect(proposal.reference.kind).toBe('curve');
      expect(proposal.reference.name).toMatch(/^the rough curve of /);
      expect(proposal.modules.some(({ part }) => part === 'clipper' || part === 'saturation')).toBe(false);
    } finally {
      session.remove();
    }
  }, 30_000);

  it('gives every value a reason, and loud and quiet music different loudness', async () => {
    const lufs: number[] = [];
    for (const one of [PROGRAMMES[1]!, PROGRAMMES[5]!]) {
      const session = new TestSession([{ id: 'song', samples: programme(one, SECONDS) }]);
      const { document, folder } = session;
      const proposal = await proposeMaster({ document, folder, reference: null, targetName: 'Spotify' });
      session.remove();
      lufs.push(proposal.target.lufs);
      for (const { values, reason } of proposal.modules) {
        expect(reason).toMatch(/\d/);
        for (const value of values) expect(value.reason.length).toBeGreaterThan(10);
      }
    }
    expect(Math.abs(lufs[0]! - lufs[1]!)).toBeGreaterThan(1);
  }, 30_000);

  it.each([
    ['silence', new Float64Array(48000 * 2 * 8)],
    ['two seconds', programme(PROGRAMMES[0]!, 2)],
    ['a constant', new Float64Array(48000 * 2 * 8).fill(0.5)],
  ])(
    'says plainly that it cannot use %s',
    async (_what, samples) => {
      const session = new TestSession([{ id: 'song', samples }]);
      const { document, folder } = session;
      await expect(proposeMaster({ document, folder, reference: null, targetName: null })).rejects.toThrow(
        ThresholdError,
      );
      session.remove();
    },
    30_000,
  );

  it('knows the bands it speaks of', () => {
    expect(THIRD_OCTAVES_HZ).toHaveLength(29);
  });
});
