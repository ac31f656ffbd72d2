/** Runs one command line: finds the command, reads its arguments, and turns what happens into an exit code. */
import { cliWords, type FailureValue, failureOf } from '../words/index.ts';
import { type OptionSpec, parseArguments, UsageError } from './arguments.ts';
import { type CliCommand, Context, type Io } from './command.ts';
import { type CommandName, cliCommands } from './commands/index.ts';

/** 130 is what shells know as ended by Ctrl+C. */
export const EXIT = { done: 0, failed: 1, usage: 2, stopped: 130 } as const;

const always: Record<string, OptionSpec> = {
  json: { help: cliWords.jsonOption },
  help: { short: 'h', help: cliWords.helpOption },
};

function overview(): string[] {
  return [
    cliWords.intro,
    '',
    cliWords.usage,
    '',
    cliWords.commandsTitle,
    ...Object.values(cliWords.commands).map(({ usage, summary }) => `  ${usage}\n      ${summary}`),
    '',
    cliWords.footer,
    cliWords.exitCodes,
  ];
}

function help(command: CliCommand): string[] {
  const { usage, summary } = cliWords.commands[command.name];
  const options = Object.entries({ ...command.options, ...always }).map(([name, option]) => {
    const written = `${option.short ? `-${option.short}, ` : ''}--${name}${option.value ? ` ${option.value}` : ''}`;
    return `  ${written.padEnd(24)}${option.help}`;
  });
  return [`threshold ${usage}`, `  ${summary}`, '', cliWords.options, ...options];
}

/** Whatever a command throws once it was told to stop is the stop, told by what it was doing. */
function stoppedFailure(name: CommandName): FailureValue {
  return { code: 'cancelled', sentence: cliWords.stopped[name], nextStep: cliWords.startAgain };
}

/** Resolves with the exit code; never rejects. */
export async function runCli(argv: readonly string[], io: Io): Promise<number> {
  const [name, ...rest] = argv;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    for (const line of overview()) io.out(line);
    return name === undefined ? EXIT.usage : EXIT.done;
  }
  const load = Object.hasOwn(cliCommands, name) ? cliCommands[name as CommandName] : undefined;
  if (!load) {
    io.error(cliWords.usageError.unknownCommand(name));
    for (const line of overview()) io.error(line);
    return EXIT.usage;
  }
  const { command } = await load();
  if (rest.includes('--help') || rest.includes('-h')) {
    for (const line of help(command)) io.out(line);
    return EXIT.done;
  }
  const json = rest.includes('--json');
  try {
    const args = parseArguments({ ...command, options: { ...command.options, ...always } }, rest);
    await command.run(new Context(io, args, json));
    return EXIT.done;
  } catch (error) {
    if (error instanceof UsageError) {
      if (json) io.out(JSON.stringify({ failure: { code: 'usage', sentence: error.message, nextStep: '' } }));
      io.error(error.message);
      io.error(`threshold ${cliWords.commands[command.name].usage}`);
      return EXIT.usage;
    }
    const stopped = io.signal.aborted;
    const failure = stopped ? stoppedFailure(command.name) : failureOf(error);
    if (json) io.out(JSON.stringify({ failure }));
    else io.error(`${failure.sentence} ${failure.nextStep}`.trim());
    if (failure.code === 'internal' && failure.detail) io.error(failure.detail);
    return stopped ? EXIT.stopped : EXIT.failed;
  }
}
