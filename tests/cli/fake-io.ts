/** Runs a command line inside the test, and collects what it says. */
import { Readable } from 'node:stream';
import { runCli } from '../../audio-engine/cli/run.ts';

export interface CliRun {
  code: number;
  out: string[];
  errors: string[];
  /** What `--json` answered, line by line. */
  json: unknown[];
}

export async function cli(
  cwd: string,
  argv: readonly string[],
  stdin: string | Readable = '',
  /** Stops the command, as Ctrl+C does, once it has come so far. */
  stopAt: (fraction: number) => boolean = () => false,
): Promise<CliRun> {
  const stop = new AbortController();
  const out: string[] = [];
  const errors: string[] = [];
  const code = await runCli(argv, {
    cwd,
    env: { ...process.env, THRESHOLD_DATA: `${cwd}/data` },
    stdin: typeof stdin === 'string' ? Readable.from([Buffer.from(stdin)]) : stdin,
    out: (line) => out.push(line),
    error: (line) => errors.push(line),
    progress: (fraction) => {
      if (stopAt(fraction)) stop.abort();
    },
    signal: stop.signal,
  });
  const json = argv.includes('--json') ? out.map((line) => JSON.parse(line)) : [];
  return { code, out, errors, json };
}
