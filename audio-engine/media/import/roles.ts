/** Guesses a track's colour from its name, by the part it plays: drums clay, bass ochre, and so on. */

export type RoleColor =
  | 'clay'
  | 'ochre'
  | 'olive'
  | 'sage'
  | 'teal'
  | 'slate'
  | 'iris'
  | 'mauve'
  | 'rose'
  | 'stone';

/** Read from top to bottom: "bass drum" is a drum, "backing vocals" are no lead. Words may be German or French, too. */
const ROLES: readonly [RoleColor, RegExp][] = [
  ['slate', /\b(reverb|verb|delay|echo|return|fx ?return|room ?return)\b/],
  [
    'clay',
    /\b(bass ?drum|kick|kik|bd|snare|sn|sd|hi ?hats?|hats?|hh|toms?|floor|overheads?|oh|cymbals?|ride|crash|drums?|drm|perc(ussion)?|claps?|snaps?|shakers?|tamb(ourine)?|conga|bongo|cowbell|rims?|beat|loop|808 ?kick|808 ?snare|schlagzeug|batterie|rooms?)\b/,
  ],
  [
    'iris',
    /\b(backing|bgv|bvs?|bv|choir|chorus ?vox|harmony|harmonies|harm|gang|crowd|chor|backings?|bgvs)\b/,
  ],
  ['rose', /\b(ad ?libs?|adlibs?|doubles?|dbl|whispers?|shouts?)\b/],
  [
    'mauve',
    /\b(vocals?|voc|vox|voice|lead ?vox|ld ?vox|singer|sing|gesang|stimme|voix|chant|rap|lv|lead ?voc)\b/,
  ],
  ['ochre', /\b(bass|bas|sub|808|basse|bs|contrabass)\b/],
  ['sage', /\b(guitars?|gtrs?|git|acoustic|ac|e ?gtr|banjo|ukulele|uke|mandolin|gitarre|guitare)\b/],
  [
    'olive',
    /\b(keys?|piano|pno|rhodes|organ|wurli|wurlitzer|clav|epiano|ep|harpsichord|chords?|klavier|stabs?|arp|plucks?)\b/,
  ],
  [
    'teal',
    /\b(pads?|strings?|synths?|violins?|viola|cello|orchestra|atmos?|ambience|drone|lead|brass|horns?|trumpet|sax|flute|bells?)\b/,
  ],
  ['stone', /\b(fx|sfx|effects?|riser|impact|sweep|noise|transition|foley|master|mix|reference|ref)\b/],
];

export function colorByName(name: string): RoleColor {
  const plain = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/([a-z])([A-Z0-9])/g, '$1 $2')
    .replace(/([0-9])([A-Za-z])/g, '$1 $2')
    .replace(/[^A-Za-z0-9]+/g, ' ')
    .toLowerCase();
  // Numbers beside a word ("kick1", "808") are looked at both split off and left.
  const texts = [plain, name.toLowerCase().replace(/[^a-z0-9]+/g, ' ')];
  for (const [color, words] of ROLES) if (texts.some((text) => words.test(text))) return color;
  return 'stone';
}
