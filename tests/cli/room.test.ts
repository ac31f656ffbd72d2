/** The master room from the command line: references, prints and proposals, and what each refuses with its reason. */
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { createWav, openWav } from '../../audio-engine/media/index.ts';
import { MASTER_STRIP, orderedEffects, type SessionDocument } from '../../audio-engine/session/index.ts';
import { openStudio } from '../../audio-engine/studio/index.ts';
import { noise } from '../conformance/signals.ts';
import { beat } from '../measure/programmes.ts';
import { cli } from './fake-io.ts';

let root = '';

function write(path: string, samples: Float64Array): void {
  const wav = createWav(path, { channels: 2, sampleRate: 48000, format: 's24' });
  wav.write(samples, samples.length / 2);
  wav.close();
}

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'threshold-cli-room-'));
  mkdirSync(join(root, 'stems'));
  const { samples } = beat(48000, 6);
  const random = noise(5);
  write(join(root, 'stems', 'Drums.wav'), samples);
  write(
    join(root, 'stems', 'Hats.wav'),
    samples.map(() => 0.02 * random()),
  );
  write(
    join(root, 'bright.wav'),
    samples.map((x) => 0.5 * x + 0.1 * random()),
  );
  write(
    join(root, 'dark.wav'),
    samples.map((x) => 0.8 * x),
  );
  writeFileSync(join(root, 'letter.txt'), 'no sound in here');
  expect((await cli(root, ['new', 'Song', '--from', 'stems'])).code).toBe(0);
  return () => rmSync(root, { recursive: true, force: true });
});

function documentOf(session = 'Song'): SessionDocument {
  const studio = openStudio(join(root, session), {
    dataFolder: join(root, 'data'),
    readOnly: true,
    serve: false,
  });
  studio.close();
  return studio.document;
}

describe('references', () => {
  it('says that there are none yet, and brings in several as one step', async () => {
    const none = await cli(root, ['references', 'Song']);
    expect([none.code, none.out.length]).toEqual([0, 1]);
    const { code, json } = await cli(root, [
      'references',
      'Song',
      '--add',
      'bright.wav',
      'dark.wav',
      '--json',
    ]);
    expect(code).toBe(0);
    const { references } = json[0] as {
      references: { letter: string; reference: { name: string; lufs: number }; difference: unknown[] }[];
    };
    expect(references.map(({ letter, reference }) => [letter, reference.name])).toEqual([
      ['A', 'bright'],
      ['B', 'dark'],
    ]);
    const measured = await cli(root, ['measure', 'dark.wav', '--json']);
    const { integratedLufs } = measured.json[0] as { integratedLufs: number };
    expect(references[1]!.reference.lufs).toBeCloseTo(integratedLufs, 1);
    expect(references.every(({ difference }) => difference.length > 0)).toBe(true);
    expect(Object.keys(documentOf().references)).toHaveLength(2);
  });

  it('prints a line for the master and two for each reference', async () => {
    const { code, out } = await cli(root, ['references', 'Song']);
    expect(code).toBe(0);
    expect(out).toHaveLength(5);
    expect(out[1]).toMatch(/^A bright.*LUFS/);
  });

  it('says which file it cannot read, and takes the others', async () => {
    const before = readdirSync(join(root, 'Song', 'audio')).length;
    const { errors } = await cli(root, ['references', 'Song', '--add', 'letter.txt', 'gone.wav', 'dark.wav']);
    expect(errors.join('\n')).toMatch(/letter\.txt/);
    expect(errors.join('\n')).toMatch(/gone\.wav/);
    expect(readdirSync(join(root, 'Song', 'audio'))).toHaveLength(before + 1);
    expect(Object.keys(documentOf().references)).toHaveLength(3);
  });
});

describe('print', () => {
  it('prints the mix as it sounds and feeds the master from it, print by print', async () => {
    const first = await cli(root, ['print', 'Song', '--json']);
    expect(first.code).toBe(0);
    const { file } = first.json[0] as { file: string };
    expect(documentOf().master.source).toMatchObject({ kind: 'print' });
    await cli(root, ['render', 'Song', '-o', 'before.wav', '--premaster', '--bits', '32f']);
    const [printed, mix] = [join(root, 'Song', file), join(root, 'before.wav')].map((path) => {
      const wav = openWav(path);
      const samples = new Float64Array(wav.lengthSamples * 2);
      wav.read(0, wav.lengthSamples, samples);
      wav.close();
      return samples;
    });
    expect(Float32Array.from(printed!)).toEqual(Float32Array.from(mix!));
    const second = await cli(root, ['print', 'Song']);
    expect(second.code).toBe(0);
    expect(second.out.join()).toMatch(/2/);
    expect(Object.keys(documentOf().master.prints)).toHaveLength(2);
  });
});

describe('propose', () => {
  it('gives reasons, and puts nothing in until it is asked to', async () => {
    const { code, out } = await cli(root, ['propose', 'Song']);
    expect(code).toBe(0);
    expect(out.join('\n')).toMatch(/LUFS/);
    expect(orderedEffects(documentOf(), MASTER_STRIP)).toEqual([]);
  });

  it('puts the chain in as one step, made for a reference and a target', async () => {
    const argv = ['propose', 'Song', '--reference', 'bright.wav', '--target', 'Spotify', '--apply', '--json'];
    const { code, json, errors } = await cli(root, argv);
    expect([code, errors.filter((line) => /no /i.test(line))]).toEqual([0, []]);
    const { modules, rev } = json[0] as { modules: { kind: string; reason: string }[]; rev: number };
    expect(modules.every(({ reason }) => reason.length > 20)).toBe(true);
    const chain = orderedEffects(documentOf(), MASTER_STRIP).map(({ kind }) => kind);
    expect(chain).toEqual(modules.map(({ kind }) => kind));
    expect(rev).toBeGreaterThan(0);
  });

  it('refuses a target and a reference that are not there', async () => {
    const target = await cli(root, ['propose', 'Song', '--target', 'Napster', '--json']);
    expect([target.code, target.json]).toMatchObject([1, [{ failure: { code: 'delivery.unknownTarget' } }]]);
    for (const reference of ['gone.wav', 'letter.txt']) {
      const { code, errors } = await cli(root, ['propose', 'Song', '--reference', reference]);
      expect([code, errors.join()]).toEqual([1, expect.stringContaining(reference)]);
    }
  });
});

describe.each(['references', 'print', 'propose'])('%s', (name) => {
  it('says what is no session, and what is not understood', async () => {
    mkdirSync(join(root, 'empty'), { recursive: true });
    for (const wrong of ['nowhere', 'empty', 'bright.wav']) {
      const { code, errors } = await cli(root, [name, wrong]);
      expect(code, wrong).toBe(1);
      expect(errors.join(), wrong).toContain(wrong);
      expect(errors.join(), wrong).not.toContain('inside Threshold');
    }
    expect((await cli(root, [name])).code).toBe(2);
    expect((await cli(root, [name, 'Song', '--colour', 'red'])).code).toBe(2);
    expect(readdirSync(join(root, 'empty'))).toEqual([]);
  });

  it('says who has a session open that cannot be written', async () => {
    const lock = join(root, 'Song', 'session.lock');
    const held = {
      pid: 4321,
      host: 'studio-two',
      time: '2026-11-22T10:00:00.000Z',
      socket: '/nowhere',
      began: null,
    };
    writeFileSync(lock, JSON.stringify(held));
    const { code, errors } = await cli(root, [name, 'Song', ...(name === 'propose' ? ['--apply'] : [])]);
    rmSync(lock);
    expect([code, errors.join()]).toEqual([1, expect.stringContaining('studio-two')]);
  });

  it('leaves a session of a newer program alone', async () => {
    const folder = join(root, `Newer ${name}`);
    mkdirSync(folder);
    writeFileSync(
      join(folder, 'session.json'),
      JSON.stringify({ revision: 1, document: { schemaVersion: 999 } }),
    );
    const { code } = await cli(root, [name, `Newer ${name}`]);
    expect(code).toBe(1);
    expect(readdirSync(folder).filter((file) => file !== 'session.json' && file !== '.lock')).toEqual([]);
    expect(existsSync(join(folder, 'audio'))).toBe(false);
  });
});
