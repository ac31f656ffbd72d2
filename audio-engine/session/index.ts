/** The face of the session: the document's types, its commands and the questions one can ask of it. */
export * from './apply.ts';
export type { CommandDefinition } from './command.ts';
export { type Command, type CommandId, type CommandPayload, commands } from './commands/index.ts';
export { createDocument, createEffect, createStrip, createTrack, type NewSession } from './create.ts';
export * from './document.ts';
export { stripName } from './find.ts';
export { limitMaster } from './limit-master.ts';
export { type Migrations, migrate, migrations, runMigrations } from './migrate.ts';
export { byOrder, orderBetween, ordersAfter } from './order.ts';
export { overlayProblem } from './overlay.ts';
export { documentSchema } from './schema.ts';
export * from './selectors.ts';
export { validateDocument } from './validate.ts';
