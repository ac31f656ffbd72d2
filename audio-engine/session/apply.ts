/**
 * Runs commands: checks the payload, reduces a draft, and gives the new document with the patches that lead
 * there and back. The same function runs in studio, in every replica and in the command line.
 */
import {
  enablePatches,
  type Patch as ImmerPatch,
  applyPatches as immerApplyPatches,
  produceWithPatches,
} from 'immer';
import type { z } from 'zod';
import { sessionWords, ThresholdError } from '../words/index.ts';
import type { CommandDefinition } from './command.ts';
import { commands } from './commands/index.ts';
import type { SessionDocument } from './document.ts';

enablePatches();

/** One change as Immer writes it: `path` is an array of keys. */
export interface DocumentPatch {
  op: 'add' | 'remove' | 'replace';
  path: (string | number)[];
  value?: unknown;
}

export interface RawCommand {
  id: string;
  payload: unknown;
}

export interface Applied {
  document: SessionDocument;
  patches: DocumentPatch[];
  /** Patches that take the new document back to the old one. */
  inverse: DocumentPatch[];
  /** The step's name in the history. */
  name: string;
  /** The command with its payload as the schema read it. */
  command: RawCommand;
}

export function findCommand(id: string): CommandDefinition {
  if (!Object.hasOwn(commands, id)) {
    throw new ThresholdError({
      code: 'unknown-command',
      sentence: sessionWords.refused.unknownCommand(id),
      nextStep: sessionWords.refused.unknownCommandNext,
    });
  }
  return commands[id as keyof typeof commands];
}

function problem(issue: z.core.$ZodIssue | undefined): string {
  const { wrong } = sessionWords.refused;
  switch (issue?.code) {
    case 'too_small':
      return issue.origin === 'number' ? wrong.below(Number(issue.minimum)) : wrong.short;
    case 'too_big':
      return issue.origin === 'number' ? wrong.above(Number(issue.maximum)) : wrong.long;
    case 'unrecognized_keys':
      return wrong.unknown(issue.keys.join(', '));
    case 'invalid_value':
      return wrong.oneOf(issue.values.map(String).join(', '));
    case 'invalid_type':
      return wrong.type(issue.expected);
    case 'invalid_union':
      return issue.discriminator === 'id' ? wrong.id : wrong.form;
    default:
      return wrong.form;
  }
}

function invalid(id: string, error: z.ZodError): ThresholdError {
  const issue = error.issues[0];
  return new ThresholdError({
    code: 'invalid-command',
    sentence: sessionWords.refused.invalid(id, issue?.path.map(String).join('.') ?? '', problem(issue)),
    nextStep: sessionWords.refused.invalidNext,
    detail: error.message,
  });
}

/** Throws a ThresholdError that says why where the command cannot be run; the document given is never changed. */
export function applyCommand(document: SessionDocument, command: RawCommand): Applied {
  const definition = findCommand(command.id);
  const parsed = definition.schema.safeParse(command.payload);
  if (!parsed.success) throw invalid(command.id, parsed.error);
  const payload = parsed.data;
  const [next, patches, inverse] = produceWithPatches(document, (draft) => {
    definition.reduce(draft, payload);
  });
  return {
    document: next,
    patches: patches as DocumentPatch[],
    inverse: inverse as DocumentPatch[],
    name: definition.describe(document, payload),
    command: { id: command.id, payload },
  };
}

export function applyPatches(document: SessionDocument, patches: readonly DocumentPatch[]): SessionDocument {
  return immerApplyPatches(document, patches as readonly ImmerPatch[] as ImmerPatch[]);
}
