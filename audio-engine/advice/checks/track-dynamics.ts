/** Tracks whose hits have been pressed flat: no limiter on the master can give that back. */
import type { Finding } from '../../protocol/index.ts';
import { orderedEffects, type SessionDocument, type TrackRole } from '../../session/index.ts';
import { adviceTrackWords } from '../../words/index.ts';
import { commandsOf, keyOf, uniqueIds } from '../masking/describe.ts';
import type { Move } from '../masking/moves.ts';
import { sourcesOf } from '../masking/sources.ts';
import type { Check } from './check.ts';

const words = adviceTrackWords.dynamics;

/** Peak over loudness (PLR), dB, below which a part of its kind sounds pressed. A convention. */
const LEAST: Partial<Record<TrackRole, number>> = {
  kick: 9,
  snare: 10,
  drums: 7,
  'lead-vocal': 6,
  'backing-vocal': 5,
};
const FIX_BELOW = 2.5;
/** Further below the mix than this it is no business of the listener's. */
const MATTERS_LU = -22;

export const trackDynamics: Check = {
  code: 'dynamics.tracks',
  title: words.title,
  help: words.help,
  run(song) {
    const sources = sourcesOf(song);
    if (!sources) return null;
    const mixLufs = song.mix.loudness.integratedLufs ?? -70;
    const findings: Finding[] = [];
    let least: number | null = null;
    for (const { id, name, role, features } of sources.list) {
      const usual = LEAST[role];
      const lufs = features.loudness.integratedLufs;
      if (
        usual === undefined ||
        !sources.document.tracks[id] ||
        lufs === null ||
        features.samplePeakDbfs === null
      )
        continue;
      if (lufs + (features.pathGainDb ?? 0) - mixLufs < MATTERS_LU) continue;
      const plr = features.samplePeakDbfs - lufs;
      least = Math.min(least ?? plr, plr);
      if (plr >= usual) continue;
      const moves = loosened(sources.document, id);
      findings.push({
        key: keyOf('dynamics.tracks', id),
        code: 'dynamics.tracks',
        severity: plr < usual - FIX_BELOW ? 'fix' : 'hear',
        title: words.found(name),
        stripIds: uniqueIds(id),
        ranges: [],
        frequency: null,
        measured: { value: plr, unit: 'dB', text: words.plr(plr) },
        expected: { value: usual, unit: 'dB', text: words.expected(usual) },
        cost: 0.5 + 0.25 * (usual - plr),
        costSentence: words.cost(name),
        why: words.why,
        fix: {
          sentence: moves.length > 0 ? words.fix(name) : words.noFix(name),
          commands: commandsOf(moves),
        },
        evidence: [
          { kind: 'scale', unit: 'dB', value: plr, from: 0, to: 30, low: usual, high: 24, marks: [] },
        ],
      });
    }
    return { findings, text: least === null ? words.none : words.plr(least) };
  },
};

/** Compressors that work at full strength give half of the sound back as it was. */
function loosened(document: SessionDocument, stripId: string): Move[] {
  return orderedEffects(document, stripId)
    .filter(
      ({ kind, bypassed, parameters }) =>
        kind === 'compressor' && !bypassed && (parameters.mixPercent ?? 100) > 60,
    )
    .map(({ id }) => ({
      id: 'effect.set',
      payload: { stripId, effectId: id, parameters: { mixPercent: 50 } },
    }));
}
