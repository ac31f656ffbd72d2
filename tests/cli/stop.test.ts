/** Ctrl+C on each long command: it says what was stopped, and nothing half is left, neither beside the session nor in it. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createWav } from '../../audio-engine/media/index.ts';
import { cliWords } from '../../audio-engine/words/index.ts';
import { beat } from '../measure/programmes.ts';
import { cli } from './fake-io.ts';

const before = process.env.TMPDIR;
let root = '';

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'threshold-cli-stop-'));
  for (const folder of ['stems', 'tmp']) mkdirSync(join(root, folder));
  process.env.TMPDIR = join(root, 'tmp');
  const { samples } = beat(48000, 5.5);
  for (const name of ['Drums', 'Lead vox']) {
    const wav = createWav(join(root, 'stems', `${name}.wav`), {
      channels: 2,
      sampleRate: 48000,
      format: 's24',
    });
    wav.write(samples, samples.length / 2);
    wav.close();
  }
  const done = await cli(root, ['new', 'Song', '--from', 'stems']);
  expect(done.code).toBe(0);
  expect((await cli(root, ['render', 'Song', '-o', 'proved.wav'])).code).toBe(0);
  expect((await cli(root, ['handoff', 'Song', '-o', 'given'])).code).toBe(0);
  writeFileSync(
    join(root, 'album.json'),
    JSON.stringify({
      title: 'Two',
      formats: ['wav24', 'mp3-192'],
      oneFile: true,
      ddp: true,
      songs: [{ file: 'stems/Drums.wav' }, { session: 'Song' }],
    }),
  );
});
afterAll(() => {
  if (before === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = before;
  rmSync(root, { recursive: true, force: true });
});

/** Every file and folder there is, without what every opening of a session writes. */
const listing = (): string[] =>
  readdirSync(root, { recursive: true })
    .map(String)
    .filter((name) => !/^data|session\.json|journal\.jsonl|view\.json|history/.test(name))
    .sort();

const COMMANDS = {
  new: ['new', 'Second', '--from', 'stems'],
  level: ['level', 'Song'],
  render: ['render', 'Song', '-o', 'out/deep', '--format', 'wav24,flac16@44100,mp3-192', '--stems', 'parts'],
  freeze: ['freeze', 'Song', 'Drums'],
  bounce: ['bounce', 'Song', 'Drums'],
  print: ['print', 'Song'],
  propose: ['propose', 'Song', '--apply'],
  master: ['master', 'Song', '-o', 'mastered', '--format', 'wav24,mp3-192'],
  album: ['album', 'album.json', '-o', 'album'],
  prove: ['prove', 'proved.wav'],
  handoff: ['handoff', 'Song', '-o', 'another'],
  report: ['report', 'Song', '-o', 'report.html'],
  check: ['check', 'Song'],
  services: ['services', 'Song', '--only', 'Bandcamp'],
  references: ['references', 'Song', '--add', 'stems/Drums.wav'],
} as const;

// What a service does is measured last; all of it is done before 0.7 where it needs no lower ceiling.
/** Most of them late, when there is something that could be left; what takes long, early. */
const EARLY: Readonly<Record<string, number>> = {
  level: 0,
  freeze: 0,
  check: 0,
  prove: 0,
  propose: 0.2,
  report: 0.1,
  services: 0.1,
};

for (const [name, argv] of Object.entries(COMMANDS)) {
  const at = EARLY[name] ?? 0.7;
  it(`${name}, at ${at * 100} %`, async () => {
    const there = listing();
    const { code, errors } = await cli(root, argv, '', (fraction) => fraction >= at);
    expect(errors.at(-1)).toBe(`${cliWords.stopped[name as keyof typeof COMMANDS]} ${cliWords.startAgain}`);
    expect(code).toBe(130);
    expect(listing()).toEqual(there);
  });
}

it('says it to programs, too, and stops a hand-off that is being opened', async () => {
  const there = listing();
  const argv = ['handoff', 'given', '--open', 'Mary', '--json'];
  const { code, json } = await cli(root, argv, '', () => true);
  expect([code, json]).toMatchObject([130, [{ failure: { code: 'cancelled' } }]]);
  expect(listing()).toEqual(there);
});
