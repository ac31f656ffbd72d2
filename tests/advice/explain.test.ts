/** Moves on the master made on tracks instead: both ways rendered, third octave by third octave. */
import { afterAll, describe, expect, it } from 'vitest';
import { explainMasterMove, listenToSession, masterMoves } from '../../audio-engine/advice/index.ts';
import { ThirdOctaveMeter } from '../../audio-engine/measure/index.ts';
import { THIRD_OCTAVES_HZ } from '../../audio-engine/protocol/index.ts';
import { renderOffline } from '../../audio-engine/render/index.ts';
import { applyCommand, createStrip, type SessionDocument } from '../../audio-engine/session/index.ts';
import { effect, type TestSession } from '../render/sessions.ts';
import { makeMix } from './corpus/mixes.ts';

const RATE = 44100;
const sessions: TestSession[] = [];
afterAll(() => {
  for (const session of sessions) session.remove();
});

function mixOf(...args: Parameters<typeof makeMix>): TestSession {
  const session = makeMix(...args);
  sessions.push(session);
  return session;
}

async function bandsOf(document: SessionDocument, folder: string): Promise<(number | null)[]> {
  const meter = new ThirdOctaveMeter(RATE, THIRD_OCTAVES_HZ);
  await renderOffline({
    document,
    folder,
    outputs: ['master'],
    limiter: false,
    range: null,
    onBlock: ([block], frames) => meter.push(block!, frames),
  });
  return meter.finish();
}

/** Largest difference between two spectra, of bands within 50 dB of the loudest. */
function apart(a: readonly (number | null)[], b: readonly (number | null)[]): number {
  const loudest = Math.max(...a.map((db) => db ?? -200));
  return Math.max(
    ...a.map((db, i) => (db === null || db < loudest - 50 ? 0 : Math.abs(db - (b[i] ?? -200)))),
  );
}

function withMasterBand(document: SessionDocument, parameters: Record<string, number>): SessionDocument {
  return applyCommand(document, {
    id: 'effect.insert',
    payload: { stripId: 'master', effect: effect('equaliser', 'final', parameters) },
  }).document;
}

async function bothWays(session: TestSession, parameters: Record<string, number>) {
  const { folder } = session;
  const onMaster = withMasterBand(session.document, parameters);
  const { song } = await listenToSession({ document: onMaster, folder });
  const [move] = masterMoves(onMaster);
  const explained = explainMasterMove({ document: onMaster, features: song, ...move! })!;
  const before = await bandsOf(onMaster, folder);
  const inMix = applyCommand(onMaster, { id: 'batch', payload: { commands: explained.commands } }).document;
  const after = await bandsOf(inMix, folder);
  const untouched = await bandsOf(session.document, folder);
  return { explained, inMix, withinDb: apart(before, after), moveDb: apart(untouched, before) };
}

describe('a move on the master', () => {
  it('is named by the guitars that fill its band, and made on them within half a dB', async () => {
    const session = mixOf('indie', 21, {
      seconds: 8,
      change: (parts) => {
        for (const part of parts) if (part.id.startsWith('gtr')) part.level += 5;
      },
    });
    const { explained, inMix, withinDb, moveDb } = await bothWays(session, {
      band4FrequencyHz: 1400,
      band4GainDb: -4,
      band4Q: 1.2,
    });
    expect(explained.isWorthSaying).toBe(true);
    expect(
      explained.tracks
        .slice(0, 2)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(['Gtr L', 'Gtr R']);
    expect(explained.tracks[0]!.share + explained.tracks[1]!.share).toBeGreaterThan(0.6);
    expect(explained.sentence).toMatch(/^Final EQ takes 4\.0 dB at 1\.4 kHz\. \d+ % of what is there is /);
    expect(moveDb).toBeGreaterThan(3);
    expect(withinDb).toBeLessThan(0.5);
    expect(inMix.effects.master!.final!.parameters.band4GainDb).toBe(0);
    // What the reckoning said is what was rendered, as near as energies tell.
    expect(Math.abs(withinDb - explained.withinDb)).toBeLessThan(0.3);
  });

  it('goes behind the compressor of a bus, where the band still does what it did on the master', async () => {
    const session = mixOf('rock', 22, { seconds: 8 });
    const { document } = session;
    document.buses.guitars = {
      id: 'guitars',
      name: 'Guitars',
      kind: 'bus',
      color: 'sage',
      channels: 2,
      order: 'm',
      folderId: null,
    };
    document.strips.guitars = { ...createStrip('guitars'), faderDb: 5 };
    const squash = { thresholdDb: -34, ratio: 4, attackMs: 5, releaseMs: 80, makeupDb: 6 };
    document.effects.guitars = { squash: effect('compressor', 'squash', squash) };
    for (const id of ['gtr-l', 'gtr-r']) document.strips[id]!.output = 'guitars';
    const { explained, withinDb } = await bothWays(session, {
      band4FrequencyHz: 900,
      band4GainDb: 3.5,
      band4Q: 1,
    });
    expect(explained.stripIds).toContain('guitars');
    expect(explained.stripIds).not.toContain('gtr-l');
    expect(withinDb).toBeLessThan(0.5);
  });

  it('holds for shelves and for returns that tracks feed', async () => {
    const session = mixOf('ballad', 23, { seconds: 8 });
    const { explained, withinDb } = await bothWays(session, {
      band7FrequencyHz: 3000,
      band7GainDb: 4,
      band7Q: 0.7,
    });
    expect(explained.commands.length).toBeGreaterThan(1);
    expect(withinDb).toBeLessThan(0.5);
  });

  it('is not worth a sentence where it is small, or where every track has its part', async () => {
    const session = mixOf('soul', 24, { seconds: 6 });
    const { document, folder } = session;
    const { song } = await listenToSession({ document, folder });
    const small = explainMasterMove({ document, features: song, lowHz: 300, highHz: 600, gainDb: -1 });
    expect(small!.isWorthSaying).toBe(false);
    const wide = explainMasterMove({ document, features: song, lowHz: 60, highHz: 16000, gainDb: -6 });
    expect(wide!.tracks.length).toBeGreaterThan(3);
    expect(wide!.tracks.reduce((sum, { share }) => sum + share, 0)).toBeLessThanOrEqual(1.0001);
    expect(masterMoves(withMasterBand(document, { band4GainDb: -2.9 }))).toEqual([]);
    // With a print as the source the mix comes back with the move; a file from elsewhere has no tracks behind it.
    const lifted = withMasterBand(document, { band4FrequencyHz: 100, band4GainDb: 5 });
    const fedBy = (kind: 'print' | 'file') => ({
      ...lifted,
      master: { ...lifted.master, source: { kind, mediaId: 'm' } },
    });
    const [move] = masterMoves(fedBy('print'));
    const { commands } = explainMasterMove({ document: fedBy('print'), features: song, ...move! })!;
    expect(commands[0]).toEqual({ id: 'master.source', payload: { kind: 'live', mediaId: null } });
    expect(masterMoves(fedBy('file'))).toEqual([]);
  });
});
