/**
 * The iXML chunk of a WAV (iXML 1.61): what project, tape and scene a file is of, when it begins, and which track each
 * channel holds, in words that other workstations read. Every part of it is optional to whoever reads.
 */

export interface IxmlTrack {
  name: string;
  /** iXML's words for what a channel is, as `LEFT` and `RIGHT`. */
  function: string;
}

export interface Ixml {
  project: string;
  scene: string;
  tape: string;
  note: string;
  sampleRate: number;
  bitDepth: number;
  /** First sample since midnight, at `sampleRate`. */
  timeReferenceSamples: number;
  /** One for each channel, in the file's order. */
  tracks: readonly IxmlTrack[];
  /** Files that belong together, as stems of one song; null for one that stands alone. */
  family: { name: string; id: string; files: number; index: number } | null;
}

const VERSION = '1.61';
const WORD = 0x100000000;

const escaped = (text: string): string =>
  [...text]
    // What XML 1.0 cannot hold at all.
    .filter((letter) => letter === '\t' || letter === '\n' || !/[\p{Cc}\p{Cs}\ufffe\uffff]/u.test(letter))
    .join('')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

const tag = (name: string, value: string | number): string => `<${name}>${escaped(String(value))}</${name}>`;
const group = (name: string, lines: readonly string[]): string =>
  `<${name}>\n${lines.join('\n')}\n</${name}>`;

export function ixmlText(facts: Ixml): string {
  const { sampleRate, timeReferenceSamples: start, tracks, family } = facts;
  const lines = [
    tag('IXML_VERSION', VERSION),
    tag('PROJECT', facts.project),
    tag('SCENE', facts.scene),
    tag('TAPE', facts.tape),
    tag('NOTE', facts.note),
    group('SPEED', [
      tag('FILE_SAMPLE_RATE', sampleRate),
      tag('AUDIO_BIT_DEPTH', facts.bitDepth),
      tag('DIGITIZER_SAMPLE_RATE', sampleRate),
      tag('TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_HI', Math.floor(start / WORD)),
      tag('TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_LO', start % WORD),
      tag('TIMESTAMP_SAMPLE_RATE', sampleRate),
    ]),
    ...(family
      ? [
          group('FILE_SET', [
            tag('TOTAL_FILES', family.files),
            tag('FAMILY_UID', family.id),
            tag('FAMILY_NAME', family.name),
            tag('FILE_SET_INDEX', family.index),
          ]),
        ]
      : []),
    group('TRACK_LIST', [
      tag('TRACK_COUNT', tracks.length),
      ...tracks.map((track, i) =>
        group('TRACK', [
          tag('CHANNEL_INDEX', i + 1),
          tag('INTERLEAVE_INDEX', i + 1),
          tag('NAME', track.name),
          tag('FUNCTION', track.function),
        ]),
      ),
    ]),
  ];
  return `<?xml version="1.0" encoding="UTF-8"?>\n${group('BWFXML', lines)}\n`;
}

/** When an iXML chunk says that its file begins; null where it does not. */
export function ixmlStart(text: string): { samples: number; sampleRate: number | null } | null {
  const number = (name: string): number | null => {
    const found = new RegExp(`<${name}>\\s*(\\d{1,15})\\s*</${name}>`).exec(text);
    return found ? Number(found[1]) : null;
  };
  const [high, low] = [
    number('TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_HI') ?? number('BWF_TIME_REFERENCE_HIGH'),
    number('TIMESTAMP_SAMPLES_SINCE_MIDNIGHT_LO') ?? number('BWF_TIME_REFERENCE_LOW'),
  ];
  if (low === null || low >= WORD || (high ?? 0) >= WORD) return null;
  return { samples: (high ?? 0) * WORD + low, sampleRate: number('TIMESTAMP_SAMPLE_RATE') };
}
