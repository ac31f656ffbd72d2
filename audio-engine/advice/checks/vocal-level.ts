/** How the lead vocal stands against everything else together, over the song and section by section. */
import type { Evidence, Finding } from '../../protocol/index.ts';
import { adviceTrackWords } from '../../words/index.ts';
import type { SongFeatures } from '../features/types.ts';
import { commandsOf, keyOf, uniqueIds } from '../masking/describe.ts';
import { levelMove } from '../masking/moves.ts';
import { type Section, sectionsOf } from '../masking/sections.ts';
import { type Source, type Sources, sourcesOf, toDb, together } from '../masking/sources.ts';
import { isVoice, vocalsOf } from '../masking/voices.ts';
import type { Check } from './check.ts';

const words = adviceTrackWords.vocalLevel;

/** Vocal against everything else, dB. Gerdes and Siedenburg 2023: +1 on records since 1975, rock 0, metal below. */
const USUAL = { low: -2, high: 5 };
const HEAR = { low: -3.2, high: 7 };
const FIX = { low: -5, high: 10 };
/** A section that stands this far from the song. */
const SECTION_APART = 3.5;
const LEAST_SECONDS = 2;

export interface VocalLevel {
  /** dB against everything else while it sings. */
  larDb: number;
  sungFrames: number;
}

/** Null where there is too little singing. */
export function vocalLevel(
  song: SongFeatures,
  sources: Sources,
  vocals: readonly Source[],
  first = 0,
  last = song.frames,
): VocalLevel | null {
  const { list } = sources;
  const { active } = together(vocals, song.frames);
  // Other voices, and what carries voices on, count neither for the lead nor against it: so the study has it, too.
  const others = list.filter((source) => !vocals.includes(source) && !isVoice(sources, source));
  let voice = 0;
  let backing = 0;
  let sungFrames = 0;
  for (let frame = first; frame < Math.min(last, active.length); frame++) {
    if (!active[frame]) continue;
    sungFrames++;
    for (const { loud } of vocals) voice += loud[frame]!;
    for (const { loud } of others) backing += loud[frame]!;
  }
  if (sungFrames * song.frameSamples < LEAST_SECONDS * song.sampleRate || backing <= 0) return null;
  return { larDb: toDb(voice) - toDb(backing), sungFrames };
}

export const vocalLevelCheck: Check = {
  code: 'level.vocal',
  title: words.title,
  help: words.help,
  run(song) {
    const sources = sourcesOf(song);
    const vocals = sources ? vocalsOf(sources) : [];
    if (!sources || vocals.length === 0) return null;
    const whole = vocalLevel(song, sources, vocals);
    if (!whole) return null;
    const sections = sectionsOf(song).map((section) => ({
      ...section,
      level: vocalLevel(song, sources, vocals, section.firstFrame, section.lastFrame),
    }));
    const sung = sections.filter((section) => section.level !== null);
    const findings: Finding[] = [];
    const offBy = wantedChange(whole.larDb);
    if (offBy !== 0) findings.push(wholeFinding(song, sources, vocals, whole, sung, offBy));
    else if (sung.length > 1) findings.push(...sectionFindings(song, vocals, whole, sung));
    return { findings, text: words.against(whole.larDb) };
  },
};

/** dB that bring the vocal back to where it usually stands; 0 where it need not move. */
function wantedChange(larDb: number): number {
  if (larDb < HEAR.low) return Math.min(12, -larDb);
  return larDb > HEAR.high ? USUAL.high - larDb : 0;
}

type Sung = Section & { level: VocalLevel | null };

const stepsOf = (sung: readonly Sung[]): Evidence => ({
  kind: 'steps',
  unit: 'dB',
  steps: sung
    .slice(0, 64)
    .map(({ name, level }) => ({ name, value: level && Math.round(level.larDb * 10) / 10 })),
  low: USUAL.low,
  high: USUAL.high,
});

function wholeFinding(
  song: SongFeatures,
  { document }: Sources,
  vocals: readonly Source[],
  { larDb, sungFrames }: VocalLevel,
  sung: readonly Sung[],
  byDb: number,
): Finding {
  const low = larDb < 0;
  const lead = vocals[0]!;
  const severe = low ? larDb < FIX.low : larDb > FIX.high;
  return {
    key: keyOf('level.vocal', lead.id, low ? 'low' : 'high'),
    code: low ? 'level.vocal.low' : 'level.vocal.high',
    severity: severe ? 'fix' : 'hear',
    title: low ? words.low(lead.name) : words.high(lead.name),
    stripIds: uniqueIds(...vocals.map(({ id }) => id)),
    ranges: [],
    frequency: null,
    measured: { value: larDb, unit: 'dB', text: words.against(larDb) },
    expected: { value: 1, unit: 'dB', text: words.expected(USUAL.low, USUAL.high) },
    cost: (Math.abs(byDb) * sungFrames) / Math.max(1, song.frames),
    costSentence: low ? words.costLow : words.costHigh,
    why: words.why,
    fix: {
      sentence: words.fix(lead.name, byDb),
      commands: commandsOf(vocals.map(({ id }) => levelMove(document, id, byDb))),
    },
    evidence: [
      {
        kind: 'scale',
        unit: 'dB',
        value: larDb,
        from: -12,
        to: 12,
        low: USUAL.low,
        high: USUAL.high,
        marks: words.marks.map((mark) => ({ ...mark })),
      },
      ...(sung.length > 1 ? [stepsOf(sung)] : []),
    ],
  };
}

/** Parts in which the vocal stands elsewhere than in the song: a ride for a hand, no step for a command. */
function sectionFindings(
  song: SongFeatures,
  vocals: readonly Source[],
  whole: VocalLevel,
  sung: readonly Sung[],
): Finding[] {
  const lead = vocals[0]!;
  return sung
    .filter(({ level }) => level!.larDb < whole.larDb - SECTION_APART && level!.larDb < 0)
    .slice(0, 8)
    .map((section): Finding => {
      const { larDb, sungFrames } = section.level!;
      return {
        key: keyOf('level.vocal.section', lead.id, Math.round(section.startSample / song.sampleRate)),
        code: 'level.vocal.section',
        severity: 'hear',
        title: words.section(lead.name, section.name),
        stripIds: uniqueIds(...vocals.map(({ id }) => id)),
        ranges: [{ startSample: section.startSample, endSample: section.endSample }],
        frequency: null,
        measured: { value: larDb, unit: 'dB', text: words.against(larDb) },
        expected: { value: whole.larDb, unit: 'dB', text: words.expectedSection(whole.larDb) },
        cost: ((whole.larDb - larDb) * sungFrames) / Math.max(1, song.frames),
        costSentence: words.costSection(section.name),
        why: words.why,
        fix: { sentence: words.fixSection(lead.name, section.name, whole.larDb - larDb), commands: [] },
        evidence: [stepsOf(sung)],
      };
    });
}
