// @vitest-environment happy-dom
/** The Mix check as a person meets it: findings worst first, heard without a trace, tried as one step, set aside for good. */
import { act } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { applyCommand, type SessionDocument } from '../../../audio-engine/session/index.ts';
import type { FakeStudio } from '../../../renderer/carriers/fake.ts';
import { endFinding } from '../../../renderer/check/hear.ts';
import { CheckView, FindingsPanel } from '../../../renderer/check/index.ts';
import { openFinding } from '../../../renderer/check/open.ts';
import { runAction } from '../../../renderer/commands/index.ts';
import { setStudio, setView, store } from '../../../renderer/state/index.ts';
import { type Stage, sessionOf, settle, stage } from '../controls/dom.tsx';
import { report } from './fixture.ts';

let open: Stage | undefined;
afterEach(async () => {
  endFinding();
  openFinding(null);
  setView({ 'check.filter': 'all' });
  await open?.close();
  open = undefined;
});

/** A minute of audio on the first track. */
function withAudio(): SessionDocument {
  const lengthSamples = 60 * 48_000;
  const media = {
    id: 'm1',
    name: 'Kick',
    file: 'audio/kick.wav',
    sampleRate: 48_000,
    channels: 1,
    lengthSamples,
    sourceName: 'kick.wav',
  };
  const clip = {
    id: 'c1',
    mediaId: 'm1',
    startSample: 0,
    offsetSamples: 0,
    lengthSamples,
    gainDb: 0,
    fadeIn: { lengthSamples: 0, shape: 'linear' },
    fadeOut: { lengthSamples: 0, shape: 'linear' },
    muted: false,
  };
  let document = sessionOf(4);
  document = {
    ...document,
    media: { m1: media as never },
    clips: { ...document.clips, t0: { c1: clip as never } },
  };
  return applyCommand(document, {
    id: 'marker.add',
    payload: { marker: { id: 'v2', sample: 18 * 48_000, name: 'Verse 2' } },
  }).document;
}

/** The in-page studio has no ears: it answers with the fixture. */
function answering(studio: FakeStudio): FakeStudio {
  const invoke = studio.invoke.bind(studio);
  studio.invoke = (async (channel: string, request: unknown) => {
    if (channel === 'advice.last') return { report: null, fingerprint: null };
    if (channel === 'breaks.get') throw new Error('nothing was heard');
    if (channel === 'advice.check') {
      studio.calls.push({ channel, payload: request });
      setTimeout(() => {
        const job = { id: 'j1', kind: 'check', title: 'Checking', sentence: '', failures: [] };
        studio.emit('jobs.changed', { ...job, state: 'running', progress: 0.5 });
        studio.emit('jobs.changed', { ...job, state: 'done', progress: 1, result: report });
      }, 5);
      return { jobId: 'j1' };
    }
    return invoke(channel as never, request as never);
  }) as FakeStudio['invoke'];
  return studio;
}

async function opened(content = <CheckView />): Promise<Stage> {
  open = await stage(null, withAudio());
  answering(open.studio);
  await open.close();
  open = await stageOn(open.studio, content);
  await vi.waitFor(() => expect(document.body.textContent).toContain('Bass covers the lead vocal'), 3000);
  await settle();
  return open;
}

async function stageOn(studio: FakeStudio, content: React.ReactNode): Promise<Stage> {
  const { createRoot } = await import('react-dom/client');
  const { Provider } = await import('react-redux');
  const { connect } = await import('../../../renderer/state/index.ts');
  setStudio(studio);
  const end = await connect();
  const host = globalThis.document.createElement('div');
  globalThis.document.body.append(host);
  const root = createRoot(host);
  await act(async () => root.render(<Provider store={store}>{content}</Provider>));
  await settle();
  return {
    studio,
    host,
    document: () => studio.document(),
    calls: (channel) => studio.calls.filter((call) => call.channel === channel).map(({ payload }) => payload),
    find: (selector) => host.querySelector<HTMLElement>(selector) as HTMLElement,
    close: async () => {
      await act(async () => root.unmount());
      end();
      host.remove();
    },
  };
}

const act_ = async (id: Parameters<typeof runAction>[0]) => {
  await act(async () => {
    runAction(id);
  });
  await settle();
};
const titles = () =>
  [...document.querySelectorAll('.finding-card h3, .finding-title')].map((e) => e.textContent);
const openTitle = () => document.querySelector('.finding-card h3')?.textContent;

describe('the mix check', () => {
  it('runs by itself when nothing is known, and shows what was found, worst first', async () => {
    const shown = await opened();
    expect(shown.calls('advice.check')).toHaveLength(1);
    expect(titles()).toEqual(report.findings.map(({ title }) => title));
    expect(openTitle()).toBe('Bass covers the lead vocal');
    expect(shown.find('.finding-card').textContent).toContain('Verse 2, 0:20–0:40');
    expect(shown.find('.finding-card').textContent).toContain('2.0–3.5 kHz');
    expect(shown.find('.check-counts').textContent).toContain('1fix');
    expect(shown.find('.check-summary').textContent).toContain('1:00, 4 tracks, checked in 6.1 s');
    expect(shown.find('.check-door').textContent).toContain('Go through with 3 open');
  });

  it('tells every picture in words', async () => {
    await opened();
    const said = [...document.querySelectorAll('[role=img]')].map((e) => e.getAttribute('aria-label'));
    expect(said).toContain('Levels over frequency of Lead vox, Bass; it is about 2.0–3.5 kHz.');
    expect(said.find((text) => text?.startsWith('How much is covered from 0:20 to 0:40'))).toBeDefined();
    expect(said).toContain('4 places in the song; the worst is 5.0 dB at 0:22.');
    expect(said).toContain('7.8 dB on a scale; usual is 10.0 dB to 13.0 dB; A 11.0 dB.');
  });

  it('hears a finding as an overlay and leaves no trace', async () => {
    const shown = await opened();
    const before = shown.document();
    await act_('check.hear');
    const { shown: heard } = store.getState().replica;
    expect(heard.strips.t3?.solo).toBe(true);
    expect(heard.strips.t2?.solo).toBe(true);
    expect(heard.strips.t0?.solo).toBe(false);
    expect(heard.loop).toMatchObject({ enabled: true, startSample: 19.75 * 48_000 });
    expect(shown.calls('transport.play').at(-1)).toEqual({ fromSample: 19.75 * 48_000 });
    await act_('check.hearEnd');
    expect(store.getState().replica.shown).toEqual(before);
    expect(shown.calls('gesture.cancel')).toHaveLength(1);
    expect(shown.document()).toBe(before);
  });

  it('ends what is heard when the view is left', async () => {
    const shown = await opened();
    await act_('check.hear');
    await shown.close();
    open = undefined;
    await settle();
    expect(shown.calls('gesture.cancel')).toHaveLength(1);
  });

  it('tries the fix as one step with its name', async () => {
    const shown = await opened();
    await act_('check.try');
    expect(shown.document().strips.t2?.faderDb).toBe(-2.5);
    expect(store.getState().replica.undoName).toBe('Try: Bass covers the lead vocal');
    expect(shown.find('.tried').textContent).toContain('Hear before and after');
  });

  it('sets a finding aside, and brings it back', async () => {
    const shown = await opened();
    await act_('check.dismiss');
    expect(Object.keys(shown.document().dismissed)).toEqual(['masking.vocal']);
    expect(titles()).not.toContain('Bass covers the lead vocal');
    expect(shown.find('.check-counts').textContent).toContain('0fix');
    await act(async () => setView({ 'check.filter': 'aside' }));
    expect(titles()).toEqual(['Bass covers the lead vocal']);
    const restore = [...document.querySelectorAll('button')].find((b) => b.textContent === 'Ask again');
    await act(async () => restore?.click());
    await settle();
    expect(shown.document().dismissed).toEqual({});
  });

  it('walks the findings by the arrows', async () => {
    await opened();
    await act_('check.next');
    expect(openTitle()).toBe('Low end is wide below 110 Hz');
    await act_('check.previous');
    await act_('check.previous');
    expect(openTitle()).toBe('Bass covers the lead vocal');
  });

  it('goes to the strip that the fix works on, at the place', async () => {
    const shown = await opened();
    await act_('check.go');
    expect(store.getState().selection.stripIds).toEqual(['t2']);
    expect(shown.calls('transport.locate').at(-1)).toEqual({ sample: 20 * 48_000 });
    expect(store.getState().view['app.view']).toBe('mixer');
  });

  it('gives every button a name', async () => {
    await opened();
    const nameless = [...document.querySelectorAll('button')].filter(
      (b) => !(b.getAttribute('aria-label') ?? b.textContent)?.trim(),
    );
    expect(nameless.map((b) => b.outerHTML.slice(0, 120))).toEqual([]);
  });
});

describe('in the Master room', () => {
  it('the open findings come along, and one press leads back', async () => {
    const shown = await opened(
      <>
        <CheckView />
        <FindingsPanel />
      </>,
    );
    const panel = shown.find('.findings-panel');
    expect(panel.textContent).toContain('4 open');
    expect(panel.textContent).toContain('1 more in the Mix check');
    await act(async () => panel.querySelectorAll<HTMLElement>('.findings-row')[1]?.click());
    await settle();
    expect(store.getState().view['app.view']).toBe('check');
    expect(openTitle()).toBe('Low end is wide below 110 Hz');
  });
});
