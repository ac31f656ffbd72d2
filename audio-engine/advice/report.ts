/** From what was heard to what is said: every check is asked, and what costs the listener most comes first. */
import type { CheckLine, CheckReport, Finding, Severity } from '../protocol/index.ts';
import { adviceWords } from '../words/index.ts';
import { checks } from './checks/index.ts';
import type { SongFeatures } from './features/index.ts';

const MOST_FINDINGS = 200;
const RANK: Record<Severity, number> = { fix: 0, hear: 1, note: 2 };

export interface ReportFacts {
  revision: number | null;
  checkedAt: string;
  tookSeconds: number;
  notices: readonly string[];
}

export function reportOf(song: SongFeatures, facts: ReportFacts): CheckReport {
  const lines: CheckLine[] = [];
  const findings: Finding[] = [];
  const { mix } = song;
  const notices = [...facts.notices];
  if (mix.silent) notices.push(adviceWords.silent);
  else if (song.lengthSamples < 3 * song.sampleRate) notices.push(adviceWords.tooShort);
  for (const { code, title, help, run } of checks) {
    const outcome = run(song);
    if (!outcome) continue;
    const found = [...outcome.findings].sort(worstFirst);
    findings.push(...found);
    lines.push({ code, title, help, text: outcome.text, state: found[0]?.severity ?? 'clear' });
  }
  const { integratedLufs, loudnessRangeLu } = mix.loudness;
  return {
    revision: facts.revision,
    checkedAt: facts.checkedAt,
    tookSeconds: facts.tookSeconds,
    tracks: song.strips.filter(({ kind }) => kind === 'track').length,
    sampleRate: song.sampleRate,
    lengthSamples: song.lengthSamples,
    measured: {
      integratedLufs,
      truePeakDbtp: mix.truePeakDbtp,
      plrDb: integratedLufs !== null && mix.truePeakDbtp !== null ? mix.truePeakDbtp - integratedLufs : null,
      loudnessRangeLu,
      correlation: mix.correlation,
    },
    lines,
    findings: findings.sort((a, b) => b.cost - a.cost || worstFirst(a, b)).slice(0, MOST_FINDINGS),
    notices: [...new Set(notices)],
  };
}

function worstFirst(a: Finding, b: Finding): number {
  return RANK[a.severity] - RANK[b.severity] || b.cost - a.cost || (a.key < b.key ? -1 : 1);
}
