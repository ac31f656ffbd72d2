/** What of a report is shown where: filters, counts, places in words, the song's sections. Pure. */
import type { CheckReport, Finding, Severity } from '../../audio-engine/protocol/index.ts';
import {
  MASTER_STRIP,
  orderedMarkers,
  type SessionDocument,
  stripColor,
  stripName,
} from '../../audio-engine/session/index.ts';
import { clock } from '../../audio-engine/words/check.ts';
import { checkWords as words } from '../../audio-engine/words/index.ts';

export const FILTERS = ['all', 'fix', 'hear', 'note', 'aside', 'notes'] as const;
export type Filter = (typeof FILTERS)[number];

/** Findings that stand, and those that were set aside. */
export function parted(report: CheckReport | null, dismissed: SessionDocument['dismissed']) {
  const findings = report?.findings ?? [];
  return {
    open: findings.filter(({ key }) => !Object.hasOwn(dismissed, key)),
    aside: findings.filter(({ key }) => Object.hasOwn(dismissed, key)),
  };
}

export function filtered(
  report: CheckReport | null,
  dismissed: SessionDocument['dismissed'],
  filter: Filter,
): readonly Finding[] {
  const { open, aside } = parted(report, dismissed);
  if (filter === 'aside') return aside;
  if (filter === 'notes') return [];
  return filter === 'all' ? open : open.filter(({ severity }) => severity === filter);
}

export function countsOf(
  report: CheckReport | null,
  dismissed: SessionDocument['dismissed'],
): Record<Severity | 'clear' | 'aside', number> {
  const { open, aside } = parted(report, dismissed);
  const count = (severity: Severity) => open.filter((finding) => finding.severity === severity).length;
  return {
    fix: count('fix'),
    hear: count('hear'),
    note: count('note'),
    clear: report?.lines.filter(({ state }) => state === 'clear').length ?? 0,
    aside: aside.length,
  };
}

export interface Section {
  name: string;
  startSample: number;
  endSample: number;
}

/** From marker to marker; a song without markers has none. */
export function sectionsOf(document: SessionDocument, lengthSamples: number): Section[] {
  const markers = orderedMarkers(document).filter(({ sample }) => sample < lengthSamples);
  return markers.map(({ name, sample }, i) => ({
    name,
    startSample: sample,
    endSample: markers[i + 1]?.sample ?? lengthSamples,
  }));
}

/** The section that a range lies in, where it lies in one: at most a quarter of it stands out. */
export function sectionOf(
  range: { startSample: number; endSample: number },
  sections: readonly Section[],
): Section | undefined {
  const length = Math.max(1, range.endSample - range.startSample);
  return sections.find((section) => {
    const inside =
      Math.min(range.endSample, section.endSample) - Math.max(range.startSample, section.startSample);
    return inside / length >= 0.75;
  });
}

export interface Strip {
  id: string;
  name: string;
  color: string;
}

/** Strips of a finding that are still there; the whole mix is no strip worth naming where tracks are. */
export function stripsOf(finding: Pick<Finding, 'stripIds'>, document: SessionDocument): Strip[] {
  return finding.stripIds
    .filter((id) => document.strips[id])
    .map((id) => ({
      id,
      name: id === MASTER_STRIP ? words.pictures.mix : stripName(document, id),
      color: (id === MASTER_STRIP ? null : stripColor(document, id)) ?? 'stone',
    }));
}

/** Where it is: a range, how many places, or the whole song; and in which band. */
export function whereOf(
  finding: Finding,
  sampleRate: number,
  sections: readonly Section[] = [],
): { places: string; band: string | null } {
  const band = finding.frequency ? words.hertzRange(finding.frequency.lowHz, finding.frequency.highHz) : null;
  const [first, ...others] = finding.ranges;
  if (!first) return { places: words.wholeSong, band };
  const marks = finding.evidence.find(({ kind }) => kind === 'places');
  const count = marks?.kind === 'places' ? marks.places.length : finding.ranges.length;
  if (others.length > 0 || count > 3) return { places: words.places(count), band };
  const seconds = (sample: number) => sample / sampleRate;
  const at = clock(seconds(first.startSample));
  const until = clock(seconds(first.endSample));
  const section = sectionOf(first, sections);
  const times = at === until ? at : `${at}–${until}`;
  return { places: section ? `${section.name}, ${times}` : times, band };
}

/** What is looped to hear it: the first place, at least two seconds with a little before it; null for the whole song. */
export function hearRange(
  finding: Pick<Finding, 'ranges'>,
  sampleRate: number,
  lengthSamples: number,
): { startSample: number; endSample: number } | null {
  const [first] = finding.ranges;
  if (!first) return null;
  const least = 2 * sampleRate;
  const most = 20 * sampleRate;
  const lead = Math.round(0.25 * sampleRate);
  const start = Math.max(0, first.startSample - lead);
  const wanted = Math.min(Math.max(first.endSample + lead - start, least), most);
  const end = Math.max(start + Math.round(0.5 * sampleRate), Math.min(lengthSamples, start + wanted));
  return { startSample: start, endSample: end };
}

/** The strip where it is mended: the one that the fix works on, else the last that it is about. */
export function stripToGo(finding: Finding, document: SessionDocument): string | null {
  for (const { payload } of finding.fix.commands) {
    if (typeof payload !== 'object' || payload === null) continue;
    const { stripId, trackId } = payload as { stripId?: unknown; trackId?: unknown };
    const id = stripId ?? trackId;
    if (typeof id === 'string' && id !== MASTER_STRIP && document.strips[id]) return id;
  }
  return finding.stripIds.findLast((id) => document.strips[id]) ?? null;
}

/** A fix that works on clips is looked at in time, every other one in the mixer. */
export function viewToGo(finding: Finding): 'timeline' | 'mixer' {
  return finding.fix.commands.some(({ id }) => id.startsWith('clip.')) ? 'timeline' : 'mixer';
}
