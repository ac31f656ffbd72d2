/**
 * The newest report of a session's mix check, kept beside its peaks: derived, so it is in no history and no undo, and
 * whatever is wrong with the file only means that the mix has not been checked. The fingerprint is that of the mix that
 * was listened to: what opens the session later can say that the report is older than the mix.
 */
import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type CheckReport, checkReportSchema } from '../../audio-engine/protocol/index.ts';

export interface Checked {
  report: CheckReport;
  /** mixFingerprint of the document that was checked. */
  fingerprint: string;
}

/** Of the file's form; another one is not read. */
const FORM = 1;
const keptSchema = z.object({
  form: z.literal(FORM),
  fingerprint: z.string().regex(/^[0-9a-f]{16}$/),
  report: checkReportSchema,
});
/** Two hundred findings with their pictures stay far below. */
const MOST_BYTES = 32e6;

const placeOf = (folder: string): string => join(folder, 'peaks', 'mix-check.json');

/** Null where there is none that can be read. */
export function readCheck(folder: string): Checked | null {
  try {
    const place = placeOf(folder);
    if (statSync(place).size > MOST_BYTES) return null;
    const { report, fingerprint } = keptSchema.parse(JSON.parse(readFileSync(place, 'utf8')));
    return { report, fingerprint };
  } catch {
    return null;
  }
}

/** False where it could not be written: the report is still there until the session is closed. */
export function keepCheck(folder: string, { report, fingerprint }: Checked): boolean {
  const place = placeOf(folder);
  try {
    mkdirSync(join(folder, 'peaks'), { recursive: true });
    writeFileSync(`${place}.new`, `${JSON.stringify({ form: FORM, fingerprint, report })}\n`);
    renameSync(`${place}.new`, place);
    return true;
  } catch {
    return false;
  }
}
