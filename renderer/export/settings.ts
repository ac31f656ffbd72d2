/** What the next export writes: kept with the view, so that panel and dialog agree and a session remembers. */
import {
  EXTENSIONS,
  type ExportRequest,
  type FileFormat,
  type FileSpec,
  fileSpec,
  formatSpec,
  parseFileSpec,
  parseFormatSpec,
  type SongVersion,
  type StemOptions,
  type WantedFile,
} from '../../audio-engine/protocol/index.ts';
import { shownDocument, useReplica, useStatus, useViewState } from '../state/index.ts';
import { useTarget } from './targets.ts';

export type What = ExportRequest['what'];

export interface ExportSettings {
  what: What;
  /** As `fileSpec` writes them: `wav24`, or with a rate of its own `wav24@96000`. */
  formats: readonly string[];
  /** Of those without a rate of their own; null keeps the session's. */
  sampleRate: number | null;
  dither: WantedFile['dither'];
  toTarget: boolean;
  folder: string;
  pattern: string;
  replace: boolean;
  lower: boolean;
  proof: boolean;
  versions: readonly SongVersion[];
  sets: readonly string[];
  stems: StemOptions;
}

/** A name that every system takes. */
export function fileNameOf(title: string): string {
  const clean = title
    .replace(/[<>:"/\\|?*\p{Cc}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[. ]+$/, '');
  return clean === '' ? 'Untitled' : clean;
}

/** Where an export goes when nobody said so: the session's own folder, or home while it has none. */
export function suggestedFolder(folder: string | null, home: string, title: string, what: What): string {
  const base = folder !== null ? `${folder}/exports` : home;
  return what === 'stems' ? `${base}/${fileNameOf(title)} stems` : base;
}

export const USUAL_PATTERN = '{artist} - {title} {what}';
const STEMS_PATTERN = '{track}';

const fileOf = (spec: string): FileFormat => parseFileSpec(spec)!.file;

/** Names must tell files of one ending apart, and files of one format at several rates. */
export function suggestedPattern(what: What, formats: readonly string[]): string {
  const files = formats.map(fileOf);
  const base = what === 'stems' ? STEMS_PATTERN : USUAL_PATTERN;
  if (new Set(files.map(({ format }) => EXTENSIONS[format])).size === files.length) return base;
  const sameFormat = new Set(files.map(formatSpec)).size < files.length;
  return `${base} ({format}${sameFormat ? ' {rate}' : ''})`;
}

const textList = (text: string): string[] => text.split(',').filter((part) => part !== '');

export function useExportSettings() {
  const [what, setWhat] = useViewState<string>('export.what', 'master');
  const [formats, setFormats] = useViewState<string>('export.formats', 'wav24');
  const [sampleRate, setSampleRate] = useViewState<number | null>('export.sampleRate', null);
  const [dither, setDither] = useViewState<string>('export.dither', 'tpdf');
  const [toTarget, setToTarget] = useViewState<boolean>('export.toTarget', true);
  const [chosenFolder, setFolder] = useViewState<string>('export.folder', '');
  const [chosenPattern, setPattern] = useViewState<string>('export.pattern', '');
  const [replace, setReplace] = useViewState<boolean>('export.replace', false);
  const [lower, setLower] = useViewState<boolean>('export.lower', false);
  const [proof, setProof] = useViewState<boolean>('export.proof', true);
  const [versions, setVersions] = useViewState<string>('export.versions', 'full');
  const [sets, setSets] = useViewState<string>('export.sets', '');
  const [stemsBy, setStemsBy] = useViewState<string>('export.stemsBy', 'tracks');
  const [stemsChain, setStemsChain] = useViewState<string>('export.stemsChain', 'before');
  const [stemsReturns, setStemsReturns] = useViewState<string>('export.stemsReturns', 'own');
  const folder = useReplica((replica) => replica.folder);
  const home = useStatus((status) => status.info?.home ?? '');
  const target = useTarget();
  const document = shownDocument();
  const title = document.release.title || document.session.name;
  const kind = what as What;
  const specs = textList(formats).filter((spec) => parseFileSpec(spec) !== null);
  const settings: ExportSettings = {
    what: kind,
    formats: specs,
    sampleRate,
    dither: dither === 'shaped' ? 'shaped' : 'tpdf',
    toTarget,
    folder: chosenFolder || suggestedFolder(folder, home, title, kind),
    pattern: chosenPattern || suggestedPattern(kind, specs),
    replace,
    lower,
    proof,
    versions: textList(versions) as SongVersion[],
    sets: textList(sets),
    stems: { by: stemsBy, chain: stemsChain, returns: stemsReturns } as StemOptions,
  };
  return {
    settings,
    target,
    /** Folder and names follow the kind again. */
    setWhat: (next: What) => {
      setFolder('');
      setPattern('');
      setWhat(next);
    },
    setFormats: (next: readonly string[]) => setFormats(next.join(',')),
    /** A format on or off, at all its rates. */
    toggleFormat: (format: string) => {
      const others = specs.filter((spec) => formatSpec(fileOf(spec)) !== format);
      setFormats((others.length < specs.length ? others : [...specs, format]).join(','));
    },
    /** Another file, or another rate, in the place of one; two of the same are one. */
    replaceFile: (index: number, ...by: readonly FileSpec[]) =>
      setFormats([...new Set(specs.toSpliced(index, 1, ...by.map(fileSpec)))].join(',')),
    setSampleRate,
    setDither,
    setToTarget,
    setFolder,
    setPattern,
    setReplace,
    setLower,
    setProof,
    toggleVersion: (version: SongVersion) => {
      const now = textList(versions);
      const next = now.includes(version) ? now.filter((one) => one !== version) : [...now, version];
      if (next.length > 0) setVersions(next.join(','));
    },
    toggleSet: (name: string) => {
      const now = textList(sets);
      setSets((now.includes(name) ? now.filter((one) => one !== name) : [...now, name]).join(','));
    },
    setStemsBy,
    setStemsChain,
    setStemsReturns,
    /** A whole path, as it was typed: its ending may choose the format. */
    setFile: (path: string) => {
      const at = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
      const name = path.slice(at + 1);
      const dot = name.lastIndexOf('.');
      const ending = dot > 0 ? name.slice(dot + 1).toLowerCase() : '';
      const known = ending === 'aiff' ? 'aif' : ending;
      const current = specs[0] && fileOf(specs[0]);
      const match = Object.entries(EXTENSIONS).find(([, extension]) => extension === known)?.[0];
      if (match && specs.length === 1 && current && current.format !== match)
        setFormats(formatSpec(parseFormatSpec(match)!));
      setFolder(at > 0 ? path.slice(0, at) : at === 0 ? '/' : '');
      setPattern((match ? name.slice(0, dot) : name).replace(/[{}]/g, ''));
    },
  };
}

export type ExportFormState = ReturnType<typeof useExportSettings>;

/** The request for these settings. */
export function optionsOf(
  settings: ExportSettings,
  target: { name: string; lufs: number | null; ceilingDbtp: number } | null,
): ExportRequest {
  const { what, formats, sampleRate, dither, folder, pattern } = settings;
  const aims = what === 'master' && settings.toTarget && target !== null;
  return {
    what,
    files: formats.map((spec) => {
      const called = parseFileSpec(spec)!;
      return { file: called.file, sampleRate: called.sampleRate ?? sampleRate, dither };
    }),
    sets: what === 'stems' ? [] : [...settings.sets],
    place: { folder, pattern, ifThere: settings.replace ? 'replace' : 'number' },
    target: aims ? { name: target.name, lufs: target.lufs, ceilingDbtp: target.ceilingDbtp } : null,
    range: null,
    versions: what === 'stems' ? ['full'] : [...settings.versions],
    stems: what === 'stems' ? settings.stems : null,
    overshoot: settings.lower ? 'lower' : 'say',
    proof: settings.proof,
  };
}
