/**
 * The corridor that references leave a master: from the least to the most of them in each third octave, all as loud
 * from 200 Hz to 2 kHz, laid over a spectrum at that spectrum's own level. What lies outside it is amber.
 */
import {
  curveRoomDb,
  levelled,
  type SongProfile,
  THIRD_OCTAVES_HZ,
  type TonalCurve,
} from '../../audio-engine/protocol/index.ts';
import { bandHz, xOfHz } from '../editors/index.ts';
import { alpha, token } from '../theme/index.ts';

/** Spectra are drawn with 4.5 dB an octave, named for density per hertz; bands hold 3.01 dB an octave more. */
const TILT_DB = 4.5 - 3.01;
/** Around one reference alone, and beyond the edges of several: what two good masters of a kind differ by. */
const ROOM_DB = 1.5;
const LEVEL_LOW_HZ = 200;
const LEVEL_HIGH_HZ = 2000;
const NOTHING_DB = -100;

export interface CorridorBand {
  hz: number;
  lowDb: number;
  middleDb: number;
  highDb: number;
}

/** Tilted, in dB against the mean of 200 Hz to 2 kHz; empty without references. */
export function corridorOf(profiles: readonly SongProfile[]): CorridorBand[] {
  if (profiles.length === 0) return [];
  const tones = profiles.map(({ whole }) => levelled(whole.bandsDb));
  const bands: CorridorBand[] = [];
  THIRD_OCTAVES_HZ.forEach((hz, n) => {
    const values = tones.map((tone) => tone[n]).filter((db): db is number => db != null);
    if (values.length === 0) return;
    values.sort((a, b) => a - b);
    const tilt = TILT_DB * Math.log2(hz / 1000);
    const middle = (values[(values.length - 1) >> 1]! + values[values.length >> 1]!) / 2;
    bands.push({
      hz,
      lowDb: values[0]! + tilt - ROOM_DB,
      middleDb: middle + tilt,
      highDb: values.at(-1)! + tilt + ROOM_DB,
    });
  });
  return bands;
}

/** The room that a curve leaves to songs of its kind, where there is no reference: tilted as above. */
export function corridorOfCurve(curve: TonalCurve): CorridorBand[] {
  const tone = levelled(curve.levelsDb);
  return THIRD_OCTAVES_HZ.map((hz, n) => {
    const middleDb = tone[n]! + TILT_DB * Math.log2(hz / 1000);
    const room = curveRoomDb(curve, hz);
    return { hz, lowDb: middleDb - room, middleDb, highDb: middleDb + room };
  });
}

/** Mean of a drawn spectrum (240 bands of 1/24 octave, tilted) where levels are compared; undefined in silence. */
export function levelOfTrace(trace: Float32Array): number | undefined {
  let sum = 0;
  let count = 0;
  for (let band = 0; band < trace.length; band++) {
    const hz = bandHz(band);
    const db = trace[band]!;
    if (hz < LEVEL_LOW_HZ || hz > LEVEL_HIGH_HZ || db < NOTHING_DB) continue;
    sum += db;
    count++;
  }
  return count > 0 ? sum / count : undefined;
}

/** Between two bands along octaves; beyond the last, the last. */
export function corridorAt(corridor: readonly CorridorBand[], hz: number): CorridorBand {
  const after = corridor.findIndex((band) => band.hz >= hz);
  if (after === 0) return corridor[0]!;
  if (after < 0) return corridor.at(-1)!;
  const a = corridor[after - 1]!;
  const b = corridor[after]!;
  const part = Math.log2(hz / a.hz) / Math.log2(b.hz / a.hz);
  const between = (from: number, to: number): number => from + (to - from) * part;
  return {
    hz,
    lowDb: between(a.lowDb, b.lowDb),
    middleDb: between(a.middleDb, b.middleDb),
    highDb: between(a.highDb, b.highDb),
  };
}

/** Draws the corridor at a level, and in amber what of a trace lies outside it. */
export function paintCorridor(
  context: CanvasRenderingContext2D,
  corridor: readonly CorridorBand[],
  width: number,
  y: (db: number) => number,
  levelDb: number,
  trace: Float32Array | null,
): void {
  const [first] = corridor;
  const last = corridor.at(-1);
  if (!first || !last) return;
  const xs = corridor.map(({ hz }) => xOfHz(hz, width));
  const line = (of: (band: CorridorBand) => number, backwards = false): void => {
    const order = corridor.map((_, n) => (backwards ? corridor.length - 1 - n : n));
    for (const n of order) context.lineTo(xs[n]!, y(of(corridor[n]!) + levelDb));
  };
  context.beginPath();
  line((band) => band.highDb);
  line((band) => band.lowDb, true);
  context.closePath();
  context.fillStyle = alpha(token('accent'), 0.2);
  context.fill();
  context.lineWidth = 1;
  for (const edge of [(band: CorridorBand) => band.highDb, (band: CorridorBand) => band.lowDb]) {
    context.beginPath();
    line(edge);
    context.strokeStyle = alpha(token('accent'), 0.45);
    context.stroke();
  }
  context.beginPath();
  line((band) => band.middleDb);
  context.setLineDash([3, 3]);
  context.strokeStyle = alpha(token('accent-hi'), 0.6);
  context.stroke();
  context.setLineDash([]);
  if (trace) paintOutside(context, corridor, width, y, levelDb, trace);
}

function paintOutside(
  context: CanvasRenderingContext2D,
  corridor: readonly CorridorBand[],
  width: number,
  y: (db: number) => number,
  levelDb: number,
  trace: Float32Array,
): void {
  context.fillStyle = alpha(token('warn'), 0.6);
  const lowest = corridor[0]!.hz;
  const highest = corridor.at(-1)!.hz;
  for (let band = 0; band + 1 < trace.length; band++) {
    const hz = bandHz(band);
    if (hz < lowest || hz > highest || trace[band]! < NOTHING_DB) continue;
    const edges = corridorAt(corridor, hz);
    const db = trace[band]! - levelDb;
    const edge = db > edges.highDb ? edges.highDb : db < edges.lowDb ? edges.lowDb : null;
    if (edge === null) continue;
    const x = xOfHz(hz, width);
    const next = xOfHz(bandHz(band + 1), width);
    const top = Math.min(y(trace[band]!), y(edge + levelDb));
    context.fillRect(x, top, next - x + 0.5, Math.abs(y(trace[band]!) - y(edge + levelDb)));
  }
}
