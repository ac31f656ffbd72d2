/**
 * How loud a part stands in a balance to begin with, in LU against the lead vocal. A convention, not a law: a lead
 * about 1 LU above everything else together (Gerdes and Siedenburg, JASA-EL 3, 2023), kick, snare and bass close
 * under it, what fills the sides and the back further down.
 */
import { colorByName } from '../media/index.ts';

/** Finer than a colour; read from top to bottom. */
const PARTS: readonly [RegExp, number][] = [
  [/\b(kick|kik|bd|bass ?drum)\b/, -3],
  [/\b(snare|sn|sd|claps?)\b/, -4],
  [/\b(hi ?hats?|hats?|hh|ride|shakers?|tamb(ourine)?|cymbals?|crash)\b/, -13],
  [/\b(overheads?|oh|rooms?)\b/, -9],
  [/\b(toms?|perc(ussion)?|conga|bongo|snaps?|rims?|cowbell)\b/, -9],
  [/\b(ad ?libs?)\b/, -7],
  [/\b(pads?|strings?|atmos?|ambience|drone)\b/, -11],
  [/\b(lead|solo|melody|hook)\b/, -4],
];

const BY_COLOR: Record<ReturnType<typeof colorByName>, number> = {
  clay: -5,
  ochre: -3,
  olive: -8,
  sage: -8,
  teal: -8,
  slate: -12,
  iris: -9,
  mauve: 0,
  rose: -9,
  stone: -10,
};

/** LU against the lead vocal that a track of this name is brought to. */
export function roleOffsetLu(name: string): number {
  const plain = name
    .replace(/([a-z])([A-Z0-9])/g, '$1 $2')
    .replace(/[^A-Za-z0-9]+/g, ' ')
    .toLowerCase();
  const color = colorByName(name);
  // Vocals are told apart by their colour: "lead vocal" is no lead synth, "backing vocals" no lead.
  if (color === 'mauve' || color === 'iris' || color === 'slate') return BY_COLOR[color];
  return PARTS.find(([words]) => words.test(plain))?.[1] ?? BY_COLOR[color];
}
