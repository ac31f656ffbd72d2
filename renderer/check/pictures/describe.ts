/** What a picture shows, for whoever cannot see it. */
import type { Evidence } from '../../../audio-engine/protocol/index.ts';
import { checkWords, clock, hertz } from '../../../audio-engine/words/check.ts';
import type { About } from './common.ts';

const words = checkWords.pictures;

export function describeEvidence(evidence: Evidence, about: Omit<About, 'size' | 'ink'>): string {
  switch (evidence.kind) {
    case 'spectra': {
      const band = about.frequency;
      const names = evidence.series.map(({ name }) => about.series(name).name).join(', ');
      return words.spectra(names, band ? checkWords.hertzRange(band.lowHz, band.highHz) : null);
    }
    case 'curve': {
      const values = evidence.points.map(([, value]) => value);
      if (values.length === 0) return words.nothing;
      const say = (value: number) => `${checkWords.figure(value)} ${evidence.unit}`.trim();
      const at = (place: number) => (evidence.over === 'hz' ? hertz(place) : clock(place));
      const [first, last] = [evidence.points[0]?.[0] ?? 0, evidence.points.at(-1)?.[0] ?? 0];
      return words.curve(
        evidence.over,
        at(first),
        at(last),
        say(Math.min(...values)),
        say(Math.max(...values)),
      );
    }
    case 'places': {
      const worst = evidence.places.reduce<(typeof evidence.places)[number] | undefined>(
        (best, place) => (best && Math.abs(best.value) >= Math.abs(place.value) ? best : place),
        undefined,
      );
      if (!worst) return words.nothing;
      const value = `${checkWords.figure(worst.value)} ${evidence.unit}`.trim();
      return words.places(evidence.places.length, value, clock(worst.sample / about.sampleRate));
    }
    case 'scale': {
      const { low, high, value, unit, marks } = evidence;
      const say = (v: number) => `${checkWords.figure(v)} ${unit}`.trim();
      const usual =
        low !== null && high !== null
          ? `${say(low)} to ${say(high)}`
          : low !== null
            ? say(low)
            : high !== null
              ? say(high)
              : null;
      return words.scale(
        say(value),
        usual,
        marks.map((mark) => `${mark.name} ${say(mark.value)}`).join(', '),
      );
    }
    case 'steps':
      return words.steps(
        evidence.steps
          .map(
            ({ name, value }) =>
              `${name} ${value === null ? '–' : `${checkWords.figure(value)} ${evidence.unit}`.trim()}`,
          )
          .join(', '),
      );
    case 'grid': {
      const cells = evidence.rows.flat();
      const mean = cells.reduce((sum, cell) => sum + cell, 0) / Math.max(1, cells.length);
      const columns = Math.max(0, ...evidence.rows.map((row) => row.length));
      const end = evidence.startSample + columns * evidence.columnSamples;
      const at = (sample: number) => clock(sample / about.sampleRate);
      return words.grid(at(evidence.startSample), at(end), mean);
    }
  }
}
