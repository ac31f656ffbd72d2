/** What file formats are called, and what can go wrong while one is written. */
import type { FailureValue } from './failure.ts';

const TITLES = {
  wav: 'WAV',
  aiff: 'AIFF',
  flac: 'FLAC',
  mp3: 'MP3',
  aac: 'AAC',
  vorbis: 'Ogg Vorbis',
  opus: 'Opus',
} as const;

type Name = keyof typeof TITLES;
const fileName = (path: string): string => path.split(/[\\/]/).pop() || path;

export const formatWords = {
  titles: TITLES,
  lossless: (format: Name, bits: string) =>
    `${TITLES[format]} ${bits === '32f' ? '32-bit float' : `${bits} bit`}`,
  bitrate: (format: Name, kbps: number | string) =>
    `${TITLES[format]} ${typeof kbps === 'number' ? `${kbps} kbps` : kbps.toUpperCase()}`,
  quality: (format: Name, quality: number) =>
    `${TITLES[format]} q${quality < 0 ? `−${Math.abs(quality)}` : quality}`,
  /** One sentence on what each is for. */
  purpose: {
    wav: 'Every sample as it is, for distributors, pressing plants and other programs.',
    aiff: 'Every sample as it is, in the form that Apple’s programs prefer.',
    flac: 'Every sample as it is, in about half the room, with tags and artwork.',
    mp3: 'Plays everywhere; some of the sound is thrown away, and peaks grow.',
    aac: 'What Apple Music and YouTube stream; smaller than MP3 at the same quality.',
    vorbis: 'What Spotify streams to its apps.',
    opus: 'The best sound for its size; always 48 kHz inside.',
  } satisfies Record<Name, string>,
  /** The encoders as they are named beside figures measured after them. */
  encoders: {
    wav: 'Threshold',
    aiff: 'Threshold',
    flac: 'libFLAC',
    mp3: 'LAME 3.100',
    aac: 'FFmpeg AAC-LC',
    vorbis: 'libvorbis',
    opus: 'libopus 1.4',
  } satisfies Record<Name, string>,
  failed(format: Name, path: string, detail: string): FailureValue {
    return {
      code: 'delivery.encode',
      sentence: `“${fileName(path)}” could not be encoded as ${TITLES[format]}.`,
      nextStep: 'Try again, or choose another format.',
      detail,
    };
  },
  rate(format: Name, sampleRate: number): FailureValue {
    return {
      code: 'delivery.rate',
      sentence: `${TITLES[format]} cannot be written at ${sampleRate / 1000} kHz.`,
      nextStep: 'Choose 44.1, 48, 88.2, 96, 176.4 or 192 kHz, or WAV.',
    };
  },
  channels(format: Name, channels: number): FailureValue {
    return {
      code: 'delivery.channels',
      sentence: `${TITLES[format]} is written with one or two channels, not ${channels}.`,
      nextStep: 'Export a stereo mix.',
    };
  },
  tooLong(format: Name, path: string): FailureValue {
    return {
      code: 'delivery.tooLong',
      sentence: `“${fileName(path)}” is longer than ${TITLES[format]} can hold (4 GiB).`,
      nextStep: 'Choose WAV, which goes on as RF64, or FLAC.',
      detail: path,
    };
  },
};
