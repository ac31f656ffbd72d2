/** Time at the speakers: counted while sound plays, rested by a pause, kept over a restart. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listeningSchema } from '../../audio-engine/protocol/index.ts';
import { applyCommand, createDocument, createEffect } from '../../audio-engine/session/index.ts';
import { ListeningTime } from '../../main/common/listening-time.ts';
import { trebleAdded } from '../../main/common/listening-treble.ts';

const MINUTE = 60_000;
const START = Date.UTC(2026, 10, 22, 13, 0, 0);
const opened = () => ({ folder: '/songs/One', revision: 7 });

let folder: string;
let told: number;
let time: ListeningTime;
let nowMs: number;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'threshold-ears-'));
  told = 0;
  nowMs = START;
  time = new ListeningTime(folder, () => {
    told += 1;
  });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Frames every half second. */
function play(minutes: number, moment = { lufs: -20, roomDb: -12 }): void {
  const end = nowMs + minutes * MINUTE;
  for (; nowMs <= end; nowMs += 500) time.take(moment, nowMs, opened);
}
function pause(minutes: number): void {
  time.take(null, nowMs, opened);
  nowMs += minutes * MINUTE;
}
const state = () => time.state(nowMs);

describe('listening time', () => {
  it('counts sound and nothing else', () => {
    expect(state().listenedSeconds).toBe(0);
    play(10);
    pause(3);
    play(10);
    expect(state().listenedSeconds / 60).toBeCloseTo(20, 0);
    expect(state().sinceMs).toBe(START);
    expect(state().start).toEqual(opened());
  });

  it('begins anew after a pause of five minutes, and remembers that as a break', () => {
    play(30);
    pause(4.9);
    expect(state().listenedSeconds / 60).toBeCloseTo(30, 0);
    pause(0.2);
    expect(state()).toMatchObject({ listenedSeconds: 0, sinceMs: null, due: false, roomChangeDb: null });
    expect(state().breaks).toHaveLength(1);
    play(2);
    expect(state().listenedSeconds / 60).toBeCloseTo(2, 0);
    expect(state().breaks).toHaveLength(1);
  });

  it('offers a break after an hour and a half, once until it is put off', () => {
    play(89);
    expect(state().due).toBe(false);
    const before = told;
    play(2);
    expect(state().due).toBe(true);
    expect(told).toBeGreaterThan(before);
    time.later(nowMs);
    expect(state().due).toBe(false);
    play(19);
    expect(state().due).toBe(false);
    play(2);
    expect(state().due).toBe(true);
  });

  it('keeps the level of each minute: the mean of its power, with the room', () => {
    for (const lufs of [-14, -26])
      for (let i = 0; i < 60; i++, nowMs += 500) time.take({ lufs, roomDb: -6 }, nowMs, opened);
    play(3, { lufs: -20, roomDb: 0 });
    const { history, roomChangeDb } = state();
    // (10^-1.4 + 10^-2.6) / 2 as dB.
    expect(history[0]!.lufs).toBeCloseTo(10 * Math.log10((10 ** -1.4 + 10 ** -2.6) / 2), 6);
    expect(history.map(({ atMs }) => (atMs - START) / MINUTE)).toEqual(
      [0, 1, 2, 3, 4].slice(0, history.length),
    );
    expect(roomChangeDb).toBe(6);
  });

  it('counts a break down, and sound ends it', () => {
    play(1);
    time.startBreak(15, nowMs);
    // What was on its way when it began is not what ends it.
    time.take({ lufs: -20, roomDb: -12 }, nowMs + 40, opened);
    expect(state().breakUntilMs).toBe(nowMs + 15 * MINUTE);
    nowMs += 16 * MINUTE;
    // Over, and still what was last: whoever comes back is told so, over a restart, too.
    expect(state().breakUntilMs).toBe(nowMs - MINUTE);
    time.close();
    time = new ListeningTime(folder, () => {
      told += 1;
    });
    expect(time.onBreak).toBe(true);
    const before = told;
    play(0.1);
    expect(told).toBeGreaterThan(before);
    expect(time.onBreak).toBe(false);
    expect(state().breakUntilMs).toBeNull();
  });

  it('goes on after a restart', () => {
    play(40);
    time.close();
    time = new ListeningTime(folder, () => undefined);
    nowMs += MINUTE;
    expect(state().listenedSeconds / 60).toBeCloseTo(40, 0);
    play(10);
    expect(state().listenedSeconds / 60).toBeCloseTo(50, 0);
    time.close();
    nowMs += 8 * 60 * MINUTE;
    time = new ListeningTime(folder, () => undefined);
    expect(state().listenedSeconds).toBe(0);
  });

  it('begins at nothing where its file is damaged', () => {
    writeFileSync(join(folder, 'listening.json'), '{"listenedMs": "long"');
    time = new ListeningTime(folder, () => undefined);
    expect(listeningSchema.parse({ ...state(), treble: [] }).listenedSeconds).toBe(0);
  });
});

describe('treble that was added', () => {
  const track = { id: 'vox', name: 'Lead vox', color: 'mauve', channels: 1, order: 'V' };
  const before = [
    { id: 'track.add', payload: { track } },
    {
      id: 'effect.insert',
      payload: { stripId: 'vox', effect: createEffect({ id: 'eq', kind: 'equaliser', order: 'V' }) },
    },
  ].reduce(
    (document, command) => applyCommand(document, command).document,
    createDocument({ id: 's', name: 'One', sampleRate: 48_000, createdAt: '2026-01-01T00:00:00.000Z' }),
  );
  const shelf = (gainDb: number, frequencyHz: number) =>
    applyCommand(before, {
      id: 'effect.set',
      payload: {
        stripId: 'vox',
        effectId: 'eq',
        parameters: { band5On: 1, band5Type: 4, band5FrequencyHz: frequencyHz, band5GainDb: gainDb },
      },
    }).document;

  it('is the mean response above 8 kHz, strip by strip', () => {
    const [move, ...others] = trebleAdded(before, shelf(4, 2000));
    expect(others).toEqual([]);
    expect(move).toMatchObject({ stripId: 'vox', name: 'Lead vox' });
    expect(move!.changeDb).toBeGreaterThan(3.5);
    expect(move!.changeDb).toBeLessThan(4.2);
  });

  it('is silent about cuts, bass and what nobody meant', () => {
    expect(trebleAdded(before, before)).toEqual([]);
    expect(trebleAdded(before, shelf(-4, 2000))).toEqual([]);
    expect(trebleAdded(before, shelf(0.3, 2000))).toEqual([]);
  });
});
