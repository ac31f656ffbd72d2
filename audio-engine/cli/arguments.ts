/** Reads a command's arguments by its own declaration; what does not fit is a UsageError. */
import { cliWords } from '../words/index.ts';

const words = cliWords.usageError;

/** The command was not understood: exit code 2. */
export class UsageError extends Error {}

export interface OptionSpec {
  /** What stands for the value in the usage; a switch has none. */
  readonly value?: string;
  readonly short?: string;
  /** Takes every word up to the next option. */
  readonly many?: boolean;
  readonly help: string;
}

export interface ArgumentSpec {
  /** Names of what stands without an option, all needed. */
  readonly positionals: readonly string[];
  readonly options: Readonly<Record<string, OptionSpec>>;
}

export class Arguments {
  readonly positionals: readonly string[];
  readonly #options: ReadonlyMap<string, readonly string[]>;

  constructor(positionals: readonly string[], options: ReadonlyMap<string, readonly string[]>) {
    this.positionals = positionals;
    this.#options = options;
  }

  has(name: string): boolean {
    return this.#options.has(name);
  }

  text(name: string): string | undefined {
    return this.#options.get(name)?.[0];
  }

  all(name: string): readonly string[] {
    return this.#options.get(name) ?? [];
  }

  /** A number as people type it: `-14`, `−14`. */
  number(name: string): number | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const value = Number(text.replace('−', '-'));
    if (text.trim() === '' || !Number.isFinite(value)) throw new UsageError(words.number(`--${name}`, text));
    return value;
  }

  oneOf<const Choice extends string>(name: string, choices: readonly Choice[]): Choice | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const found = choices.find((choice) => choice === text);
    if (found === undefined) throw new UsageError(words.oneOf(`--${name}`, choices, text));
    return found;
  }
}

export function parseArguments(spec: ArgumentSpec, argv: readonly string[]): Arguments {
  const positionals: string[] = [];
  const options = new Map<string, string[]>();
  const byShort = new Map(Object.entries(spec.options).map(([name, option]) => [option.short, name]));
  let onlyPositionals = false;
  for (let i = 0; i < argv.length; i++) {
    const word = argv[i]!;
    if (onlyPositionals || word === '-' || !word.startsWith('-')) {
      positionals.push(word);
      continue;
    }
    if (word === '--') {
      onlyPositionals = true;
      continue;
    }
    const [written, attached] = splitAt(word, '=');
    const name = written.startsWith('--') ? written.slice(2) : byShort.get(written.slice(1));
    const option = name !== undefined && Object.hasOwn(spec.options, name) ? spec.options[name] : undefined;
    if (name === undefined || option === undefined) throw new UsageError(words.unknownOption(written));
    if (options.has(name) && !option.many) throw new UsageError(words.twice(written));
    const values = options.get(name) ?? [];
    options.set(name, values);
    if (option.value === undefined) continue;
    if (attached !== undefined) values.push(attached);
    else if (option.many) {
      while (i + 1 < argv.length && !argv[i + 1]!.startsWith('-')) values.push(argv[++i]!);
    } else if (i + 1 < argv.length) values.push(argv[++i]!);
    if (values.length === 0) throw new UsageError(words.needsValue(written));
  }
  const missing = spec.positionals[positionals.length];
  if (missing !== undefined) throw new UsageError(words.missing(missing));
  const extra = positionals[spec.positionals.length];
  if (extra !== undefined) throw new UsageError(words.tooMany(extra));
  return new Arguments(positionals, options);
}

function splitAt(word: string, separator: string): [string, string | undefined] {
  const at = word.indexOf(separator);
  return at < 0 || !word.startsWith('--') ? [word, undefined] : [word.slice(0, at), word.slice(at + 1)];
}
