/** What the next export writes: kept with the view, so that the panel and the dialog agree and a session remembers. */
import type { ExportOptions } from '../../audio-engine/protocol/index.ts';
import { shownDocument, useReplica, useStatus, useViewState } from '../state/index.ts';
import { useTarget } from './targets.ts';

export type What = ExportOptions['what'];
export type Format = ExportOptions['format'];
export type Bits = ExportOptions['bits'];

export const RATES = [44_100, 48_000, 88_200, 96_000] as const;

export interface ExportSettings {
  what: What;
  format: Format;
  bits: Bits;
  /** Null keeps the session's rate. */
  sampleRate: number | null;
  toTarget: boolean;
  path: string;
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
export function suggestedPath(
  folder: string | null,
  home: string,
  title: string,
  what: What,
  format: Format,
): string {
  const base = folder !== null ? `${folder}/exports` : home;
  const name = fileNameOf(title);
  if (what === 'stems') return `${base}/${name} stems`;
  return `${base}/${name}${what === 'mix' ? ' mix' : ''}.${format}`;
}

export function useExportSettings() {
  const [what, setWhat] = useViewState<string>('export.what', 'master');
  const [format, setFormat] = useViewState<string>('export.format', 'wav');
  const [bits, setBits] = useViewState<string>('export.bits', '24');
  const [sampleRate, setSampleRate] = useViewState<number | null>('export.sampleRate', null);
  const [toTarget, setToTarget] = useViewState<boolean>('export.toTarget', true);
  const [chosen, setPath] = useViewState<string>('export.path', '');
  const folder = useReplica((replica) => replica.folder);
  const home = useStatus((status) => status.info?.home ?? '');
  const target = useTarget();
  const document = shownDocument();
  const title = document.release.title || document.session.name;
  const kind = { what: what as What, format: format as Format };
  const path = chosen || suggestedPath(folder, home, title, kind.what, kind.format);
  // FLAC holds integers only.
  const usable = (kind.format === 'flac' && bits === '32f' ? '24' : bits) as Bits;
  const settings: ExportSettings = { ...kind, bits: usable, sampleRate, toTarget, path };
  return { settings, target, setWhat, setFormat, setBits, setSampleRate, setToTarget, setPath };
}

/** The request for these settings; the range is the loop where that was asked for. */
export function optionsOf(
  settings: ExportSettings,
  target: { name: string; lufs: number | null; ceilingDbtp: number } | null,
): ExportOptions {
  const { toTarget, ...rest } = settings;
  const aims = settings.what === 'master' && toTarget && target !== null;
  return {
    ...rest,
    target: aims ? { name: target.name, lufs: target.lufs, ceilingDbtp: target.ceilingDbtp } : null,
    range: null,
  };
}
