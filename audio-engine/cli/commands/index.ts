/** The commands of the command line, in the order the usage lists them; each is loaded only when it is called. */
import type { cliWords } from '../../words/index.ts';
import type { CliCommand } from '../command.ts';

export type CommandName = keyof typeof cliWords.commands;

export const cliCommands: Readonly<Record<CommandName, () => Promise<{ command: CliCommand }>>> = {
  new: () => import('./new.ts'),
  level: () => import('./level.ts'),
  render: () => import('./render.ts'),
  freeze: () => import('./freeze.ts'),
  bounce: () => import('./bounce.ts'),
  print: () => import('./print.ts'),
  propose: () => import('./propose.ts'),
  master: () => import('./master.ts'),
  album: () => import('./album.ts'),
  prove: () => import('./prove.ts'),
  handoff: () => import('./handoff.ts'),
  report: () => import('./report.ts'),
  compare: () => import('./compare.ts'),
  measure: () => import('./measure.ts'),
  references: () => import('./references.ts'),
  check: () => import('./check.ts'),
  services: () => import('./services.ts'),
  play: () => import('./play.ts'),
  devices: () => import('./devices.ts'),
  commands: () => import('./commands.ts'),
  do: () => import('./do.ts'),
};
