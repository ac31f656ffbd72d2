// @vitest-environment happy-dom
/** The line under the master's chain: a move that tracks explain, heard both ways, and put where it belongs. */
import { act } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { ExplainedMove } from '../../../audio-engine/protocol/index.ts';
import { applyCommand, createEffect } from '../../../audio-engine/session/index.ts';
import { ExplainLine } from '../../../renderer/check/index.ts';
import { store } from '../../../renderer/state/index.ts';
import { type Stage, sessionOf, settle, stage } from '../controls/dom.tsx';

const final = createEffect({
  id: 'final',
  kind: 'equaliser',
  order: 'V',
  parameters: { band4On: 1, band4GainDb: -4, band4FrequencyHz: 1400 },
});
const move: ExplainedMove = {
  effectId: 'final',
  band: 4,
  lowHz: 1000,
  highHz: 2000,
  gainDb: -4,
  isWorthSaying: true,
  sentence: 'Final EQ takes 4.0 dB at 1.4 kHz. 71 % of what is there is Bass.',
  tracks: [{ stripId: 't2', name: 'Bass', share: 0.71 }],
  commands: [
    { id: 'effect.insert', payload: { stripId: 't2', effect: { ...final, id: 'from-master' } as never } },
    { id: 'effect.set', payload: { stripId: 'master', effectId: 'final', parameters: { band4GainDb: 0 } } },
  ],
  stripIds: ['t2'],
  withinDb: 0.2,
};

let open: Stage | undefined;
afterEach(async () => {
  await open?.close();
  open = undefined;
});

async function shown(moves: ExplainedMove[]): Promise<Stage> {
  const document = applyCommand(sessionOf(4), {
    id: 'effect.insert',
    payload: { stripId: 'master', effect: final },
  }).document;
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'], shouldAdvanceTime: true, advanceTimeDelta: 20 });
  const made = await stage(<ExplainLine />, document);
  const invoke = made.studio.invoke.bind(made.studio);
  made.studio.invoke = (async (channel: string, request: unknown) => {
    if (channel === 'advice.explain') return { moves, jobId: null };
    if (channel === 'advice.hear') {
      made.studio.calls.push({ channel, payload: request });
      return { ok: true };
    }
    return invoke(channel as never, request as never);
  }) as typeof made.studio.invoke;
  // The hand has let go for long enough.
  await act(async () => vi.advanceTimersByTime(3000));
  vi.useRealTimers();
  await settle();
  open = made;
  return made;
}

const press = async (name: string) => {
  const button = [...document.querySelectorAll('button')].find((b) => b.textContent === name);
  await act(async () => button?.click());
  await settle();
};

describe('a move on the master that the mix explains', () => {
  it('names the track, and is heard on it as an overlay', async () => {
    const made = await shown([move]);
    expect(made.host.textContent).toContain('71 % of what is there is Bass.');
    await press('Hear both');
    expect(made.calls('advice.hear')).toHaveLength(1);
    expect(made.document().effects.t2).toEqual({});
    const master = [...document.querySelectorAll('label')].find((l) => l.textContent === 'On the master');
    await act(async () => master?.click());
    await settle();
    expect(made.calls('gesture.cancel')).toHaveLength(1);
  });

  it('is put on the track as one step', async () => {
    const made = await shown([move]);
    await press('Fix in the mix');
    expect(made.document().effects.t2).toHaveProperty('from-master');
    expect(made.document().effects.master?.final?.parameters.band4GainDb).toBe(0);
    expect(store.getState().replica.undoName).toBe(
      'Move the change at 1.0–2.0 kHz from the master into the mix',
    );
    expect(made.host.textContent).not.toContain('Fix in the mix');
  });

  it('is not said where every track has its share', async () => {
    const made = await shown([{ ...move, isWorthSaying: false }]);
    expect(made.host.textContent).toBe('');
  });
});
