/** Lists every document command with the JSON schema of its payload. */
import { z } from 'zod';
import { commands } from '../../session/index.ts';
import type { CliCommand } from '../command.ts';

export const command: CliCommand = {
  name: 'commands',
  positionals: [],
  options: {},
  async run(context) {
    const list = Object.values(commands).map(({ id, title, schema }) => ({
      id,
      title,
      schema: z.toJSONSchema(schema, { io: 'input' }),
    }));
    context.answer(list, () =>
      list.flatMap(({ id, title, schema }) => [`${id}  ${title}`, `  ${JSON.stringify(schema)}`]),
    );
  },
};
