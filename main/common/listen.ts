/**
 * Keeps what is heard in place of the master and on which playback system, and tells the engine. All of it is of the
 * moment: a session begins with the master, straight.
 */
import { join } from 'node:path';
import {
  type DeckSource,
  type EngineListening,
  type HeardFile,
  type Listen,
  NEUTRAL_LISTEN,
  type SystemSpec,
} from '../../audio-engine/protocol/index.ts';
import type { Reference, SessionDocument } from '../../audio-engine/session/index.ts';
import { listeningWords, ThresholdError } from '../../audio-engine/words/index.ts';

/** What is known of an open session. */
export interface ListenSession {
  readonly document: SessionDocument;
  readonly folder: string;
}

export interface ListenHost {
  session(): ListenSession | undefined;
  systems(): readonly SystemSpec[];
  /** The control room's loudness match. */
  matched(): boolean;
  /** Integrated loudness of the master as it is now, where it was measured. */
  masterLufs(): number | null;
  /** Channels and length of a WAV file at the session's rate; throws where it is another one. */
  fileFacts(path: string, sampleRate: number): { channels: 1 | 2; lengthSamples: number };
  tell(listening: EngineListening): void;
  changed(state: Listen): void;
}

export class ListenKeeper {
  readonly #host: ListenHost;
  #state: Listen = { ...NEUTRAL_LISTEN };
  /** What the engine was told. */
  #told = '';
  #file: { path: string; facts: { channels: 1 | 2; lengthSamples: number } } | null = null;

  constructor(host: ListenHost) {
    this.#host = host;
  }

  get state(): Listen {
    return this.#state;
  }

  set(change: { [K in keyof Listen]?: Listen[K] | undefined }): Listen {
    const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
    const next: Listen = { ...this.#state, ...given };
    // One thing at a time: the newest wish ends the other.
    if (change.reference != null && change.file === undefined) next.file = null;
    if (change.file != null && change.reference === undefined) next.reference = null;
    if (next.reference !== null) next.chosen = next.reference;
    this.#check(next);
    this.#state = next;
    this.#host.changed(next);
    this.refresh();
    return next;
  }

  /** Another session: the master, straight. */
  reset(): void {
    this.#state = { ...NEUTRAL_LISTEN };
    this.#file = null;
    this.#host.changed(this.#state);
    this.refresh();
  }

  /** The document, the match or a measurement changed: the engine is told where that makes a difference. */
  refresh(): void {
    this.#forgetWhatIsGone();
    const listening = this.#listening();
    const told = JSON.stringify(listening);
    if (told === this.#told) return;
    this.#told = told;
    this.#host.tell(listening);
  }

  #check(next: Listen): void {
    const document = this.#host.session()?.document;
    if (next.reference !== null && !document?.references[next.reference])
      throw new ThresholdError(listeningWords.noReference);
    if (next.systemId !== null && !this.#host.systems().some(({ id }) => id === next.systemId))
      throw new ThresholdError(listeningWords.noSystem(next.systemId));
    if (next.file) this.#facts(next.file);
  }

  /** A reference that was removed, or undone, is heard no longer. */
  #forgetWhatIsGone(): void {
    const { references } = this.#host.session()?.document ?? { references: {} };
    const gone = (id: string | null): boolean => id !== null && !Object.hasOwn(references, id);
    if (!gone(this.#state.reference) && !gone(this.#state.chosen)) return;
    this.#state = { ...this.#state, reference: null, chosen: null, blind: false };
    this.#host.changed(this.#state);
  }

  #listening(): EngineListening {
    const { reference, chosen, file, systemId, blind } = this.#state;
    const matched = this.#host.matched();
    return {
      deck: file ? this.#fileSource(file) : this.#referenceSource(reference ?? chosen),
      heard: file !== null || reference !== null,
      blind,
      system: this.#host.systems().find(({ id }) => id === systemId) ?? null,
      matched,
      masterLufs: this.#host.masterLufs(),
    };
  }

  #referenceSource(id: string | null): DeckSource | null {
    const session = this.#host.session();
    const reference = id === null ? undefined : session?.document.references[id];
    const media = reference && session?.document.media[reference.mediaId];
    if (!reference || !media || !session) return null;
    const { at, marker } = this.#state;
    const fromSample = at === 'step' ? null : markerSample(reference, marker, media.lengthSamples);
    return {
      key: `${media.id} ${fromSample ?? 'step'}`,
      path: join(session.folder, ...media.file.split('/')),
      channels: media.channels,
      lengthSamples: media.lengthSamples,
      startSample: 0,
      fromSample,
      lufs: reference.lufs,
      peakDbtp: reference.truePeakDbtp,
      gainDb: 0,
      matched: this.#host.matched(),
    };
  }

  #fileSource(file: HeardFile): DeckSource {
    const { path, facts } = this.#facts(file);
    const { startSample, gainDb, lufs = null } = file;
    const matched = this.#state.matched && this.#host.matched();
    const fixed = { startSample, fromSample: null, peakDbtp: null };
    return { key: `${path} ${startSample}`, path, ...facts, ...fixed, lufs, gainDb, matched };
  }

  /** Looked at once: it is rendered before it is heard. */
  #facts({ path }: HeardFile): { path: string; facts: { channels: 1 | 2; lengthSamples: number } } {
    const session = this.#host.session();
    const parts = path.split('/');
    if (!session || parts.some((part) => part === '..' || part === '' || part.includes('\\')))
      throw new ThresholdError(listeningWords.noFile(path));
    const absolute = join(session.folder, ...parts);
    if (this.#file?.path !== absolute) {
      const facts = this.#host.fileFacts(absolute, session.document.session.sampleRate);
      this.#file = { path: absolute, facts };
    }
    return this.#file;
  }
}

/** A marker's place in the file; where there is none, the first one's, or the start. */
export function markerSample(reference: Reference, marker: number | null, lengthSamples: number): number {
  const sample = (reference.markers[marker ?? 0] ?? reference.markers[0])?.sample ?? 0;
  return sample < lengthSamples ? sample : 0;
}
