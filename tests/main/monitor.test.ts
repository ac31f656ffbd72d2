/** The control room's file: what is kept for a person and a room, and what a bad file does. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type MonitorState, NEUTRAL_MONITOR } from '../../audio-engine/protocol/index.ts';
import { MonitorKeeper } from '../../main/common/monitor.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'threshold-monitor-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('keeps levels and the calibration, and starts without the switches of the moment', () => {
  const told: MonitorState[] = [];
  const first = new MonitorKeeper(folder, (state) => told.push(state));
  expect(first.state).toEqual({ settings: NEUTRAL_MONITOR, listening: [] });
  first.set({ levelDb: -12.5, referenceDb: -18, mono: true, solo: 'side' });
  first.listen(['a', 'a', 'b']);
  first.close();
  expect(told.at(-1)).toMatchObject({
    settings: { levelDb: -12.5, mono: true, solo: 'side' },
    listening: ['a', 'b'],
  });
  const second = new MonitorKeeper(folder, () => {});
  expect(second.state).toEqual({
    settings: { ...NEUTRAL_MONITOR, levelDb: -12.5, referenceDb: -18 },
    listening: [],
  });
});

it('takes what makes sense from a file that a hand wrote', () => {
  const file = join(folder, 'monitor.json');
  writeFileSync(file, JSON.stringify({ levelDb: 99, dimDb: -30, mute: true, listenPoint: 'post', more: 1 }));
  expect(new MonitorKeeper(folder, () => {}).state.settings).toEqual({
    ...NEUTRAL_MONITOR,
    dimDb: -30,
  });
  writeFileSync(file, 'not json');
  const keeper = new MonitorKeeper(folder, () => {});
  expect(keeper.state.settings).toEqual(NEUTRAL_MONITOR);
  keeper.set({ dimDb: -10 });
  keeper.close();
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ dimDb: -10 });
});
