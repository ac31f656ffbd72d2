import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { decodeTelemetry, Header } from '../../audio-engine/protocol/index.ts';
import { findBrowser } from '../../main/browser/window.ts';
import { type Connection, connect, cookieOf, HostProcess } from './host-process.ts';

/** Status of a raw request; `fetch` would not let a test forge Host or Origin. */
function status(
  address: string,
  path: string,
  headers: Record<string, string>,
  method = 'GET',
): Promise<number> {
  const { hostname, port } = new URL(address);
  return new Promise((done, fail) => {
    const call = request({ hostname, port, path, method, headers }, (answer) => {
      answer.resume();
      done(answer.statusCode ?? 0);
    });
    call.on('error', fail);
    call.end(method === 'POST' ? 'x' : undefined);
  });
}

function upgradeRefused(address: string, headers: Record<string, string>, path = '/socket'): Promise<number> {
  const { host } = new URL(address);
  return new Promise((done) => {
    const socket = new WebSocket(`ws://${host}${path}`, { headers });
    socket.on('unexpected-response', (_request, answer) => done(answer.statusCode ?? 0));
    socket.on('open', () => {
      socket.close();
      done(101);
    });
    socket.on('error', () => {});
  });
}

describe('the browser host', () => {
  let host: HostProcess;
  let address: string;
  let cookie: string;
  let own: string;
  let line: Connection;
  beforeAll(async () => {
    host = new HostProcess();
    address = await host.address();
    cookie = await cookieOf(address);
    own = new URL(address).host;
    line = await connect(address, cookie);
  });
  afterAll(async () => {
    line.close();
    await host.end();
  });

  it('exchanges a printed address once, for a cookie no script can read', async () => {
    const again = await fetch(address, { redirect: 'manual' });
    expect(again.status).toBe(401);
    expect(cookie).toMatch(/^threshold=[\w-]{40,}$/);
  });

  it('lets in a window that another page sent to it, as the private file does', async () => {
    const browser = await chromium.launch({
      executablePath: findBrowser() ?? '',
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
    });
    const other = new HostProcess();
    try {
      const page = await browser.newPage();
      const file = join(other.dataFolder, 'open.html');
      const target = await other.address();
      writeFileSync(file, `<!doctype html><script>location.replace(${JSON.stringify(target)})</script>`);
      await page.goto(pathToFileURL(file).href);
      await page.getByRole('banner').waitFor({ timeout: 30_000 });
      expect(new URL(page.url()).search).toBe('');
    } finally {
      await browser.close();
      await other.end();
    }
  });

  it('serves nothing without the cookie, to other hosts, or outside its folder', async () => {
    expect(await status(address, '/', { host: own })).toBe(401);
    expect(await status(address, '/', { host: own, cookie })).toBe(200);
    expect(await status(address, '/', { host: 'evil.example:80', cookie })).toBe(421);
    expect(await status(address, '/../package.json', { host: own, cookie })).toBe(404);
    expect(await status(address, '/%2e%2e/package.json', { host: own, cookie })).toBe(404);
    expect(await status(address, '/?token=guess', { host: own })).toBe(401);
  });

  it('takes writes and sockets only from its own page', async () => {
    expect(
      await status(
        address,
        '/upload?name=a.wav',
        { host: own, cookie, origin: 'http://evil.example' },
        'POST',
      ),
    ).toBe(403);
    expect(await status(address, '/upload?name=a.wav', { host: own, cookie }, 'POST')).toBe(403);
    expect(await upgradeRefused(address, { cookie, origin: 'http://evil.example' })).toBe(403);
    expect(await upgradeRefused(address, { origin: `http://${own}` })).toBe(401);
    expect(await upgradeRefused(address, { cookie, origin: `http://${own}` }, '/other')).toBe(403);
  });

  it('sends a policy that lets nothing in', async () => {
    const page = await fetch(`http://${own}/`, { headers: { cookie } });
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toContain("script-src 'self' 'unsafe");
    expect(page.headers.get('cross-origin-opener-policy')).toBe('same-origin');
  });

  it('refuses what does not parse, as a value', async () => {
    await expect(line.invoke('no.such')).rejects.toMatchObject({ failure: { code: 'channel.unknown' } });
    await expect(line.invoke('studio.command', { command: 3 })).rejects.toMatchObject({
      failure: { code: 'channel.request' },
    });
    await expect(line.invoke('files.list', { path: '/etc' })).rejects.toMatchObject({
      failure: { code: 'files.place' },
    });
    await expect(line.invoke('__proto__')).rejects.toMatchObject({ failure: { code: 'channel.unknown' } });
  });

  it('lists home and the places that were added', async () => {
    mkdirSync(join(host.dataFolder, 'music'));
    writeFileSync(join(host.dataFolder, 'music', 'kick.wav'), 'not audio');
    const listed = await line.invoke<{ entries: { name: string; kind: string }[] }>('files.list', {
      path: join(host.dataFolder, 'music'),
    });
    expect(listed.entries).toMatchObject([{ name: 'kick.wav', kind: 'audio' }]);
    // A colon is a letter like any other where file systems allow it.
    mkdirSync(join(host.dataFolder, 'takes 10:30'));
    await line.invoke('files.list', { path: join(host.dataFolder, 'takes 10:30') });
  });

  it('takes a dropped file with its folder, and nothing climbs out', async () => {
    const answer = await fetch(
      `http://${own}/upload?batch=b1&name=${encodeURIComponent('Stems/../../x/Kick.wav')}`,
      {
        method: 'POST',
        body: 'abc',
        headers: { cookie, origin: `http://${own}` },
      },
    );
    const { path, top } = (await answer.json()) as { path: string; top: string };
    expect(path.replaceAll('\\', '/')).toMatch(/\/b1\/Stems\/x\/Kick\.wav$/);
    expect(top.replaceAll('\\', '/')).toMatch(/\/b1\/Stems$/);
    expect(existsSync(path)).toBe(true);
  });

  it('runs commands, sends patches to every window, and has them in the journal', async () => {
    const second = await connect(address, cookie);
    const track = { id: 't1', name: 'Vox', color: 'mauve', channels: 1, order: 'a' };
    const { revision } = await line.invoke<{ revision: number }>('studio.command', {
      command: { id: 'track.add', payload: { track } },
      name: null,
      clientTag: 'x',
    });
    await expect.poll(() => second.events.find((e) => e.event === 'studio.patches')).toBeTruthy();
    expect(second.events.find((e) => e.event === 'studio.patches')?.payload).toMatchObject({
      revision,
      clientTag: 'x',
    });
    const [session] = readdirSync(join(host.dataFolder, 'unsaved'));
    expect(existsSync(join(host.dataFolder, 'unsaved', session!, 'journal.jsonl'))).toBe(true);
    second.close();
  });

  it('lets go of what a window held when it goes away, and of nothing else', async () => {
    const order = 'm';
    const track = { id: 'held', name: 'Held', color: 'clay', channels: 2, order };
    await line.invoke('studio.command', {
      command: { id: 'track.add', payload: { track } },
      name: null,
      clientTag: null,
    });
    const overlay = (value: number) => [{ op: 'replace', path: ['strips', 'held', 'faderDb'], value }];
    const second = await connect(address, cookie);
    await second.invoke('gesture.begin', { gesture: 'theirs', name: 'Fader' });
    await line.invoke('gesture.begin', { gesture: 'ours', name: 'Fader' });
    second.send('gesture.preview', { gesture: 'theirs', patches: overlay(-9) });
    const seen = () => line.events.filter((e) => e.event === 'studio.overlay').map((e) => e.payload);
    await expect.poll(seen).toContainEqual({ gesture: 'theirs', patches: overlay(-9), ended: false });
    second.close();
    await expect.poll(seen).toContainEqual({ gesture: 'theirs', patches: [], ended: true });
    await expect(
      line.invoke('gesture.commit', {
        gesture: 'theirs',
        command: { id: 'strip.set', payload: { stripId: 'held', faderDb: -9 } },
      }),
    ).rejects.toMatchObject({ failure: { code: 'unknown-gesture' } });
    const answer = await line.invoke<{ revision: number }>('gesture.commit', {
      gesture: 'ours',
      command: { id: 'strip.set', payload: { stripId: 'held', faderDb: -2 } },
    });
    expect(answer.revision).toBeGreaterThan(0);
  });

  it('opens the session that is open already without a word, and stays in it', async () => {
    const before = await line.invoke<{ revision: number }>('studio.state');
    const [session] = readdirSync(join(host.dataFolder, 'unsaved'));
    const path = join(host.dataFolder, 'unsaved', session!);
    const again = await line.invoke<{ revision: number; readOnly: string | null }>('session.open', { path });
    expect(again).toMatchObject({ revision: before.revision, readOnly: null });
    const track = { id: 't2', name: 'Keys', color: 'olive', channels: 2, order: 'b' };
    const { revision } = await line.invoke<{ revision: number }>('studio.command', {
      command: { id: 'track.add', payload: { track } },
      name: null,
      clientTag: null,
    });
    expect(revision).toBe(before.revision + 1);
  });

  it('plays, with telemetry whose position moves', async () => {
    await line.invoke('transport.play', { fromSample: 0 });
    const positions = (): number[] =>
      line.telemetry
        .map((f) => decodeTelemetry(f)!.header)
        .filter((h) => h[Header.playing] === 1)
        .map((h) => h[Header.positionSample] ?? 0);
    await expect.poll(() => Math.max(0, ...positions()), { timeout: 20_000 }).toBeGreaterThan(20_000);
    await line.invoke('transport.stop');
  });
});
