/**
 * The hidden page that decodes with WebCodecs, as text: it asks for work, does it, posts the answer, asks again.
 * Packets come as one body with their sizes beside it; sound goes back as interleaved float32.
 */
export const DECODER_PAGE = `<!doctype html><meta charset="utf-8"><title>Threshold decoder</title><script type="module">
const streams = new Map();
const unbase = (text) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
// By its events: timers of a page that nobody sees come once a second.
const settle = (stream) => new Promise((resolve) => {
  const look = () => {
    if (stream.failed || stream.decoder.decodeQueueSize === 0) resolve();
  };
  stream.settled = look;
  stream.decoder.ondequeue = look;
  look();
});
const work = {
  async open(stream, { config }) {
    const full = { ...config, description: config.description ? unbase(config.description) : undefined };
    const { supported } = await AudioDecoder.isConfigSupported(full);
    if (!supported) return { supported: false };
    stream.decoder = new AudioDecoder({
      output: (data) => stream.output.push(data),
      error: (error) => {
        stream.failed = String(error);
        stream.settled?.();
      },
    });
    stream.decoder.configure(full);
    return { supported: true };
  },
  async decode(stream, { packets }, body) {
    let at = 0;
    for (const { bytes, timestampUs, durationUs } of packets) {
      if (stream.failed) break;
      const data = body.subarray(at, (at += bytes));
      stream.decoder.decode(new EncodedAudioChunk({ type: 'key', timestamp: timestampUs, duration: durationUs, data }));
    }
    await settle(stream);
    return {};
  },
  async flush(stream) {
    if (!stream.failed) await stream.decoder.flush().catch((error) => { stream.failed = String(error); });
    return {};
  },
  async close(stream) {
    if (stream.decoder && stream.decoder.state !== 'closed') stream.decoder.close();
    return {};
  },
};
function takeOutput(stream) {
  const taken = stream.output;
  stream.output = [];
  if (taken.length === 0) return { facts: { frames: 0 }, body: new ArrayBuffer(0) };
  const { numberOfChannels: channels, sampleRate } = taken[0];
  const frames = taken.reduce((sum, data) => sum + data.numberOfFrames, 0);
  const samples = new Float32Array(frames * channels);
  let first = 0;
  for (const data of taken) {
    const plane = new Float32Array(data.numberOfFrames);
    for (let channel = 0; channel < Math.min(channels, data.numberOfChannels); channel++) {
      data.copyTo(plane, { planeIndex: channel, format: 'f32-planar' });
      for (let i = 0; i < plane.length; i++) samples[(first + i) * channels + channel] = plane[i];
    }
    first += plane.length;
    data.close();
  }
  return { facts: { frames, channels, sampleRate }, body: samples.buffer };
}
for (;;) {
  const asked = await fetch('work', { method: 'POST' });
  if (asked.status !== 200) break;
  const { id, op, stream: number, ...rest } = JSON.parse(decodeURIComponent(asked.headers.get('x-work')));
  const stream = streams.get(number) ?? { decoder: null, output: [], failed: null };
  streams.set(number, stream);
  let answer = {};
  try {
    answer = await work[op](stream, rest, new Uint8Array(await asked.arrayBuffer()));
  } catch (error) {
    stream.failed = String(error);
  }
  if (op === 'close') streams.delete(number);
  const { facts, body } = takeOutput(stream);
  const head = encodeURIComponent(JSON.stringify({ id, ...answer, ...facts, error: stream.failed }));
  await fetch('answer', { method: 'POST', headers: { 'x-answer': head }, body });
}
</script>`;
