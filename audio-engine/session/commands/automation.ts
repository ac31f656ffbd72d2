/** Automation lanes: what they do, their points by hand, and the passes that faders write. */
import { z } from 'zod';
import { mixDocumentWords } from '../../words/index.ts';
import { replacePoints } from '../automation-points.ts';
import { checkPoints, laneFor, needTarget } from '../automation-rules.ts';
import { laneName } from '../automation-targets.ts';
import { defineCommand } from '../command.ts';
import { AUTOMATION_MODES, type SessionDocument } from '../document.ts';
import { needLane } from '../find.ts';
import { automationPointSchema, idSchema, sampleSchema } from '../schema.ts';

const { names, modes } = mixDocumentWords;
const laneSchema = { stripId: idSchema, laneId: idSchema };
const lanesSchema = z.array(z.strictObject(laneSchema)).min(1).max(10_000);

/** All points from one sample to another, both included, give way to these. */
const editSchema = z.strictObject({
  ...laneSchema,
  fromSample: sampleSchema,
  toSample: sampleSchema,
  points: z.array(automationPointSchema).max(100_000),
});
const editsSchema = z.strictObject({ edits: z.array(editSchema).min(1).max(10_000) });
type Edits = z.output<typeof editsSchema>;
type Lane = { stripId: string; laneId: string };

const named = (d: SessionDocument, at: Lane) => laneName(d, at.stripId, at.laneId);
const lanesOfEdits = (edits: readonly Lane[]) =>
  new Set(edits.map(({ stripId, laneId }) => `${stripId} ${laneId}`)).size;

function reduceEdits(draft: SessionDocument, { edits }: Edits): void {
  for (const { stripId, laneId, fromSample, toSample, points } of edits) {
    checkPoints(draft, needTarget(draft, stripId, laneId), points, fromSample, toSample);
    replacePoints(laneFor(draft, stripId, laneId, 'read'), fromSample, toSample, points);
  }
}

export const automationCommands = {
  /** Lanes that are not there yet are made, without points: the strip's own values are heard until some are written. */
  'automation.mode': defineCommand({
    id: 'automation.mode',
    schema: z.strictObject({ lanes: lanesSchema, mode: z.enum(AUTOMATION_MODES) }),
    describe: (document, { lanes, mode }) =>
      lanes.length === 1
        ? names.laneMode(named(document, lanes[0]!), modes[mode])
        : names.laneModes(lanes.length, modes[mode]),
    reduce: (draft, { lanes, mode }) => {
      for (const { stripId, laneId } of lanes) laneFor(draft, stripId, laneId, mode).mode = mode;
    },
  }),

  'automation.edit': defineCommand({
    id: 'automation.edit',
    schema: editsSchema,
    describe: (document, { edits }) => {
      const count = lanesOfEdits(edits);
      return count === 1 ? names.editLane(named(document, edits[0]!)) : names.editLanes(count);
    },
    reduce: reduceEdits,
  }),

  'automation.write': defineCommand({
    id: 'automation.write',
    schema: editsSchema,
    describe: (document, { edits }) => {
      const count = lanesOfEdits(edits);
      return count === 1 ? names.writeLane(named(document, edits[0]!)) : names.writeLanes(count);
    },
    reduce: reduceEdits,
  }),

  'automation.remove': defineCommand({
    id: 'automation.remove',
    schema: z.strictObject({ lanes: lanesSchema }),
    describe: (document, { lanes }) =>
      lanes.length === 1 ? names.removeLane(named(document, lanes[0]!)) : names.removeLanes(lanes.length),
    reduce: (draft, { lanes }) => {
      for (const { stripId, laneId } of lanes) {
        needLane(draft, stripId, laneId);
        delete draft.automation[stripId]![laneId];
      }
    },
  }),
};
