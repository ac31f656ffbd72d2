/** A session as large as they come: a hundred tracks of eight clips, an equaliser and a compressor on each strip. */
import { compressorParameters } from '../../audio-engine/effects/compressor/parameters.ts';
import { equaliserParameters } from '../../audio-engine/effects/equaliser/parameters.ts';
import { defaultsOf } from '../../audio-engine/effects/parameter.ts';
import {
  type Clip,
  createDocument,
  createStrip,
  createTrack,
  type SessionDocument,
  TRACK_COLORS,
} from '../../audio-engine/session/index.ts';

const TRACKS = 100;
const CLIPS = 8;
const RATE = 48_000;

export function largeSession(): SessionDocument {
  const document = createDocument({
    id: 'bench',
    name: 'A hundred tracks',
    sampleRate: RATE,
    createdAt: '2026-01-01T00:00:00.000Z',
  });
  for (let n = 0; n < TRACKS; n++) {
    const id = `t${n}`;
    const order = String(n).padStart(4, '0');
    const channels = n % 3 === 0 ? 1 : 2;
    const color = TRACK_COLORS[Math.floor(n / 10) % TRACK_COLORS.length] ?? 'clay';
    document.tracks[id] = createTrack({ id, name: `Track ${n + 1}`, color, channels, order });
    document.strips[id] = { ...createStrip(id), faderDb: -6 - (n % 9), pan: ((n % 5) - 2) / 4 };
    const mediaId = `m${n}`;
    document.media[mediaId] = {
      id: mediaId,
      name: `Take ${n + 1}`,
      file: `audio/Take ${n + 1}.wav`,
      channels,
      sampleRate: RATE,
      lengthSamples: 300 * RATE,
      sampleFormat: 's24',
      origin: { fileName: 'Take.wav', format: 'WAV', sampleRate: RATE, channels, conversions: [] },
    };
    const clips: Record<string, Clip> = {};
    for (let c = 0; c < CLIPS; c++) {
      const clipId = `c${n}-${c}`;
      clips[clipId] = {
        id: clipId,
        mediaId,
        name: `Take ${n + 1}.${c + 1}`,
        startSample: c * 30 * RATE + (n % 7) * RATE,
        lengthSamples: 27 * RATE,
        offsetSamples: c * 30 * RATE,
        gainDb: n % 4 === 0 ? -3 : 0,
        fadeIn: { lengthSamples: RATE / 4, shape: 'equal-power' },
        fadeOut: { lengthSamples: RATE, shape: 'linear' },
        muted: n % 23 === 22,
      };
    }
    document.clips[id] = clips;
    document.effects[id] = Object.fromEntries(
      [
        { kind: 'equaliser' as const, parameters: defaultsOf(equaliserParameters) },
        { kind: 'compressor' as const, parameters: defaultsOf(compressorParameters) },
      ].map(({ kind, parameters }, i) => [
        `e${n}-${i}`,
        {
          id: `e${n}-${i}`,
          kind,
          parameters: { ...parameters },
          bypassed: false,
          order: `${i + 1}`,
          presetName: null,
          sideChain: null,
          impulse: null,
        },
      ]),
    );
  }
  return document;
}
