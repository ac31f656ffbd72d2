/**
 * Several commands as one step: all of them or none, one journal line, one undo. What a hand does to many clips at
 * once, and what a script wants to be taken back in one go.
 */
import { z } from 'zod';
import { sessionWords } from '../../words/index.ts';
import { type CommandDefinition, defineCommand } from '../command.ts';

/** As many clips as one command may name. */
const MANY = 10_000;

type Definitions = Readonly<Record<string, CommandDefinition>>;
type Member<D, Side extends 'input' | 'output'> = {
  [K in keyof D]: D[K] extends CommandDefinition<string, infer Schema>
    ? { id: K; payload: Side extends 'input' ? z.input<Schema> : z.output<Schema> }
    : never;
}[keyof D];

/** The command `batch` over those given; it is not among them, so batches do not nest. */
export function batchCommand<const D extends Definitions>(definitions: D) {
  const members = Object.values(definitions).map(({ id, schema }) =>
    z.strictObject({ id: z.literal(id), payload: schema }),
  );
  // Built from a table, the union cannot carry its members' types by itself.
  const member = z.discriminatedUnion('id', members as [(typeof members)[number]]) as unknown as z.ZodType<
    Member<D, 'output'>,
    Member<D, 'input'>
  >;
  const definitionOf = (id: Member<D, 'output'>['id']): CommandDefinition => definitions[id]!;

  return defineCommand({
    id: 'batch',
    schema: z.strictObject({ commands: z.array(member).min(1).max(MANY) }),
    describe: (document, { commands }) => {
      const [first, ...others] = commands as [Member<D, 'output'>, ...Member<D, 'output'>[]];
      if (others.length > 0 && others.every(({ id }) => id === first.id)) {
        const same = sessionWords.batches[first.id as keyof typeof sessionWords.batches];
        if (same) return same(commands.length);
      }
      // Only the first is named: the others may speak of what the ones before them made.
      const name = definitionOf(first.id).describe(document, first.payload);
      return others.length === 0 ? name : sessionWords.names.andMore(name, others.length);
    },
    reduce: (draft, { commands }) => {
      for (const { id, payload } of commands) definitionOf(id).reduce(draft, payload);
    },
  });
}
