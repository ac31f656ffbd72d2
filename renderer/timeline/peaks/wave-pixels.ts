/**
 * Columns of peaks as pixels, written one by one: a path of hundreds of rectangles costs a rasteriser without a
 * graphics card a hundred times as much. Edges between two pixels are covered in part, as a path's would be.
 */
import { channels } from '../../theme/index.ts';

export interface WaveColours {
  /** `#rrggbb` */
  peak: string;
  rms: string;
}

/** Share of the pixel [y, y + 1) that lies in [from, to). */
function coverage(y: number, from: number, to: number): number {
  return Math.max(0, Math.min(y + 1, to) - Math.max(y, from));
}

/**
 * Peak in its colour, RMS inside it, about the middle of each lane; as `paintColumns` draws them. `gain` is of the
 * picture's height. Pixels are RGBA, not premultiplied.
 */
export function waveImage(
  values: Float32Array,
  lanes: number,
  width: number,
  height: number,
  gain: number,
  colours: WaveColours,
): ImageData {
  const image = new ImageData(width, height);
  const { data } = image;
  const peak = channels(colours.peak);
  const rms = channels(colours.rms);
  const laneHeight = height / lanes;
  for (let lane = 0; lane < lanes; lane++) {
    const middle = laneHeight * (lane + 0.5);
    const half = (laneHeight / 2 - 1) * gain;
    const limit = laneHeight / 2 - 0.5;
    for (let x = 0; x < width; x++) {
      const at = (x * lanes + lane) * 3;
      const low = values[at] as number;
      if (Number.isNaN(low)) continue;
      const high = values[at + 1] as number;
      const up = Math.max(-limit, -high * half);
      const down = Math.min(limit, -low * half);
      const from = middle + up - 0.5;
      const to = from + Math.max(1, down - up + 1);
      const loud = (values[at + 2] as number) * half;
      let rmsUp = 0;
      let rmsDown = 0;
      if (loud > 0.5) {
        rmsUp = Math.min(loud, Math.max(0, Math.min(limit, high * half)));
        rmsDown = Math.min(loud, Math.max(0, Math.min(limit, -low * half)));
        if (rmsUp + rmsDown <= 0.5) rmsUp = rmsDown = 0;
      }
      const last = Math.min(height - 1, Math.ceil(to) - 1);
      for (let y = Math.max(0, Math.floor(from)); y <= last; y++) {
        const outer = coverage(y, from, to);
        const inner = coverage(y, middle - rmsUp, middle + rmsDown);
        const under = outer * (1 - inner);
        const opacity = inner + under;
        if (opacity <= 0) continue;
        const pixel = (y * width + x) * 4;
        for (let c = 0; c < 3; c++)
          data[pixel + c] = ((rms[c] as number) * inner + (peak[c] as number) * under) / opacity;
        data[pixel + 3] = opacity * 255;
      }
    }
  }
  return image;
}
