/** What open views look at beyond levels: reads the tap rings and effect histories that they asked for. */
import type { Allocator, Kernels } from '../kernels/index.ts';
import { type Section, SectionKind, type SendPayload } from '../protocol/index.ts';
import type { Id } from '../session/index.ts';
import { type ControlBlock, ControlWord, TAP_FRAMES, TAPS } from './control-block.ts';
import { HistoryReader } from './meter-reader.ts';
import { EFFECT_HISTORY } from './plan-layout.ts';
import type { InstalledPlan } from './plan-types.ts';
import type { FrameSource } from './telemetry-frame.ts';
import { MasterMeters } from './watch-master.ts';
import { SpectrumAnalyser } from './watch-spectrum.ts';

type Watch = SendPayload<'engine.watch'>;

/** Points of a goniometer picture a frame: every fourth sample at 48 kHz is more than a screen shows. */
const GONIOMETER_POINTS = 256;
const MASTER = 'master';

export class WatchedSound implements FrameSource {
  readonly #kernels: Kernels;
  readonly #allocator: Allocator;
  readonly #control: ControlBlock;
  #watch: Watch = { spectra: [], effects: [], goniometer: false };
  #master: MasterMeters | undefined;
  #sampleRate = 48000;
  #analysers: SpectrumAnalyser[] = [];
  #histories: (HistoryReader | undefined)[] = [];
  readonly #triples = new Float32Array(EFFECT_HISTORY * 3);
  #plan: InstalledPlan | undefined;
  #read = 0;
  #turn = 0;

  constructor(kernels: Kernels, allocator: Allocator, control: ControlBlock) {
    this.#kernels = kernels;
    this.#allocator = allocator;
    this.#control = control;
    control.set(ControlWord.tapsWanted, 1);
  }

  /** Strip by tap: 0 is the master, then the watched spectra. */
  get taps(): readonly (Id | null)[] {
    return Array.from({ length: TAPS }, (_, tap) =>
      tap === 0 ? MASTER : (this.#watch.spectra[tap - 1] ?? null),
    );
  }

  watch(watch: Watch): void {
    this.#watch = watch;
    this.#analysers = watch.spectra.map(() => new SpectrumAnalyser(this.#sampleRate));
    let wanted = 1;
    watch.spectra.forEach((_, index) => {
      wanted |= 2 << index;
      this.#control.taps[index + 1]?.fill(0);
    });
    this.#control.set(ControlWord.tapsWanted, wanted);
    this.#openHistories();
  }

  /** A session at this rate. */
  begin(sampleRate: number): void {
    this.#sampleRate = sampleRate;
    this.#master?.dispose();
    this.#master = new MasterMeters(this.#kernels, this.#allocator, sampleRate);
    this.watch(this.#watch);
  }

  plan(plan: InstalledPlan): void {
    this.#plan = plan;
    this.#openHistories();
  }

  resetLoudness(): void {
    this.#master?.reset();
  }

  /** Measures what the audio thread rendered since the last time. */
  read(): void {
    const written = this.#control.get(ControlWord.tapWritten);
    // Where more came than the ring holds, the oldest is gone.
    if (((written - this.#read) | 0) > TAP_FRAMES) this.#read = (written - TAP_FRAMES) | 0;
    while (((written - this.#read) | 0) > 0) {
      const at = this.#read & (TAP_FRAMES - 1);
      const frames = Math.min((written - this.#read) | 0, TAP_FRAMES - at);
      this.#master?.push(this.#control.taps[0]!, at, frames);
      this.#read = (this.#read + frames) | 0;
    }
  }

  header(header: Float64Array): void {
    this.#master?.header(header);
  }

  sections(): Section[] {
    const sections: Section[] = [];
    const end = this.#control.get(ControlWord.tapWritten);
    // One transform a frame, in turn: four spectra move 15 times a second, one moves 60 times.
    if (this.#analysers.length) {
      const index = this.#turn++ % this.#analysers.length;
      this.#analysers[index]!.analyse(this.#control.taps[index + 1]!, TAP_FRAMES, end);
    }
    this.#analysers.forEach((analyser, index) => {
      sections.push({ kind: SectionKind.spectrum, index, values: analyser.values });
    });
    this.#histories.forEach((history, index) => {
      const count = history?.read(this.#triples) ?? 0;
      if (count)
        sections.push({ kind: SectionKind.effectHistory, index, values: this.#triples.slice(0, count * 3) });
    });
    if (this.#watch.goniometer)
      sections.push({ kind: SectionKind.goniometer, index: 0, values: this.#points(end) });
    return sections;
  }

  #points(end: number): Float32Array {
    const ring = this.#control.taps[0]!;
    const points = new Float32Array(GONIOMETER_POINTS * 2);
    for (let i = 0; i < GONIOMETER_POINTS; i++) {
      const at = ((end - (GONIOMETER_POINTS - i) * 4) & (TAP_FRAMES - 1)) * 2;
      points[i * 2] = ring[at]!;
      points[i * 2 + 1] = ring[at + 1]!;
    }
    return points;
  }

  #openHistories(): void {
    this.#histories = this.#watch.effects.map(({ effectId }) => {
      const at = this.#plan?.history(effectId);
      return at === undefined ? undefined : new HistoryReader(this.#kernels.memory, at);
    });
  }
}
