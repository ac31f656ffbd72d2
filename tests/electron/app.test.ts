import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SessionDocument } from '../../audio-engine/session/index.ts';
import { ElectronMain } from './electron-main.ts';

interface Answer<T> {
  value?: T;
  error?: string;
}

describe('the Electron app under the stand-in', () => {
  let main: ElectronMain;
  beforeAll(async () => {
    main = new ElectronMain();
    await main.until((t) => t.did === 'page', 'the page');
  });
  afterAll(() => main.end());

  const invoke = <T>(channel: string, request: unknown = {}): Promise<T> =>
    main.evaluate<T>(`window.studio.invoke(${JSON.stringify(channel)}, ${JSON.stringify(request)})`);
  const refused = async (channel: string, request: unknown): Promise<string> =>
    (
      await main.evaluate<Answer<never>>(
        `window.studio.invoke(${JSON.stringify(channel)}, ${JSON.stringify(request)}).then((value) => ({ value }), (error) => ({ error: error.message }))`,
      )
    ).error ?? '';

  it('asks for a sandboxed, isolated renderer without Node, and refuses permissions', async () => {
    const { webPreferences } = await main.until((t) => t.did === 'window', 'the window');
    expect(webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      backgroundThrottling: false,
    });
    expect(main.told.find((t) => t.did === 'permission')).toMatchObject({ allowed: false });
    expect(await main.evaluate('typeof require + typeof process')).toBe('undefinedundefined');
  });

  it('serves the page isolated, under a policy that lets nothing in from elsewhere', async () => {
    expect(await main.evaluate('crossOriginIsolated')).toBe(true);
    expect(
      await main.evaluate("fetch('index.html').then((r) => r.headers.get('content-security-policy'))"),
    ).toContain("default-src 'none'");
    expect(await main.evaluate("fetch('../package.json').then((r) => r.status)")).toBe(404);
    expect(await main.evaluate("fetch('%2e%2e/%2e%2e/package.json').then((r) => r.status)")).toBe(404);
  });

  it('draws the program', async () => {
    await expect
      .poll(() => main.evaluate<number>("document.querySelectorAll('button').length"), { timeout: 20_000 })
      .toBeGreaterThan(5);
    expect(main.told.filter((t) => t.did === 'page-error')).toEqual([]);
  });

  it('denies new windows and sends links to the system browser', async () => {
    await main.evaluate("window.open('https://example.org/') ?? null");
    const opened = await main.until((t) => t.did === 'window-open', 'the refusal');
    expect(opened.action).toBe('deny');
    await main.until(
      (t) => t.did === 'open-external' && t.url === 'https://example.org/',
      'the system browser',
    );
  });

  it('carries commands, patches, failures and binary answers as the table says', async () => {
    await expect.poll(() => invoke<{ revision: number }>('studio.state').then((s) => s.revision)).toBe(0);
    await main.evaluate(
      "window.heard = []; window.studio.on('studio.patches', (p) => window.heard.push(p)); 0",
    );
    const { revision } = await invoke<{ revision: number }>('studio.command', {
      command: {
        id: 'track.add',
        payload: { track: { id: 't1', name: 'Vox', color: 'mauve', channels: 1, order: 'a' } },
      },
      name: null,
      clientTag: 'test',
    });
    expect(revision).toBe(1);
    expect(await main.evaluate('window.heard.map((p) => [p.fromRevision, p.revision, p.clientTag])')).toEqual(
      [[0, 1, 'test']],
    );
    expect(
      await refused('studio.command', {
        command: { id: 'track.explode', payload: {} },
        name: null,
        clientTag: null,
      }),
    ).toMatch(/threshold-failure:/);
    expect(await refused('studio.command', { nonsense: true })).toMatch(/channel.request/);
    expect(await refused('no.such.channel', {})).toMatch(/channel.unknown/);
    expect(
      await refused('media.peaks', { mediaId: 'nothing', samplesPerColumn: 64, first: 0, count: 1 }),
    ).toMatch(/media.none/);
  });

  it('has its menu from the action table, and a click reaches the page', async () => {
    await main.evaluate(
      "window.chosen = []; window.studio.on('app.menu', (m) => window.chosen.push(m.commandId)); 0",
    );
    main.say({ do: 'menu', id: 'edit.undo' });
    await expect.poll(() => main.evaluate('window.chosen')).toEqual(['edit.undo']);
  });

  it('opens the system dialogs and hands on what was chosen', async () => {
    main.say({ do: 'dialog', answer: { canceled: false, filePaths: ['/music/Song'] } });
    expect(await invoke('dialog.open', { kind: 'audio', title: 'Import' })).toEqual({
      paths: ['/music/Song'],
      unsupported: false,
    });
    main.say({ do: 'dialog', answer: { canceled: false, filePath: '/music/Master' } });
    expect(
      await invoke('dialog.save', { kind: 'wav', title: 'Export', suggestedName: 'Master.wav' }),
    ).toEqual({ path: '/music/Master.wav', unsupported: false });
    main.say({ do: 'dialog', answer: { canceled: true, filePaths: [] } });
    expect(await invoke('dialog.open', { kind: 'session', title: 'Open' })).toEqual({
      paths: null,
      unsupported: false,
    });
  });

  it('plays over a utility process, with telemetry on a port of its own; a killed engine comes back', async () => {
    const engines = () =>
      main.told.filter((t) => t.did === 'utility' && String(t.entry).endsWith('engine-process.js'));
    await main.evaluate(
      'window.frames = 0; window.studio.onTelemetry((f) => { window.frames += f.byteLength > 0 ? 1 : 0; }); 0',
    );
    await invoke('transport.play', { fromSample: 0 });
    await expect.poll(() => main.evaluate<number>('window.frames'), { timeout: 20_000 }).toBeGreaterThan(20);
    // The newest: on a busy machine the watchdog may have replaced one already.
    const engine = engines().at(-1)!;
    process.kill(Number(engine.pid), 'SIGKILL');
    await main.until((t) => engines().indexOf(t) > engines().indexOf(engine), 'a new engine');
    const before = await main.evaluate<number>('window.frames');
    await expect
      .poll(() => main.evaluate<number>('window.frames'), { timeout: 20_000 })
      .toBeGreaterThan(before + 20);
    await invoke('transport.stop');
  });

  it('decodes AAC on a hidden page of its own, sandboxed and without a way in, and closes it after', async () => {
    const file = join(main.dataFolder, 'Chorus.m4a');
    const tone = ['-f', 'lavfi', '-i', 'sine=440:sample_rate=48000:duration=2'];
    execFileSync('ffmpeg', ['-v', 'error', '-y', ...tone, '-c:a', 'aac', file]);
    await main.evaluate(
      "window.jobs = []; window.studio.on('jobs.changed', (job) => window.jobs.push(job)); 0",
    );
    await invoke('media.import', { paths: [file], atSample: 0 });
    const last = () => main.evaluate<{ state: string; failures: unknown[] }>('window.jobs.at(-1) ?? null');
    await expect.poll(async () => (await last())?.state, { timeout: 60_000 }).toBe('done');
    expect((await last()).failures).toEqual([]);
    const { document } = await invoke<{ document: SessionDocument }>('studio.state');
    const chorus = Object.values(document.media).find(({ name }) => name === 'Chorus');
    expect(chorus).toMatchObject({ sampleRate: 48_000, lengthSamples: 96_000, sampleFormat: 'f32' });
    const page = await main.until((t) => t.did === 'plain-page', 'the hidden page');
    expect(page).toMatchObject({ shown: false });
    expect(page.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\//);
    const { webPreferences } = main.told.filter((t) => t.did === 'window').at(-1)!;
    expect(webPreferences).toMatchObject({ sandbox: true, contextIsolation: true, nodeIntegration: false });
    expect(webPreferences).not.toHaveProperty('preload');
    await main.until((t) => t.did === 'closed' && t.url === page.url, 'the end of the hidden page');
  });

  it('quits only when the engine is gone, and everything acknowledged is there afterwards', async () => {
    main.say({ do: 'quit' });
    const exit = await main.until((t) => t.did === 'exit', 'the end');
    expect(exit.code).toBe(0);
    expect(readdirSync(join(main.dataFolder, 'unsaved')).length).toBeGreaterThan(0);
    for (const { pid } of main.told.filter((t) => t.did === 'utility'))
      expect(() => process.kill(Number(pid), 0)).toThrow();
  });
});
