/** What Threshold says about services, codecs and what becomes of a master there. */
import type { FailureValue } from './failure.ts';
import { decibels, signedDecibels } from './mixing.ts';

const plural = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;
const NUMBERS = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine'];
const counted = (count: number, one: string, many: string): string =>
  `${NUMBERS[count] ?? count} ${count === 1 ? one : many}`;
const list = (names: readonly string[]): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;

const GRADES = {
  P: 'its own page',
  S: 'the document itself',
  V: 'measured',
  T: 'trade press',
  K: 'general knowledge',
} as const;

export const servicesWords = {
  unreadable(path: string, detail: string): FailureValue {
    return {
      code: 'services.unreadable',
      sentence: `The list of services (${path}) cannot be read.`,
      nextStep:
        'Correct the entry named in the detail, or remove the file to go back to the program’s own list.',
      detail,
    };
  },
  unknownService(name: string, known: readonly string[]): FailureValue {
    return {
      code: 'services.unknown',
      sentence: `There is no service called “${name}”.`,
      nextStep: `Choose one of: ${known.join(', ')}.`,
    };
  },
  nothingToPlay: {
    code: 'services.empty',
    sentence: 'There is no sound yet that a service could play.',
    nextStep: 'Import audio first.',
  } satisfies FailureValue,
  previewsGone: {
    code: 'services.previews',
    sentence: 'The previews are not there any more.',
    nextStep: 'Measure the services again.',
  } satisfies FailureValue,
  tooManyChannels: (channels: number): FailureValue => ({
    code: 'services.channels',
    sentence: `The file has ${channels} channels; services are tried with one or two.`,
    nextStep: 'Mix it down to stereo first.',
  }),
  codecFailed: (codec: string) => `${codec} could not be tried on this song.`,
  noBrowser: {
    code: 'services.noBrowser',
    sentence: 'AAC cannot be decoded here: there is no Chromium or Chrome on this machine.',
    nextStep: 'Install Chromium or Chrome; the other codecs are measured without it.',
  } satisfies FailureValue,

  // The panel
  title: 'Delivery',
  note: 'what each service does to this master',
  columns: { service: 'Service, codec', gain: 'Gain it applies', peak: 'Peak after' },
  hear: (name: string) => `Hear ${name}`,
  stopHearing: 'Back to the master',
  hearHelp: 'Plays the master as this service would: through its codec, at its gain, in step with the song.',
  measure: 'Measure',
  measureAgain: 'Measure again',
  measuring: 'Measuring',
  cancel: 'Cancel',
  measureHelp:
    'Renders the master, sends it through every codec and measures what comes out. Nothing is looked up: each figure is this song’s.',
  notMeasured: 'Not measured yet. Gains and peaks are found on this song, through real encoders.',
  stale: 'The song has changed since these were measured.',
  more: 'All services',
  fewer: 'Fewer services',
  matrixButton: 'Translation',
  matrixHelp:
    'Every playback system against every codec on one page: what becomes of the vocal and of the lows.',
  playlistButton: 'Playlist audition',
  playlistHelp: 'Hears the master between your references, each as a service would play it.',
  forThis: 'This song is for',
  forHelp:
    'The service that the loudness target and the ceiling are taken from. Others are shown all the same.',
  noTarget: 'no target',
  noChange: 'no change',
  none: 'none',
  dialogueWarning:
    'It measures dialogue. Here the whole programme is measured, so its own meter will differ where there is music or effects.',
  sourceOf: (source: string, grade: keyof typeof GRADES, asOf: string) =>
    `${source} (${GRADES[grade]}), read ${asOf}.`,
  accepts: (what: string) => `Takes ${what}.`,
  over: 'over',
  near: 'near',
  unmeasured: '–',
  held: (db: number) => `its peaks leave no room for ${decibels(db)} dB more`,
  limits: (db: number | null) =>
    db === null ? 'its limiter works' : `its limiter takes up to ${decibels(db)} dB`,
  off: (lu: number, toleranceLu: number) =>
    Math.abs(lu) <= toleranceLu
      ? `within ±${decibels(toleranceLu)} LU`
      : `${signedDecibels(lu)} LU from its level; it would be sent back`,
  album: {
    none: 'song by song',
    album: 'an album keeps its inner levels',
    loudest: 'by the loudest song of an album',
  },
  rule: {
    none: 'plays as it is',
    down: (lufs: number, upUnknown: boolean) =>
      `${decibels(lufs)} LUFS, down only${upUnknown ? ' (up: not known)' : ''}`,
    'up-to-peak': (lufs: number, peak: number) =>
      `${decibels(lufs)} LUFS, up until peaks reach ${decibels(peak)} dB`,
    limited: (lufs: number) => `${decibels(lufs)} LUFS, always, with a limiter`,
    spec: (lufs: number, tolerance: number) => `delivered at ${decibels(lufs)} ±${decibels(tolerance)} LUFS`,
  },
  shortRule: { down: 'down', none: 'no change' },
  encodedBy: (encoder: string) => `encoded by ${encoder}`,
  losslessCodec: 'lossless: nothing changes',
  codecLine: (title: string, peak: string, encoder: string | null) =>
    `${title}: ${peak} dBTP after it${encoder === null ? '' : `, encoded by ${encoder}`}`,
  edge: (hz: number) => `next to nothing above ${(hz / 1000).toFixed(1)} kHz`,

  /** The sentences under the list, from what was measured. */
  limiters: (names: readonly string[]) =>
    names.length === 0
      ? 'No service here adds a limiter.'
      : `${list(names)} ${names.length === 1 ? 'adds' : 'add'} a limiter.`,
  overshoot: (count: number, worst: string, db: number) =>
    count === 0
      ? 'Every codec stays below 0 dBTP.'
      : `${counted(count, 'codec overshoots', 'codecs overshoot')} 0 dBTP before the gain, ${worst} most: +${decibels(db, 2)}.`,
  clears: (ceiling: number, costLu: number) =>
    `A ceiling of ${decibels(ceiling)} clears all of them and costs ${decibels(costLu)} LU.`,
  clearsSome: (ceiling: number, left: number, costLu: number) =>
    `Even a ceiling of ${decibels(ceiling)}, ${decibels(costLu)} LU quieter, leaves ${plural(left, 'codec', 'codecs')} above it.`,
  hearCeiling: (ceiling: number) => `Hear ${decibels(ceiling)}`,
  hearCeilingHelp: 'Plays the master at this ceiling, in step and as loud as the one you have.',
  tryIt: 'Try it',
  tryHelp: 'Sets the final limiter’s ceiling, as one step that can be undone.',
  tryName: (ceiling: number) => `Ceiling of ${decibels(ceiling)} dBTP for codecs`,
  noLimiter: 'There is no limiter at the end of the chain to set.',

  // The job
  jobTitle: 'Measuring services and codecs',
  matrixTitle: 'Measuring translation',
  step: {
    rendering: 'Rendering the master',
    codec: (title: string) => `Through ${title}`,
    ceiling: (db: number) => `Trying a ceiling of ${decibels(db)} dBTP`,
    limiter: (name: string) => `As ${name} plays it`,
    stems: 'Rendering vocals and backing',
    system: (name: string) => `On ${name}`,
  },
  done: (codecs: number, over: number) =>
    over === 0
      ? `${plural(codecs, 'codec', 'codecs')} measured, none above 0 dBTP.`
      : `${over} of ${codecs} codecs above 0 dBTP.`,

  // The matrix
  matrix: {
    title: 'Translation',
    note: 'what becomes of the vocal and the lows, on every system and through every codec',
    straight: 'Straight',
    lossless: 'Lossless',
    vocal: 'Vocal',
    low: 'Lows',
    peak: 'True peak',
    stems: (tracks: readonly string[]) =>
      tracks.length === 1
        ? `Vocal: ${tracks[0]} against all other tracks.`
        : `Vocal: ${list(tracks)} against all other tracks.`,
    band: 'No track plays the lead vocal, so 300 Hz to 4 kHz stand for it against the rest: an estimate.',
    vocalHelp:
      'How much louder or quieter the vocal stands against the backing than in the master, K-weighted.',
    lowHelp: 'What becomes of 20 to 120 Hz against the whole.',
    peakHelp:
      'True peak of the whole song after the codec, by the 16x reference; with a service chosen, at its gain and behind its limiter. A playback system comes after that and changes nothing about it.',
    service: 'Service',
    everyCodec: 'Every codec, before any gain',
    beforeGain: 'Every figure is of the whole song, each codec at the master’s own level.',
    asPlayed: (gainDb: string, limited: boolean) =>
      `Every figure is of the whole song, played at ${gainDb} dB${limited ? ', through the service’s limiter' : ''}.`,
    cell: (system: string, codec: string, vocal: string, low: string, peak: string) =>
      `${system}, ${codec}: vocal ${vocal} dB, lows ${low} dB, true peak ${peak} dBTP`,
    press: 'Press a cell to hear it.',
    measure: 'Measure translation',
    close: 'Close',
    empty: 'Nothing was measured yet.',
    legendLess: 'less',
    legendMore: 'more',
    system: 'Playback system',
  },

  // The playlist
  playlist: {
    title: 'Playlist audition',
    note: 'your song between others, as a service plays them',
    service: 'Service',
    master: 'This master',
    empty: 'Add references at the left: a playlist needs other songs.',
    plays: (name: string, gainDb: string, lufs: string) => `${name}: ${gainDb} dB, heard at ${lufs} LUFS`,
    hear: 'Hear',
    stretch: 'How much of each song',
    stretches: (which: 'moment' | 'whole', seconds: number) =>
      which === 'moment' ? `${seconds} s of each` : 'whole songs',
    through: 'Play through',
    throughHelp: 'One song after the other, as the service plays them; each goes on to the next by itself.',
    stop: 'Stop',
    previous: 'Previous',
    next: 'Next',
    keysHelp: 'Left and Right arrow: the song before, and the next one.',
    join: 'Step',
    joinHelp: 'By how much the next song is louder or quieter where one ends and the other begins.',
    joinOf: (lu: string | null) => (lu === null ? 'step not measured' : `${lu} LU`),
    limiterNote: (name: string) =>
      `${name} limits what it raises. Its limiter is run on your master; the others are raised only as far as their peaks allow.`,
    difference: (lu: number) =>
      Math.abs(lu) < 0.3
        ? 'Your song is heard as loud as the others.'
        : `Your song is heard ${decibels(Math.abs(lu))} LU ${lu > 0 ? 'louder' : 'quieter'} than the others.`,
  },

  // The command line
  cli: {
    head: (lufs: string, peak: string, plr: string) => `${lufs}, true peak ${peak}, PLR ${plr}`,
    service: 'Service',
    gain: 'Gain',
    heard: 'Heard at',
    codec: 'Codec',
    peak: 'Peak after',
    ownFile: (path: string) => `Rules from ${path}`,
    encoders: 'Encoders',
  },
};

type Rule =
  | { kind: 'none' }
  | { kind: 'down'; lufs: number; upUnknown: boolean }
  | { kind: 'up-to-peak'; lufs: number; peakDbtp: number }
  | { kind: 'limited'; lufs: number }
  | { kind: 'spec'; lufs: number; toleranceLu: number };

/** What a service does with the level, in a phrase. */
export function gainRuleText(rule: Rule): string {
  const texts = servicesWords.rule;
  switch (rule.kind) {
    case 'none':
      return texts.none;
    case 'down':
      return texts.down(rule.lufs, rule.upUnknown);
    case 'up-to-peak':
      return texts['up-to-peak'](rule.lufs, rule.peakDbtp);
    case 'limited':
      return texts.limited(rule.lufs);
    case 'spec':
      return texts.spec(rule.lufs, rule.toleranceLu);
  }
}

/** The same as a figure beside the codec: `−14`, `−14, down`. */
export function gainRuleShort(rule: Rule): string {
  if (rule.kind === 'none') return servicesWords.shortRule.none;
  const level = decibels(rule.lufs, 0);
  return rule.kind === 'down' ? `${level}, ${servicesWords.shortRule.down}` : level;
}

/** What it comes to on a song. */
export function playedText(
  {
    gain,
    limiterDb,
  }: {
    gain: { gainDb: number; heldDb: number; limited: boolean; offLu: number | null };
    limiterDb: number | null;
  },
  rule: Rule,
): string {
  if (gain.offLu !== null && rule.kind === 'spec') return servicesWords.off(gain.offLu, rule.toleranceLu);
  const also = [
    ...(gain.heldDb > 0.05 ? [servicesWords.held(gain.heldDb)] : []),
    ...(gain.limited ? [servicesWords.limits(limiterDb)] : []),
  ];
  return [`${signedDecibels(gain.gainDb)} dB`, ...also].join(', ');
}

interface Summed {
  plays: readonly { id: string; gain: { limited: boolean } }[];
  codecs: readonly { title: string; lossless: boolean; truePeakDbtp: number | null }[];
  ceiling: { ceilingDbtp: number; over: readonly string[]; costLu: number } | null;
}

/** What a report comes to, a sentence each: limiters, codecs above full scale, the ceiling that clears them. */
export function servicesSummary(
  { plays, codecs, ceiling }: Summed,
  services: readonly { id: string; name: string }[],
): string[] {
  const limiting = plays
    .filter(({ gain }) => gain.limited)
    .map(({ id }) => services.find((s) => s.id === id)?.name ?? id);
  const over = codecs
    .filter(({ lossless, truePeakDbtp }) => !lossless && (truePeakDbtp ?? -1) > 0)
    .sort((a, b) => b.truePeakDbtp! - a.truePeakDbtp!);
  const sentences = [
    servicesWords.limiters(limiting),
    servicesWords.overshoot(over.length, over[0]?.title ?? '', over[0]?.truePeakDbtp ?? 0),
  ];
  if (ceiling)
    sentences.push(
      ceiling.over.length === 0
        ? servicesWords.clears(ceiling.ceilingDbtp, ceiling.costLu)
        : servicesWords.clearsSome(ceiling.ceilingDbtp, ceiling.over.length, ceiling.costLu),
    );
  return sentences;
}
