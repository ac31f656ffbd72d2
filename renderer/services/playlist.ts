/** What a service turns a reference by: the same arithmetic as for the master, on the figures a reference carries. */
import type { GainRule } from '../../audio-engine/protocol/index.ts';

export function playlistGain(
  rule: GainRule,
  { lufs, truePeakDbtp }: { lufs: number | null; truePeakDbtp: number | null },
): number {
  if (lufs === null || rule.kind === 'none' || rule.kind === 'spec') return 0;
  const wanted = rule.lufs - lufs;
  switch (rule.kind) {
    case 'down':
      return Math.min(0, wanted);
    case 'limited':
      return wanted;
    case 'up-to-peak':
      return wanted <= 0
        ? wanted
        : Math.min(wanted, Math.max(0, rule.peakDbtp - (truePeakDbtp ?? -Infinity)));
  }
}
