/**
 * Sets for services and distributors: the files they take, the picture checked and copied, and a sheet with what they
 * ask about the release. Data with a source and a date, because services change their minds.
 */
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { z } from 'zod';
import { programFolder } from '../entries.ts';
import { safeFileName } from '../media/index.ts';
import {
  type DeliverySet,
  deliverySetSchema,
  type ExportedFile,
  type ExportOptions,
  formatTitle,
} from '../protocol/index.ts';
import type { SessionDocument } from '../session/index.ts';
import { deliveryWords, ThresholdError } from '../words/index.ts';
import { checkArtwork } from './artwork.ts';

const words = deliveryWords.set;

/** Reads and checks the list; throws a ThresholdError. */
export function loadSets(path = join(programFolder(), 'assets', 'delivery-sets.json')): DeliverySet[] {
  try {
    return z.array(deliverySetSchema).parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    throw new ThresholdError(words.unreadable(String(error)), { cause: error });
  }
}

export function findSets(names: readonly string[]): DeliverySet[] {
  if (names.length === 0) return [];
  const sets = loadSets();
  return names.map((name) => {
    const found = sets.find((set) => set.name.toLowerCase() === name.trim().toLowerCase());
    if (found) return found;
    throw new ThresholdError(
      words.unknown(
        name,
        sets.map((set) => set.name),
      ),
    );
  });
}

interface SetJob {
  document: SessionDocument;
  folder: string;
  options: ExportOptions;
  files: readonly ExportedFile[];
  fresh: { add(path: string): void };
}

/** Writes picture and sheet beside a set's files; answers with what the set still lacks. */
export function writeSet(set: DeliverySet, { document, folder, options, files, fresh }: SetJob): string[] {
  const { release, session } = document;
  const own = files.filter((file) => file.set === set.name);
  const place = join(options.place.folder, safeFileName(set.name));
  const notices: string[] = [];
  const write = (name: string, text: string): void => {
    const path = join(place, name);
    if (existsSync(path) && options.place.ifThere === 'number') {
      // The sheet belongs to the files beside it: a newer one stands under a number of its own.
      const stamp = new Set(own.map(({ sha256 }) => sha256.slice(0, 8))).values().next().value ?? '';
      const other = join(place, `${basename(name, extname(name))} ${stamp}${extname(name)}`);
      fresh.add(other);
      writeFileSync(other, text);
      return;
    }
    fresh.add(path);
    writeFileSync(path, text);
  };
  for (const need of set.needs)
    if (release[need] === '' && !(need === 'title' && session.name))
      notices.push(words.lacks(set.name, need));

  let artwork: string | null = null;
  if (release.artwork !== null) {
    const from = join(folder, ...release.artwork.split('/'));
    if (existsSync(from)) {
      const report = checkArtwork(from, set.artwork);
      for (const fault of report.faults) notices.push(words.artwork(set.name, fault));
      artwork = `${safeFileName(release.title || session.name)} cover${extname(from)}`;
      const to = join(place, artwork);
      if (!existsSync(to)) fresh.add(to);
      mkdirSync(dirname(to), { recursive: true });
      copyFileSync(from, to);
    }
  } else if (set.artwork.required) notices.push(words.noArtwork(set.name));

  const sheet = sheetOf(document, set, own, artwork);
  const name = safeFileName(`${release.title || session.name} sheet`);
  if (set.sheet !== 'csv') write(`${name}.json`, `${JSON.stringify(sheet, null, 2)}\n`);
  if (set.sheet !== 'json') write(`${name}.csv`, csvOf(sheet));
  return notices;
}

interface Sheet {
  set: string;
  release: Record<string, string | number | null>;
  artwork: string | null;
  files: Record<string, string | number | null>[];
}

function sheetOf(
  { release, session }: SessionDocument,
  set: DeliverySet,
  files: readonly ExportedFile[],
  artwork: string | null,
): Sheet {
  const { artwork: _picture, targetName: _target, ...tags } = release;
  return {
    set: set.name,
    release: { ...tags, title: release.title || session.name },
    artwork,
    files: files.map(({ path, version, file, measurement, sha256, sizeBytes }) => ({
      file: basename(path),
      version,
      format: formatTitle(file),
      sampleRate: measurement.sampleRate,
      seconds: Math.round(measurement.durationSeconds * 1000) / 1000,
      integratedLufs: rounded(measurement.integratedLufs),
      truePeakDbtp: rounded(measurement.truePeakDbtp),
      sizeBytes,
      sha256,
    })),
  };
}

const rounded = (value: number | null): number | null =>
  value === null ? null : Math.round(value * 100) / 100;

/** One row a file, the release's columns before the file's (RFC 4180). */
function csvOf({ release, artwork, files }: Sheet): string {
  const quoted = (value: string | number | null): string => {
    const text = value === null ? '' : String(value);
    // A cell that begins like a formula is not run by a spreadsheet that opens the sheet.
    const safe = /^[=+@\t\r]/.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replace(/"/g, '""')}"` : safe;
  };
  const columns = [...Object.keys(release), 'artwork', ...Object.keys(files[0] ?? {})];
  const rows = files.map((file) => [...Object.values(release), artwork, ...Object.values(file)]);
  return [columns, ...rows]
    .map((row) => row.map(quoted).join(','))
    .join('\r\n')
    .concat('\r\n');
}
