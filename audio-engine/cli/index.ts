/** The `threshold` command: the process around one run of it. */
import { runCli } from './run.ts';

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());
// A reader that has seen enough (`| head`) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  stop.abort();
});

/** npm runs scripts in the package's folder and leaves the caller's in INIT_CWD. */
const { npm_lifecycle_event, INIT_CWD } = process.env;
const cwd = npm_lifecycle_event === 'threshold' && INIT_CWD ? INIT_CWD : process.cwd();

/** Only a terminal can take a line back; a log would fill with hundreds of them. */
const { isTTY } = process.stderr;
const CLEAR_LINE = '\r\x1b[K';
let progressShown = false;

function clearProgress(): void {
  if (progressShown) process.stderr.write(CLEAR_LINE);
  progressShown = false;
}

process.exitCode = await runCli(process.argv.slice(2), {
  cwd,
  env: process.env,
  stdin: process.stdin,
  out: (line) => {
    clearProgress();
    process.stdout.write(`${line}\n`);
  },
  error: (line) => {
    clearProgress();
    process.stderr.write(`${line}\n`);
  },
  progress: (fraction, sentence) => {
    if (!isTTY) return;
    progressShown = true;
    process.stderr.write(`${CLEAR_LINE}${Math.floor(fraction * 100)} % ${sentence}`);
  },
  signal: stop.signal,
});
// A pipe that stays open, or a listener of a library, must not keep a finished command.
process.stdin.destroy();
