// `npm test`: installs what is missing (except system packages, which it names), builds, type-checks, lints,
// runs unit and end-to-end tests, and ends with one line: N passed, N failed.
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { buildStale } from './build.mjs';
import { ensureNaudiodon, ensurePackages, root, run } from './install.mjs';

const tools = [
  {
    programs: ['chromium', 'chromium-browser', 'google-chrome'],
    debian: 'chromium',
    why: 'end-to-end tests',
  },
  { programs: ['ffmpeg'], debian: 'ffmpeg', why: 'reference decodes and loudness' },
  { programs: ['sox'], debian: 'sox', why: 'reference files' },
  { programs: ['pulseaudio'], debian: 'pulseaudio', why: 'the virtual audio interface' },
  {
    programs: ['parec', 'pactl'],
    debian: 'pulseaudio-utils',
    why: 'recording the virtual interface',
    all: true,
  },
  { programs: ['g++'], debian: 'build-essential', why: 'building naudiodon' },
  { programs: ['python3'], debian: 'python3', why: 'building naudiodon' },
];

const onPath = (program) =>
  (process.env.PATH ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)));

function missingPackages() {
  if (process.platform !== 'linux') return [];
  const missing = tools.filter((t) => !(t.all ? t.programs.every(onPath) : t.programs.some(onPath)));
  const names = missing.map((t) => t.debian);
  const plugins = ['/usr/lib/x86_64-linux-gnu', '/usr/lib/aarch64-linux-gnu', '/usr/lib64', '/usr/lib'];
  if (!plugins.some((folder) => existsSync(join(folder, 'alsa-lib/libasound_module_pcm_pulse.so'))))
    names.push('libasound2-plugins');
  return names;
}

const reports = join(root, 'test-results');

/** Passed and failed tests from vitest's JSON report. */
function countVitest(file) {
  if (!existsSync(file)) return { passed: 0, failed: 1 };
  const report = JSON.parse(readFileSync(file, 'utf8'));
  const broken = report.testResults.filter(
    (r) => r.status === 'failed' && r.assertionResults.length === 0,
  ).length;
  return { passed: report.numPassedTests, failed: report.numFailedTests + broken };
}

/** The same from Playwright's. */
function countPlaywright(file) {
  if (!existsSync(file)) return { passed: 0, failed: 1 };
  const { stats, errors } = JSON.parse(readFileSync(file, 'utf8'));
  return { passed: stats.expected + stats.flaky, failed: stats.unexpected + (errors?.length ?? 0) };
}

async function step(name, program, args, timeoutMs) {
  const started = Date.now();
  console.log(`\n== ${name}`);
  const code = await run(program, args, { timeoutMs });
  if (code === 124) console.error(`${name} took longer than ${timeoutMs / 1000} s and was stopped.`);
  console.log(
    `== ${name}: ${code === 0 ? 'ok' : 'failed'} in ${((Date.now() - started) / 1000).toFixed(0)} s`,
  );
  return code === 0;
}

await ensurePackages();
const missing = missingPackages();
if (missing.length) {
  console.error(
    `The tests need programs that are not here. Install them with:\n  sudo apt-get install -y --no-install-recommends ${missing.join(' ')}`,
  );
  process.exit(1);
}
await ensureNaudiodon();
await buildStale();
rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });

const bin = (path) => join(root, 'node_modules', path);
const node = process.execPath;
let passed = 0;
let failed = 0;
const count = (ok) => {
  if (ok) passed++;
  else failed++;
};

count(await step('types', node, [bin('typescript/bin/tsc'), '-p', '.'], 120_000));
count(
  await step('lint', node, [bin('@biomejs/biome/bin/biome'), 'check', '--error-on-warnings', '.'], 60_000),
);

const unitReport = join(reports, 'unit.json');
const unitOk = await step(
  'unit tests',
  node,
  [bin('vitest/vitest.mjs'), 'run', '--reporter=dot', '--reporter=json', `--outputFile.json=${unitReport}`],
  1_200_000,
);
const unit = countVitest(unitReport);
passed += unit.passed;
failed += unitOk ? unit.failed : Math.max(1, unit.failed);

if (existsSync(join(root, 'tests/e2e'))) {
  const endReport = join(reports, 'e2e.json');
  process.env.PLAYWRIGHT_JSON_OUTPUT_NAME = endReport;
  const endOk = await step(
    'end-to-end tests',
    node,
    [bin('@playwright/test/cli.js'), 'test', '--reporter=line,json'],
    600_000,
  );
  const end = countPlaywright(endReport);
  passed += end.passed;
  failed += endOk ? end.failed : Math.max(1, end.failed);
}

console.log('');
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed ? 1 : 0);
