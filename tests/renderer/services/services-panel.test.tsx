// @vitest-environment happy-dom
/** Delivery as a person meets it: measured, heard, a ceiling tried, the matrix walked with arrows, playlists compared. */
import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { Provider } from 'react-redux';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import list from '../../../assets/services.json' with { type: 'json' };
import type { CodecResult, Service, ServicesReport } from '../../../audio-engine/protocol/index.ts';
import { NEUTRAL_LISTEN, servicesReportSchema } from '../../../audio-engine/protocol/index.ts';
import { finalLimiter } from '../../../audio-engine/session/index.ts';
import { ServicesPanel } from '../../../renderer/services/index.ts';
import { store } from '../../../renderer/state/index.ts';
import { type Stage, settle, stage } from '../controls/dom.tsx';

const services = list as Service[];
const MEASURED = { integratedLufs: -9.6, truePeakDbtp: -1.02, samplePeakDbfs: -1.05, plrDb: 8.6 };

const codec = (spec: string, title: string, truePeakDbtp: number, encoder: string | null): CodecResult => ({
  spec,
  title,
  lossless: encoder === null,
  encoder,
  truePeakDbtp,
  samplePeakDbfs: truePeakDbtp,
  integratedLufs: -9.6,
  kbps: 256,
  edgeHz: null,
  changeDb: [],
  lagSamples: 0,
  file: `previews/x/${spec}.wav`,
  failure: null,
});

const report: ServicesReport = servicesReportSchema.parse({
  key: 'now',
  sampleRate: 48_000,
  lengthSamples: 480_000,
  measured: { ...MEASURED, loudnessRangeLu: 6, maxShortTermLufs: -7.6 },
  file: 'previews/x/master.wav',
  plays: services.map(({ id, rule }) => ({
    id,
    gain: { gainDb: 'lufs' in rule ? rule.lufs + 9.6 : 0, heldDb: 0, limited: false, offLu: null },
    limiterDb: null,
    file: null,
  })),
  codecs: [
    codec('vorbis-9', 'Ogg Vorbis q9', -0.31, 'libvorbis'),
    codec('aac-256', 'AAC 256 kbps', -0.48, 'FFmpeg AAC-LC'),
    codec('opus-160', 'Opus 160 kbps', 0.22, 'libopus 1.4'),
    codec('flac-24', 'FLAC 24 bit', -1.02, null),
  ],
  ceiling: { ceilingDbtp: -1.5, over: [], costLu: 0.3, file: 'previews/x/ceiling.wav' },
  matrix: {
    systems: [
      { id: 'straight', name: 'Straight', file: null },
      { id: 'phone', name: 'Phone', file: null },
    ],
    vocal: 'stems',
    vocalTracks: ['Lead vox'],
    cells: ['straight', 'phone'].flatMap((system) =>
      ['master', 'vorbis-9', 'aac-256', 'opus-160', 'flac-24'].map((spec) => ({
        system,
        codec: spec,
        vocalDb: system === 'phone' ? 2.4 : 0,
        lowDb: system === 'phone' ? -31 : 0,
      })),
    ),
  },
  notices: [],
});

let open: Stage;
let root: Root;
let listen = { ...NEUTRAL_LISTEN };
const heard: unknown[] = [];

beforeAll(async () => {
  open = await stage(null);
  const { studio } = open;
  const invoke = studio.invoke.bind(studio);
  studio.invoke = (async (channel: string, request: unknown) => {
    studio.calls.push({ channel, payload: request });
    switch (channel) {
      case 'services.list':
        return { services, file: 'services.json', own: false, ownPath: 'data/services.json' };
      case 'services.last':
        return { report: null, current: false };
      case 'listen.get':
        return listen;
      case 'listen.set':
        heard.push(request);
        listen = { ...listen, ...(request as object) };
        return listen;
      case 'services.measure':
        setTimeout(() => {
          const job = {
            id: 'j1',
            kind: 'translate',
            title: '',
            sentence: 'Through AAC 256 kbps',
            failures: [],
          };
          studio.emit('jobs.changed', { ...job, state: 'running', progress: 0.4 } as never);
          studio.emit('jobs.changed', { ...job, state: 'done', progress: 1, result: report } as never);
        }, 20);
        return { jobId: 'j1' };
      default:
        return invoke(channel as never, request as never);
    }
  }) as typeof studio.invoke;
  root = createRoot(open.host.appendChild(document.createElement('div')));
  await act(async () =>
    root.render(
      <Provider store={store}>
        <ServicesPanel />
      </Provider>,
    ),
  );
  await settle();
});
afterAll(async () => {
  await act(async () => root.unmount());
  await open.close();
});

const button = (name: string | RegExp): HTMLElement => {
  const found = [...document.querySelectorAll<HTMLElement>('button')].find((node) => {
    const text = node.getAttribute('aria-label') ?? node.textContent ?? '';
    return typeof name === 'string' ? text === name : name.test(text);
  });
  if (!found) throw new Error(`There is no button ${name}.`);
  return found;
};
const click = async (node: HTMLElement): Promise<void> => {
  await act(async () => node.click());
  await settle();
};
const row = (name: string): HTMLElement =>
  [...document.querySelectorAll<HTMLElement>('.service')].find(
    (node) => node.querySelector('b')?.textContent === name,
  )!;

describe('delivery', () => {
  it('shows the rules before anything was measured, and no figure that was not', () => {
    expect(row('YouTube').textContent).toContain('Opus 160 · −14, down');
    expect(row('YouTube').querySelector('.service-peak')!.textContent).toBe('–');
    expect(document.querySelector('.services')!.textContent).toContain('Not measured yet.');
    // The short list; the rest is a press away.
    expect(document.querySelectorAll('.service')).toHaveLength(services.filter(({ panel }) => panel).length);
  });

  it('measures, and says what each does in figures and in words', async () => {
    await click(button('Measure'));
    await settle();
    expect(row('Spotify').textContent).toContain('−4.4 dB');
    expect(row('Spotify').querySelector('[data-peak]')!.getAttribute('data-peak')).toBe('near');
    expect(row('YouTube').querySelector('.service-peak')!.textContent).toBe('+0.22over');
    expect(button(/^YouTube, /).getAttribute('aria-label')).toBe(
      'YouTube, −4.4 dB, Opus 160: 0.22 dBTP after it',
    );
    const summary = document.querySelector('.services-summary')!.textContent!;
    expect(summary).toContain('No service here adds a limiter.');
    expect(summary).toContain('One codec overshoots 0 dBTP before the gain, Opus 160 kbps most: +0.22.');
    expect(summary).toContain('A ceiling of −1.5 clears all of them and costs 0.3 LU.');
  });

  it('plays a service through its codec at its gain, and goes back', async () => {
    await click(button('Hear YouTube'));
    expect(heard.at(-1)).toMatchObject({
      file: { path: 'previews/x/opus-160.wav', startSample: 0, lufs: -9.6 },
    });
    expect((heard.at(-1) as { file: { gainDb: number } }).file.gainDb).toBeCloseTo(-4.4, 9);
    const ear = row('YouTube').querySelector<HTMLElement>('.service-ear')!;
    expect(ear.getAttribute('aria-pressed')).toBe('true');
    await click(ear);
    expect(heard.at(-1)).toMatchObject({ file: null });
  });

  it('opens to all of its codecs, the encoder by name, and where the rule comes from', async () => {
    await click(row('Spotify').querySelector<HTMLElement>('.service-main')!);
    const text = row('Spotify').textContent!;
    expect(text).toContain('encoded by libvorbis');
    expect(text).toContain('Spotify for Artists');
    expect(text).toContain('read 2026-11');
  });

  it('hears the lower ceiling and takes it as one step', async () => {
    await click(button('Hear −1.5'));
    expect(heard.at(-1)).toMatchObject({ file: { path: 'previews/x/ceiling.wav' }, matched: true });
    await click(button('Try it'));
    expect(finalLimiter(open.document())?.parameters.ceilingDbtp).toBe(-1.5);
    expect(document.querySelector('.services-measure')!.textContent).toContain('The song has changed');
  });

  it('shows those that measure dialogue with a plain warning', async () => {
    await click(button('All services'));
    await click(row('Netflix').querySelector<HTMLElement>('.service-main')!);
    expect(row('Netflix').textContent).toContain('It measures dialogue.');
  });

  it('walks the matrix with arrows and plays a cell on its system', async () => {
    await click(button('Translation'));
    const table = document.querySelector('table.matrix')!;
    expect([...table.querySelectorAll('thead b')].map((node) => node.textContent)).toEqual([
      'Lossless',
      'Vorbis 320',
      'AAC 256',
      'Opus 160',
    ]);
    const first = table.querySelector<HTMLElement>('[data-cell="0-0"]')!;
    expect(first.tabIndex).toBe(0);
    await act(async () => first.focus());
    for (const key of ['ArrowDown', 'ArrowRight'])
      await act(async () => {
        document.activeElement!.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
      });
    const cell = document.activeElement as HTMLElement;
    expect(cell.getAttribute('aria-label')).toBe(
      'Phone, Ogg Vorbis q9: vocal +2.4 dB, lows −31.0 dB, true peak −0.31 dBTP',
    );
    expect(table.querySelectorAll('[tabindex="0"]')).toHaveLength(1);
    await click(cell);
    expect(heard.at(-1)).toMatchObject({ systemId: 'phone', file: { path: 'previews/x/vorbis-9.wav' } });
  });

  it('shows the matrix of one service: its codecs at its gain', async () => {
    const { plays } = report;
    const select = document.querySelector<HTMLElement>('.matrix-choice button')!;
    expect(select.textContent).toContain('Every codec, before any gain');
    await click(select);
    const option = [...document.querySelectorAll<HTMLElement>('[role="option"]')].find(
      (node) => node.textContent === 'YouTube',
    )!;
    await click(option);
    const table = document.querySelector('table.matrix')!;
    expect([...table.querySelectorAll('thead b')].map((node) => node.textContent)).toEqual(['Opus 160']);
    const gainDb = plays.find(({ id }) => id === 'youtube')!.gain.gainDb;
    const cell = table.querySelector<HTMLElement>('[data-cell="1-0"]')!;
    expect(cell.getAttribute('aria-label')).toContain(
      `true peak −${Math.abs(0.22 + gainDb).toFixed(2)} dBTP`,
    );
    await click(cell);
    const { file, systemId } = heard.at(-1) as { file: { path: string; gainDb: number }; systemId: string };
    expect([file.path, systemId]).toEqual(['previews/x/opus-160.wav', 'phone']);
    expect(file.gainDb).toBeCloseTo(gainDb, 9);
  });
});
