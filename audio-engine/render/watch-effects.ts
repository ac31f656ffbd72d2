/** What editors see of the effects they have open: history, read-outs, spectra before and after, a scope. */
import type { Kernels } from '../kernels/index.ts';
import { READOUTS, SCOPE_FRAMES, type Section, SectionKind, type SendPayload } from '../protocol/index.ts';
import { INSERT_TAP_FRAMES, type InsertTap, type InsertTaps, readoutsOf } from './live-insert.ts';
import { HistoryReader } from './meter-reader.ts';
import { EFFECT_HISTORY } from './plan-layout.ts';
import type { InstalledPlan } from './plan-types.ts';
import { SPECTRUM_FRAMES, SpectrumAnalyser, type SpectrumBench } from './watch-spectrum.ts';

type WatchedEffect = SendPayload<'engine.watch'>['effects'][number];

/** Without sound for this long there is nothing to see: the strip is skipped while it is silent and at rest. */
const SILENT_FRAMES = SPECTRUM_FRAMES;

interface Watched {
  index: number;
  effectId: string;
  history: HistoryReader | undefined;
  readouts: Float64Array | undefined;
  tap: InsertTap | undefined;
  before: SpectrumAnalyser;
  after: SpectrumAnalyser;
  /** Frames of the tap that were sent as a scope, and frames that the run went on without it. */
  read: number;
  still: number;
}

export class WatchedEffects {
  readonly #kernels: Kernels;
  readonly #taps: InsertTaps;
  readonly #bench: SpectrumBench;
  readonly #triples = new Float32Array(EFFECT_HISTORY * 3);
  #watched: Watched[] = [];
  #sampleRate = 48000;

  constructor(kernels: Kernels, taps: InsertTaps, bench: SpectrumBench) {
    this.#kernels = kernels;
    this.#bench = bench;
    this.#taps = taps;
  }

  /** After the taps of these effects were asked for. */
  watch(effects: readonly WatchedEffect[], plan: InstalledPlan | undefined, sampleRate: number): void {
    const kept = sampleRate === this.#sampleRate ? this.#watched : [];
    this.#sampleRate = sampleRate;
    this.#watched = effects.map(({ effectId, sound }, index) => {
      const old = kept.find((watched) => watched.effectId === effectId);
      const tap = sound === false ? undefined : this.#taps.of(effectId);
      return {
        index,
        effectId,
        ...this.#opened(effectId, plan),
        tap,
        before: old?.before ?? new SpectrumAnalyser(this.#bench, sampleRate),
        after: old?.after ?? new SpectrumAnalyser(this.#bench, sampleRate),
        read: tap?.frames ?? 0,
        still: SILENT_FRAMES,
      };
    });
  }

  plan(plan: InstalledPlan | undefined): void {
    for (const watched of this.#watched) Object.assign(watched, this.#opened(watched.effectId, plan));
  }

  /** One for each spectrum there is to compute: the caller shares them out over frames. */
  analyses(): (() => void)[] {
    return this.#watched.flatMap(({ tap, before, after, still }) => {
      if (!tap || still >= SILENT_FRAMES) return [];
      return [
        () => void before.analyse(tap.before, INSERT_TAP_FRAMES, tap.frames),
        () => void after.analyse(tap.after, INSERT_TAP_FRAMES, tap.frames),
      ];
    });
  }

  /** @param frames that the run went on since the last time. */
  sections(frames: number): Section[] {
    const sections: Section[] = [];
    for (const watched of this.#watched) {
      const { index, history, readouts } = watched;
      const count = history?.read(this.#triples) ?? 0;
      if (count)
        sections.push({ kind: SectionKind.effectHistory, index, values: this.#triples.slice(0, count * 3) });
      if (readouts)
        sections.push({ kind: SectionKind.effectReadout, index, values: Float32Array.from(readouts) });
      sections.push(...this.#sound(watched, frames));
    }
    return sections;
  }

  #sound(watched: Watched, frames: number): Section[] {
    const { index, tap, before, after } = watched;
    if (!tap) return [];
    const end = tap.frames;
    const fresh = Math.min((end - watched.read) | 0, SCOPE_FRAMES);
    watched.still = fresh > 0 ? 0 : watched.still + frames;
    watched.read = end;
    if (watched.still >= SILENT_FRAMES) return [];
    const scope = new Float32Array(fresh * 2);
    for (let i = 0; i < fresh; i++) {
      const at = ((end - fresh + i) & (INSERT_TAP_FRAMES - 1)) * 2;
      scope[i * 2] = tap.after[at]!;
      scope[i * 2 + 1] = tap.after[at + 1]!;
    }
    return [
      { kind: SectionKind.effectSpectrumBefore, index, values: before.values },
      { kind: SectionKind.effectSpectrumAfter, index, values: after.values },
      { kind: SectionKind.effectScope, index, values: scope },
    ];
  }

  #opened(effectId: string, plan: InstalledPlan | undefined): Pick<Watched, 'history' | 'readouts'> {
    const history = plan?.history(effectId);
    const insert = plan?.insert(effectId);
    return {
      history: history === undefined ? undefined : new HistoryReader(this.#kernels.memory, history),
      readouts: insert === undefined ? undefined : readoutsOf(this.#kernels, insert, READOUTS),
    };
  }
}
