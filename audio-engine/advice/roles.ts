/**
 * What part a track plays, as its owner said or as its name tells, and how loud such a part stands in a balance to
 * begin with.
 */
import { colorByName } from '../media/index.ts';
import type { SessionDocument, Track, TrackRole } from '../session/index.ts';

type Named = Pick<Track, 'name'> & { role?: TrackRole | null };

/** Within a colour, from top to bottom. */
const DRUMS: readonly [RegExp, TrackRole][] = [
  [/\b(kick|kik|bd|bass ?drum|808 ?kick)\b/, 'kick'],
  [/\b(snare|sn|sd|claps?|rims?|808 ?snare)\b/, 'snare'],
];
const LEADS = /\b(lead|solo|melody|hook|arp)\b/;
const PADS = /\b(pads?|strings?|atmos?|ambience|drone|orchestra)\b/;

/** Finer than a role: cymbals stand far below a snare. Read from top to bottom. LU against the lead vocal. */
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

const BY_ROLE: Record<TrackRole, number> = {
  'lead-vocal': 0,
  'backing-vocal': -9,
  kick: -3,
  snare: -4,
  drums: -9,
  bass: -3,
  guitar: -8,
  keys: -8,
  pad: -11,
  lead: -4,
  effects: -12,
  other: -10,
};

function plainName(name: string): string {
  return name
    .replace(/([a-z])([A-Z0-9])/g, '$1 $2')
    .replace(/[^A-Za-z0-9]+/g, ' ')
    .toLowerCase();
}

/** By its name alone. */
export function roleByName(name: string): TrackRole {
  const plain = plainName(name);
  switch (colorByName(name)) {
    case 'mauve':
      return 'lead-vocal';
    case 'iris':
    case 'rose':
      return 'backing-vocal';
    case 'clay':
      return DRUMS.find(([words]) => words.test(plain))?.[1] ?? 'drums';
    case 'ochre':
      return 'bass';
    case 'sage':
      return 'guitar';
    case 'olive':
      return LEADS.test(plain) ? 'lead' : 'keys';
    case 'teal':
      if (PADS.test(plain)) return 'pad';
      return LEADS.test(plain) ? 'lead' : 'other';
    case 'slate':
      return 'effects';
    case 'stone':
      return /\b(fx|sfx|effects?|riser|impact|sweep|noise|transition|foley)\b/.test(plain)
        ? 'effects'
        : 'other';
  }
}

/** The part a track plays: what its owner said, else by its name. */
export function trackRole(track: Named): TrackRole {
  return track.role ?? roleByName(track.name);
}

/** Of a track or a bus; `other` for what is neither. */
export function stripRole(document: SessionDocument, stripId: string): TrackRole {
  const track = document.tracks[stripId];
  if (track) return trackRole(track);
  const bus = document.buses[stripId];
  if (bus?.kind === 'return') return 'effects';
  return bus ? roleByName(bus.name) : 'other';
}

/**
 * LU against the lead vocal that a track is brought to at first. A convention, not a law: a lead about 1 LU above
 * everything else together (Gerdes and Siedenburg, JASA-EL 3, 2023), kick, snare and bass close under it, what fills
 * the sides and the back further down.
 */
export function roleOffsetLu(track: Named): number {
  if (track.role) return BY_ROLE[track.role];
  const color = colorByName(track.name);
  // Vocals are told apart by their colour: "lead vocal" is no lead synth, "backing vocals" no lead.
  if (color === 'mauve' || color === 'iris' || color === 'slate') return BY_COLOR[color];
  const plain = plainName(track.name);
  return PARTS.find(([words]) => words.test(plain))?.[1] ?? BY_COLOR[color];
}
