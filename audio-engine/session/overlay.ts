/**
 * A gesture's preview: patches over the document that sound and show while the hand moves. They may change what
 * is there, within the same ranges as commands, and never add or remove things.
 */
import type { z } from 'zod';
import { applyPatches, type DocumentPatch } from './apply.ts';
import { lanePoints } from './automation-points.ts';
import { wrongPoint } from './automation-rules.ts';
import { laneTarget } from './automation-targets.ts';
import type { SessionDocument } from './document.ts';
import { checkParameters } from './effect-rules.ts';
import {
  automationLaneSchema,
  busSchema,
  clipSchema,
  effectSchema,
  loopSchema,
  markerSchema,
  masterSourceSchema,
  releaseSchema,
  sendSchema,
  songEdgesSchema,
  stripSchema,
  tempoSchema,
  trackSchema,
  vcaSchema,
} from './schema.ts';

/** How deep the thing lies that a patch may change a part of, and what it must be afterwards. */
const things: Record<string, { depth: number; schema: z.ZodType }> = {
  tempo: { depth: 1, schema: tempoSchema },
  loop: { depth: 1, schema: loopSchema },
  release: { depth: 1, schema: releaseSchema },
  // Of the master room only the song's edges: the rest is changed by commands.
  master: { depth: 2, schema: songEdgesSchema },
  tracks: { depth: 2, schema: trackSchema },
  strips: { depth: 2, schema: stripSchema },
  markers: { depth: 2, schema: markerSchema },
  clips: { depth: 3, schema: clipSchema },
  effects: { depth: 3, schema: effectSchema },
  buses: { depth: 2, schema: busSchema },
  vcas: { depth: 2, schema: vcaSchema },
  sends: { depth: 3, schema: sendSchema },
  automation: { depth: 3, schema: automationLaneSchema },
};

/** What ties things together: that is changed by commands, which check it. */
const ties = new Set([
  'id',
  'mediaId',
  'folderId',
  'frozen',
  'output',
  'vcaIds',
  'toStripId',
  'kind',
  'sideChain',
  'impulse',
]);

function at(document: unknown, path: readonly (string | number)[]): unknown {
  let value: unknown = document;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string | number, unknown>)[key];
  }
  return value;
}

/** The mix in place of a print or a file: the one source that is always there, so that a track can be heard. */
function isBackToMix({ op, path, value }: DocumentPatch): boolean {
  return (
    op === 'replace' &&
    path.join('.') === 'master.source' &&
    masterSourceSchema.safeParse(value).data?.kind === 'live'
  );
}

/** Why the overlay cannot be shown, or null where it can. */
export function overlayProblem(document: SessionDocument, patches: readonly DocumentPatch[]): string | null {
  const touched = new Map<string, (string | number)[]>();
  for (const patch of patches) {
    if (isBackToMix(patch)) continue;
    const { op, path } = patch;
    const thing = things[String(path[0])];
    const written = path.join('.');
    const tied = thing !== undefined && ties.has(String(path[thing.depth]));
    if (!thing || path.length <= thing.depth || op === 'remove' || tied)
      return `${written} cannot be previewed`;
    const place = path.slice(0, thing.depth);
    if (at(document, place) === undefined) return `${written} is not there`;
    touched.set(place.join('.'), place);
  }
  let after: SessionDocument;
  try {
    after = applyPatches(document, patches);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  for (const [name, place] of touched) {
    const checked = things[String(place[0])]!.schema.safeParse(at(after, place));
    if (!checked.success) {
      const issue = checked.error.issues[0];
      return `${[name, ...(issue?.path ?? [])].join('.')}: ${issue?.message ?? ''}`;
    }
    if (place[0] === 'automation') {
      const [, stripId, laneId] = place.map(String) as [string, string, string];
      const target = laneTarget(after, stripId, laneId);
      const lane = after.automation[stripId]![laneId]!;
      if (!target || wrongPoint(target, lanePoints(lane))) return `${name} cannot have these points`;
    }
    if (place[0] === 'effects') {
      const effect = after.effects[String(place[1])]![String(place[2])]!;
      try {
        checkParameters(effect.kind, effect.parameters);
      } catch (error) {
        return error instanceof Error ? error.message : String(error);
      }
    }
  }
  return null;
}
