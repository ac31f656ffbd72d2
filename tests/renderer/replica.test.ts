/** The renderer's copy of the document under commands, refusals, gestures, gaps and other people's edits. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { applyCommand, createDocument, type SessionDocument } from '../../audio-engine/session/index.ts';
import {
  acknowledge,
  addPending,
  adoptState,
  dropPending,
  emptyReplica,
  type Replica,
  setOverlay,
  takePatches,
} from '../../renderer/state/replica.ts';

const START = createDocument({
  id: 's',
  name: 'Song',
  sampleRate: 48000,
  createdAt: '2026-01-01T00:00:00.000Z',
});
const tempo = (bpm: number) => ({ id: 'tempo.set', payload: { bpm } });

function loaded(document: SessionDocument = START, revision = 5): Replica {
  return adoptState(
    emptyReplica(),
    {
      revision,
      document: structuredClone(document) as never,
      undoName: null,
      redoName: null,
      folder: null,
      readOnly: null,
      onDiskAtMs: null,
      notices: [],
    },
    false,
  );
}

function patchesOf(
  document: SessionDocument,
  command: { id: string; payload: never | object },
  revision: number,
  tag: string | null,
) {
  const { patches } = applyCommand(document, command);
  return {
    fromRevision: revision - 1,
    revision,
    patches: patches as never,
    clientTag: tag,
    undoName: 'Step',
    redoName: null,
  };
}

describe('the replica', () => {
  it('shows an own command at once and keeps it when it is confirmed', () => {
    let r = addPending(loaded(), 'a', tempo(90));
    expect(r.shown.tempo.bpm).toBe(90);
    expect(r.confirmed.tempo.bpm).toBe(120);
    r = takePatches(r, patchesOf(START, tempo(90), 6, 'a')).replica;
    expect(r.pending).toHaveLength(0);
    expect(r.confirmed.tempo.bpm).toBe(90);
    expect(r.undoName).toBe('Step');
  });

  it('takes a refused command back', () => {
    const r = dropPending(addPending(loaded(), 'a', tempo(90)), 'a');
    expect(r.shown.tempo.bpm).toBe(120);
  });

  it('re-applies pending commands over somebody else’s edit', () => {
    let r = addPending(loaded(), 'mine', { id: 'session.rename', payload: { name: 'Mine' } });
    r = takePatches(r, patchesOf(START, tempo(77), 6, 'other')).replica;
    expect(r.shown.tempo.bpm).toBe(77);
    expect(r.shown.session.name).toBe('Mine');
    expect(r.pending).toHaveLength(1);
  });

  it('says when a revision is missing and ignores old news', () => {
    const r = loaded();
    expect(takePatches(r, patchesOf(START, tempo(77), 8, null)).gap).toBe(true);
    const old = takePatches(r, patchesOf(START, tempo(77), 5, null));
    expect(old.gap).toBe(false);
    expect(old.replica).toBe(r);
  });

  it('keeps an answered command until its patches are here', () => {
    let r = acknowledge(addPending(loaded(), 'a', tempo(90)), 'a', 6);
    expect(r.pending).toHaveLength(1);
    // The answer may also come without the tag in the event, as for gestures.
    r = takePatches(r, patchesOf(START, tempo(90), 6, null)).replica;
    expect(r.pending).toHaveLength(0);
    expect(r.shown.tempo.bpm).toBe(90);
  });

  it('lays a gesture over the document and lifts it off again', () => {
    const path = ['tempo', 'bpm'];
    let r = setOverlay(loaded(), 'g', [{ op: 'replace', path, value: 133 }]);
    expect(r.shown.tempo.bpm).toBe(133);
    expect(r.confirmed.tempo.bpm).toBe(120);
    r = setOverlay(r, 'g', null);
    expect(r.shown.tempo.bpm).toBe(120);
  });

  it('survives a gesture on something that is gone', () => {
    const r = setOverlay(loaded(), 'g', [{ op: 'replace', path: ['strips', 'gone', 'pan'], value: 1 }]);
    expect(r.shown.tempo.bpm).toBe(120);
  });
});

describe('run and gestures through a studio', () => {
  beforeEach(() => {
    vi.resetModules();
    vi.stubGlobal(
      'requestAnimationFrame',
      (callback: (t: number) => void) => setTimeout(() => callback(0), 0) as unknown as number,
    );
    vi.stubGlobal('cancelAnimationFrame', (handle: number) => clearTimeout(handle));
  });

  async function start() {
    const { createFakeStudio } = await import('../../renderer/carriers/fake.ts');
    const state = await import('../../renderer/state/index.ts');
    const fake = createFakeStudio({ document: START });
    state.setStudio(fake);
    await state.connect();
    return { fake, state };
  }

  it('runs a command, and undo brings the old value back', async () => {
    const { fake, state } = await start();
    expect(await state.run('tempo.set', { bpm: 99 })).toBe(true);
    expect(fake.document().tempo.bpm).toBe(99);
    expect(state.shownDocument().tempo.bpm).toBe(99);
    await state.undo();
    expect(state.shownDocument().tempo.bpm).toBe(120);
    expect(state.store.getState().replica.redoName).not.toBeNull();
  });

  it('shows the reason of a refusal and drops the command', async () => {
    const { fake, state } = await start();
    fake.refuseNext({ code: 'disk-full', sentence: 'The disk is full.', nextStep: 'Make room.' });
    expect(await state.run('tempo.set', { bpm: 99 })).toBe(false);
    expect(state.shownDocument().tempo.bpm).toBe(120);
    expect(state.store.getState().status.toasts.map((t) => t.sentence)).toContain('The disk is full.');
  });

  it('makes one step of a whole gesture', async () => {
    const { fake, state } = await start();
    const gesture = state.beginGesture('Tempo by hand');
    for (const bpm of [121, 130, 140])
      gesture.preview([{ op: 'replace', path: ['tempo', 'bpm'], value: bpm }]);
    await vi.waitFor(() => expect(state.shownDocument().tempo.bpm).toBe(140));
    expect(fake.document().tempo.bpm).toBe(120);
    await gesture.commit({ id: 'tempo.set', payload: { bpm: 140 } });
    const { entries } = await fake.invoke('studio.history', {});
    expect(entries.map((e) => e.name)).toEqual(['Tempo by hand']);
    expect(state.store.getState().replica.overlays).toEqual({});
  });

  it('leaves nothing behind after a cancelled gesture', async () => {
    const { fake, state } = await start();
    const gesture = state.beginGesture('Tempo by hand');
    gesture.preview([{ op: 'replace', path: ['tempo', 'bpm'], value: 140 }]);
    await vi.waitFor(() => expect(state.shownDocument().tempo.bpm).toBe(140));
    gesture.cancel();
    expect(state.shownDocument().tempo.bpm).toBe(120);
    expect((await fake.invoke('studio.history', {})).entries).toEqual([]);
  });

  it('fetches the whole state after a gap', async () => {
    const { fake, state } = await start();
    await fake.invoke('studio.command', { command: tempo(88), name: null, clientTag: null });
    fake.emit('studio.patches', {
      fromRevision: 7,
      revision: 8,
      patches: [],
      clientTag: null,
      undoName: null,
      redoName: null,
    });
    await vi.waitFor(() => expect(fake.calls.filter((c) => c.channel === 'studio.state').length).toBe(2));
    expect(state.shownDocument().tempo.bpm).toBe(88);
  });
});
