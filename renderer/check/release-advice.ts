/**
 * Before a mix that is tagged for release goes out unmastered: what the Master room would add, said once a session. Pure
 * but for what `askOnce` remembers in the view.
 */
import type { CheckReport } from '../../audio-engine/protocol/index.ts';
import { MASTER_STRIP, type SessionDocument } from '../../audio-engine/session/index.ts';
import { checkWords, releaseWords as words } from '../../audio-engine/words/index.ts';
import { setView, viewValue } from '../state/index.ts';
import { countsOf, parted } from './findings.ts';
import { checkState } from './report.ts';

const TOLD = 'check.releaseTold';
/** Above this a codec or converter clips: AES TD1008 and every service's own advice. */
const SAFE_PEAK_DBTP = -1;
/** Nearer to its target than this a mix needs no change of level. */
const NEAR_LU = 1;

/** So many findings are named. */
const MOST_TITLES = 3;

export interface ReleaseAdvice {
  lead: string;
  items: string[];
}

/** A title, an artist and something that only a release has. */
export function isTagged({ release }: SessionDocument): boolean {
  const { title, artist, isrc, upc, targetName } = release;
  return title !== '' && artist !== '' && (isrc !== '' || upc !== '' || targetName !== null);
}

export function isMastered(document: SessionDocument): boolean {
  return Object.values(document.effects[MASTER_STRIP] ?? {}).some(({ bypassed }) => !bypassed);
}

/** Null where nothing is to be said: it is mastered, or no release. `target`: what its target asks for. */
export function releaseAdvice(
  document: SessionDocument,
  report: CheckReport | null,
  target: { lufs: number | null } | null,
): ReleaseAdvice | null {
  if (!isTagged(document) || isMastered(document)) return null;
  const items: string[] = [];
  const peak = report?.measured.truePeakDbtp ?? null;
  if (peak === null) items.push(words.limiterUnmeasured);
  else if (peak > SAFE_PEAK_DBTP) items.push(words.limiter(checkWords.figure(peak)));
  const lufs = report?.measured.integratedLufs ?? null;
  if (lufs !== null && target?.lufs != null && Math.abs(lufs - target.lufs) > NEAR_LU)
    items.push(words.loudness(checkWords.figure(lufs), checkWords.figure(target.lufs)));
  if (Object.keys(document.references).length === 0) items.push(words.reference);
  items.push(words.services);
  const { fix, hear } = countsOf(report, document.dismissed);
  if (fix + hear > 0) items.push(words.findings(fix + hear));
  return { lead: words.lead, items };
}

/** Of a master that goes out while the mix check still has something to say; null where it has not, or did not run. */
export function findingsAdvice(document: SessionDocument, report: CheckReport | null): ReleaseAdvice | null {
  const open = parted(report, document.dismissed).open.filter(({ severity }) => severity !== 'note');
  if (open.length === 0) return null;
  const items = open.slice(0, MOST_TITLES).map(({ title }) => title);
  if (open.length > items.length) items.push(words.more(open.length - items.length));
  return { lead: words.findingsLead, items };
}

/** For the export dialog: the advice the first time it is asked for in a session, null ever after. */
export function releaseAdviceOnce(
  document: SessionDocument,
  target: { lufs: number | null } | null,
): ReleaseAdvice | null {
  if (viewValue<boolean>(TOLD, false)) return null;
  const { report } = checkState();
  const advice = releaseAdvice(document, report, target) ?? findingsAdvice(document, report);
  if (advice) setView({ [TOLD]: true });
  return advice;
}
