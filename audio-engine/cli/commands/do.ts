/**
 * Runs document commands through the one writer: an array from a file, or one command a line from `-`, each
 * answered by its revision as soon as its journal line is written.
 */
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { cliWords, ThresholdError } from '../../words/index.ts';
import type { CliCommand, Context } from '../command.ts';
import { accessSession } from '../session-access.ts';

const commandSchema = z.strictObject({
  id: z.string(),
  payload: z.unknown(),
  /** What the history calls the step; without one, the command names itself. */
  name: z.string().min(1).max(256).nullable().optional(),
});
type GivenCommand = z.output<typeof commandSchema>;

function parseJson(text: string, what: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ThresholdError(cliWords.notJson(what));
  }
}

function parseCommand(raw: unknown, what: string): GivenCommand {
  const parsed = commandSchema.safeParse(raw);
  if (!parsed.success) throw new ThresholdError(cliWords.notCommands(what));
  return parsed.data;
}

function* commandsOfFile(path: string): Generator<GivenCommand> {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    throw new ThresholdError(cliWords.noFile(path));
  }
  const raw = parseJson(text, path);
  if (!Array.isArray(raw)) throw new ThresholdError(cliWords.notCommands(path));
  // All of them are looked at before the first is run: a file with a slip in it changes nothing.
  yield* raw.map((item, index) => parseCommand(item, cliWords.at(index + 1)));
}

async function* commandsOfLines(context: Context): AsyncGenerator<GivenCommand> {
  let number = 0;
  for await (const line of createInterface({
    input: context.io.stdin,
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    number += 1;
    const what = cliWords.line(number);
    if (line.trim() !== '') yield parseCommand(parseJson(line, what), what);
  }
}

export const command: CliCommand = {
  name: 'do',
  positionals: ['SESSION', 'COMMANDS.json'],
  options: {},
  async run(context) {
    const [session, source] = context.args.positionals as [string, string];
    const given = source === '-' ? commandsOfLines(context) : commandsOfFile(context.path(source));
    const access = await accessSession(context, session);
    try {
      let number = 0;
      for await (const { id, payload, name = null } of given) {
        if (context.io.signal.aborted) return;
        number += 1;
        try {
          const step = await access.run({ id, payload }, name);
          context.answer({ rev: step.revision, name: step.name }, () => [String(step.revision)]);
        } catch (error) {
          if (!(error instanceof ThresholdError)) throw error;
          const { failure } = error;
          throw new ThresholdError({ ...failure, sentence: `${cliWords.at(number)}: ${failure.sentence}` });
        }
      }
    } finally {
      access.close();
    }
  },
};
