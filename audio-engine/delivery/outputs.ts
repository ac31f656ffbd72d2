/** Which files an export writes, and under which names: formats, versions, stems and sets, each with its place. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { NameRegister, safeFileName } from '../media/index.ts';
import {
  type DeliverySet,
  type Dither,
  EXTENSIONS,
  type ExportOptions,
  type FileFormat,
  fileRate,
  formatTitle,
  isLossless,
  type SongVersion,
} from '../protocol/index.ts';
import type { SessionDocument } from '../session/index.ts';
import { deliveryWords, ThresholdError } from '../words/index.ts';
import { fileNameFrom, unknownFields } from './patterns.ts';
import type { Bits } from './quantiser.ts';

export interface PlannedFile {
  file: FileFormat;
  /** Rate of the file, and of what its encoder is given. */
  sampleRate: number;
  dither: Dither;
  path: string;
  version: SongVersion;
  /** Strip of a stem, and its name; null for a whole song. */
  stem: { stripId: string; name: string } | null;
  set: string | null;
}

/** Depth of what an encoder is given: lossy ones take floats. */
export const bitsFor = (file: FileFormat): Bits => (isLossless(file) ? file.bits : '32f');

/** Files that hold, or are encoded from, the very same samples. */
export const sameSamples = ({ sampleRate, file, dither }: PlannedFile): string =>
  `${sampleRate} ${bitsFor(file)} ${bitsFor(file) === '32f' ? '' : dither}`;

export interface PlanRequest {
  document: SessionDocument;
  options: ExportOptions;
  sets: readonly DeliverySet[];
  versions: readonly SongVersion[];
  stems: readonly { stripId: string; name: string }[] | null;
  /** Told of a name that two files of this export would have, so that one of them gets a number. */
  onSameName?: (name: string) => void;
}

/** Throws a ThresholdError for a pattern that asks for what there is not. */
export function planFiles(request: PlanRequest): PlannedFile[] {
  const { document, options, sets, versions, stems } = request;
  const { place } = options;
  const unknown = unknownFields(place.pattern);
  if (unknown.length > 0) throw new ThresholdError(deliveryWords.unknownField(unknown[0]!));
  const bundles = [
    { set: null as string | null, folder: place.folder, files: options.files },
    ...sets.map((set) => ({
      set: set.name,
      folder: join(place.folder, safeFileName(set.name)),
      files: set.files,
    })),
  ].filter(({ files }) => files.length > 0);
  if (bundles.length === 0) throw new ThresholdError(deliveryWords.noFiles);
  const planned: PlannedFile[] = [];
  for (const { set, folder, files } of bundles) {
    const there = place.ifThere === 'number' && existsSync(folder) ? readdirSync(folder) : [];
    // A name counts as taken, too, where another run is still writing it.
    const names = new NameRegister(there.map((name) => name.replace(/\.part$/, '')));
    const own = new NameRegister();
    for (const version of versions)
      for (const stem of stems ?? [null])
        for (const { file, sampleRate, dither } of files) {
          const rate = fileRate(file, sampleRate ?? document.session.sampleRate);
          const named = fileNameFrom(place.pattern, fieldsOf(request, { file, rate, version, stem }));
          // Stems and versions must differ in name, whatever the pattern says.
          const base = `${named}${missingPart(place.pattern, version, stem?.name ?? null)}`;
          const [name, ending] = [safeFileName(base), `.${EXTENSIONS[file.format]}`];
          if (own.claim(name, ending) !== `${name}${ending}`) request.onSameName?.(`${name}${ending}`);
          const path = join(folder, names.claim(name, ending));
          planned.push({ file, sampleRate: rate, dither, path, version, stem, set });
        }
  }
  return planned;
}

function missingPart(pattern: string, version: SongVersion, stem: string | null): string {
  const parts: string[] = [];
  if (version !== 'full' && !pattern.includes('{version}')) parts.push(deliveryWords.version[version]);
  if (stem !== null && !pattern.includes('{track}')) parts.push(stem);
  return parts.length > 0 ? ` - ${parts.join(' - ')}` : '';
}

interface NameFacts {
  file: FileFormat;
  rate: number;
  version: SongVersion;
  stem: { name: string } | null;
}

function fieldsOf({ document, options }: PlanRequest, facts: NameFacts): Parameters<typeof fileNameFrom>[1] {
  const { release, session } = document;
  return {
    title: release.title || session.name,
    artist: release.artist,
    album: release.album,
    session: session.name,
    track: facts.stem?.name ?? '',
    version: facts.version === 'full' ? '' : deliveryWords.version[facts.version],
    what: options.what === 'master' ? '' : deliveryWords.kind[options.what],
    format: formatTitle(facts.file),
    rate: `${facts.rate / 1000} kHz`,
    isrc: release.isrc,
    number: release.trackNumber === null ? '' : String(release.trackNumber).padStart(2, '0'),
    date: release.date,
    target: options.target?.name ?? '',
  };
}
