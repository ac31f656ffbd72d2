/** What open views look at beyond levels: reads the tap rings, effects and compares that they asked for. */
import type { Allocator, Kernels } from '../kernels/index.ts';
import { type Section, SectionKind, type SendPayload } from '../protocol/index.ts';
import type { Id, SessionDocument } from '../session/index.ts';
import { type ControlBlock, ControlWord, TAP_FRAMES, TAPS } from './control-block.ts';
import { ListenersCompare } from './control-compare.ts';
import { InsertTaps } from './live-insert.ts';
import type { InstalledPlan } from './plan-types.ts';
import type { FrameSource } from './telemetry-frame.ts';
import { WatchedEffects } from './watch-effects.ts';
import { MasterMeters } from './watch-master.ts';
import { SpectrumAnalyser, SpectrumBench } from './watch-spectrum.ts';

type Watch = SendPayload<'engine.watch'>;

/** Points of a goniometer picture a frame: every fourth sample at 48 kHz is more than a screen shows. */
const GONIOMETER_POINTS = 256;
/** Spectra computed in one frame, in turn: one moves 60 times a second, eight move 15 times. */
const ANALYSES_A_FRAME = 2;
const MASTER = 'master';

export interface WatchHost {
  readonly kernels: Kernels;
  readonly allocator: Allocator;
  readonly control: ControlBlock;
  /** Gain in dB of what an insert plays while it is bypassed; null takes it away. */
  compareGain(effectId: Id | null, gainDb: number): void;
  /** What the control room turns down by, for a blind test whose other side has no room to be turned up. */
  trim(trimDb: number): void;
}

export class WatchedSound implements FrameSource {
  readonly #kernels: Kernels;
  readonly #allocator: Allocator;
  readonly #control: ControlBlock;
  readonly #taps: InsertTaps;
  readonly #bench: SpectrumBench;
  readonly #effects: WatchedEffects;
  readonly #compare: ListenersCompare;
  #watch: Watch = { spectra: [], effects: [], goniometer: false };
  #document: SessionDocument | undefined;
  #plan: InstalledPlan | undefined;
  #master: MasterMeters | undefined;
  #sampleRate = 48000;
  #analysers: SpectrumAnalyser[] = [];
  #read = 0;
  #shown = 0;
  #turn = 0;

  constructor(host: WatchHost) {
    this.#kernels = host.kernels;
    this.#allocator = host.allocator;
    this.#control = host.control;
    this.#taps = new InsertTaps(host.kernels, host.allocator);
    this.#bench = new SpectrumBench(host.kernels, host.allocator);
    this.#effects = new WatchedEffects(host.kernels, this.#taps, this.#bench);
    this.#compare = new ListenersCompare(host, this.#taps);
    host.control.set(ControlWord.tapsWanted, 1);
  }

  /** Strip by tap: 0 is the master, then the watched spectra. */
  get taps(): readonly (Id | null)[] {
    return Array.from({ length: TAPS }, (_, tap) =>
      tap === 0 ? MASTER : (this.#watch.spectra[tap - 1] ?? null),
    );
  }

  watch(watch: Watch): void {
    this.#watch = watch;
    this.#analysers = watch.spectra.map(() => new SpectrumAnalyser(this.#bench, this.#sampleRate));
    let wanted = 1;
    watch.spectra.forEach((_, index) => {
      wanted |= 2 << index;
      this.#control.taps[index + 1]?.fill(0);
    });
    this.#control.set(ControlWord.tapsWanted, wanted);
    this.#compare.expect(this.#document, watch.compare ?? null);
    this.#tap();
    this.#effects.watch(watch.effects, this.#plan, this.#sampleRate);
  }

  /** Before the sound changes: what is taken out of it, and at what gain. */
  compare(compare: SendPayload<'engine.compare'>): void {
    this.#compare.compare(compare);
    this.#tap();
    this.#compare.settle();
  }

  /** A session at this rate; the plan of the one before is gone. */
  begin(sampleRate: number): void {
    this.#sampleRate = sampleRate;
    this.#plan = undefined;
    this.#taps.plan(undefined);
    this.#effects.plan(undefined);
    this.#master?.dispose();
    this.#master = new MasterMeters(this.#kernels, this.#allocator, sampleRate);
    this.watch(this.#watch);
  }

  /** The document, without a compare in it. */
  document(document: SessionDocument): void {
    this.#document = document;
    this.#compare.expect(document, this.#watch.compare ?? null);
    this.#tap();
  }

  plan(plan: InstalledPlan): void {
    this.#plan = plan;
    this.#taps.plan(plan);
    this.#effects.plan(plan);
  }

  /** Of the master since the meters were reset; minus infinity before anything was heard. */
  get integratedLufs(): number {
    return this.#master?.integratedLufs ?? Number.NEGATIVE_INFINITY;
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
    this.#compare.read();
  }

  header(header: Float64Array): void {
    this.#master?.header(header);
  }

  sections(): Section[] {
    const end = this.#control.get(ControlWord.tapWritten);
    this.#analyse(end);
    const sections = this.#analysers.map(
      (analyser, index): Section => ({ kind: SectionKind.spectrum, index, values: analyser.values }),
    );
    sections.push(...this.#effects.sections((end - this.#shown) | 0));
    this.#shown = end;
    const compare = this.#compare.section();
    if (compare) sections.push(compare);
    if (this.#watch.goniometer)
      sections.push({ kind: SectionKind.goniometer, index: 0, values: this.#points(end) });
    return sections;
  }

  #analyse(end: number): void {
    const analyses = this.#analysers.map((analyser, index) => (): void => {
      analyser.analyse(this.#control.taps[index + 1]!, TAP_FRAMES, end);
    });
    analyses.push(...this.#effects.analyses());
    for (let n = Math.min(ANALYSES_A_FRAME, analyses.length); n > 0; n--)
      analyses[this.#turn++ % analyses.length]!();
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

  /** Taps what is watched with its sound, and what a compare measures. */
  #tap(): void {
    const watched = this.#watch.effects.filter(({ sound }) => sound !== false);
    this.#taps.want([...watched.map(({ effectId }) => effectId), ...this.#compare.effectIds]);
    this.#compare.measure(this.#sampleRate);
  }
}
