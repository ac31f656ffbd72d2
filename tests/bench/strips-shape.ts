/** The strip that is measured: the same six bands and compressor for every program in the race. */
export const SAMPLE_RATE = 48000;
export const BLOCK_FRAMES = 128;
/** Strips in one render. */
export const STRIPS = 32;

export interface Band {
  type: 'lowshelf' | 'peaking' | 'highshelf';
  frequencyHz: number;
  gainDb: number;
  q: number;
}

export const BANDS: readonly Band[] = [
  { type: 'lowshelf', frequencyHz: 100, gainDb: 2, q: 0.71 },
  { type: 'peaking', frequencyHz: 250, gainDb: -3, q: 1 },
  { type: 'peaking', frequencyHz: 800, gainDb: 1.5, q: 1 },
  { type: 'peaking', frequencyHz: 2500, gainDb: 2, q: 1 },
  { type: 'peaking', frequencyHz: 5000, gainDb: -1.5, q: 1 },
  { type: 'highshelf', frequencyHz: 10000, gainDb: 3, q: 0.71 },
];

/** Set so that it works on every sample of the noise below. */
export const COMPRESSOR = { thresholdDb: -24, ratio: 3, attackMs: 10, releaseMs: 120, kneeDb: 6 };

/** Noise at -12 dBFS peak, the same for all. */
export function noise(seed: number, length: number): Float32Array {
  let state = seed | 0 || 1;
  return Float32Array.from({ length }, () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state / 2147483648) * 0.25;
  });
}

/** What both Web Audio programs run, as text so that it can be handed to a browser: strips in real time on one core. */
export const webAudioStrips = `async (OfflineContext, strips, seconds, sampleRate, bands, compressor, noise) => {
  const context = new OfflineContext(2, seconds * sampleRate, sampleRate);
  const buffer = context.createBuffer(2, noise.length, sampleRate);
  buffer.copyToChannel(noise, 0);
  buffer.copyToChannel(noise, 1);
  for (let s = 0; s < strips; s++) {
    const source = context.createBufferSource();
    source.buffer = buffer;
    source.loop = true;
    const nodes = [context.createGain()];
    for (const band of bands) {
      const filter = context.createBiquadFilter();
      filter.type = band.type;
      filter.frequency.value = band.frequencyHz;
      filter.gain.value = band.gainDb;
      filter.Q.value = band.q;
      nodes.push(filter);
    }
    const dynamics = context.createDynamicsCompressor();
    dynamics.threshold.value = compressor.thresholdDb;
    dynamics.ratio.value = compressor.ratio;
    dynamics.attack.value = compressor.attackMs / 1000;
    dynamics.release.value = compressor.releaseMs / 1000;
    dynamics.knee.value = compressor.kneeDb;
    nodes.push(dynamics, context.createGain());
    let from = source;
    for (const node of nodes) {
      from.connect(node);
      from = node;
    }
    from.connect(context.destination);
    source.start();
  }
  const start = performance.now();
  await context.startRendering();
  return (strips * seconds * 1000) / (performance.now() - start);
}`;
