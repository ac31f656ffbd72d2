/** What a command of the command line is, and what it gets to work with. */

import { resolve } from 'node:path';
import type { Readable } from 'node:stream';
import type { cliWords, FailureValue } from '../words/index.ts';
import type { ArgumentSpec, Arguments } from './arguments.ts';

/** Everything outside, so that tests can run a command without a process of its own. */
export interface Io {
  /** Where it was called: relative paths start here. */
  cwd: string;
  env: NodeJS.ProcessEnv;
  stdin: Readable;
  /** One line of the answer. */
  out(line: string): void;
  /** One line beside the answer: warnings, failures, progress. */
  error(line: string): void;
  /** How far long work is, for a person who watches: 0..1 and a sentence. */
  progress(fraction: number, sentence: string): void;
  /** Aborted when the person stops the program. */
  signal: AbortSignal;
}

export class Context {
  readonly io: Io;
  readonly args: Arguments;
  readonly json: boolean;

  constructor(io: Io, args: Arguments, json: boolean) {
    this.io = io;
    this.args = args;
    this.json = json;
  }

  path(written: string): string {
    return resolve(this.io.cwd, written);
  }

  /** The answer: one JSON value on a line with `--json`, else the lines for people. */
  answer(value: unknown, lines: () => readonly string[]): void {
    if (this.json) this.io.out(JSON.stringify(value));
    else for (const line of lines()) this.io.out(line);
  }

  /** A failure that does not stop the command. */
  warn(failure: FailureValue): void {
    this.io.error(`${failure.sentence} ${failure.nextStep}`.trim());
  }

  notice(sentence: string): void {
    this.io.error(sentence);
  }
}

export interface CliCommand extends ArgumentSpec {
  readonly name: keyof typeof cliWords.commands;
  /** Throws a ThresholdError to fail, a UsageError where it was not understood. */
  run(context: Context): Promise<void>;
}
