/** WAV: with tags before the sound (LIST INFO) and after it (ID3), and broadcast extension and iXML where they are asked for. */
import { createWav, ixmlText, type SampleFormat } from '../../media/index.ts';
import { id3Tag, infoItems } from '../tags/index.ts';
import { type Encoder, type NativeOptions, PROGRAM } from './encoder.ts';
import { ENCODERS } from './names.ts';

const FORMATS: Record<string, SampleFormat> = { '16': 's16', '24': 's24', '32f': 'f32' };

export async function openWavEncoder(path: string, options: NativeOptions): Promise<Encoder> {
  const { file, channels, sampleRate, tags = {}, artwork = null, broadcast } = options;
  if (file.format !== 'wav') throw new Error(`WAV was asked for ${file.format}.`);
  const wav = createWav(path, {
    channels,
    sampleRate,
    format: FORMATS[file.bits]!,
    info: infoItems(tags, PROGRAM),
    ...(broadcast && {
      broadcast: {
        description: broadcast.description,
        originator: PROGRAM,
        dateTime: broadcast.dateTime,
        timeReferenceSamples: broadcast.timeReferenceSamples,
        codingHistory: codingHistory(file.bits, sampleRate, channels, broadcast.history),
      },
      ixml: ixmlText({
        ...broadcast.ixml,
        sampleRate,
        bitDepth: Number.parseInt(file.bits, 10),
        timeReferenceSamples: broadcast.timeReferenceSamples,
      }),
    }),
  });
  const tagged = Object.values(tags).some((value) => value) || artwork !== null;
  return {
    path,
    sampleRate,
    encoderName: ENCODERS.wav,
    get lengthSamples() {
      return wav.lengthSamples;
    },
    async write(samples, frames) {
      wav.write(samples, frames);
    },
    async close(loudness = null) {
      if (loudness) wav.setLoudness(loudness);
      if (tagged) {
        const id3 = id3Tag({ tags, artwork, ...(options.loudness && { loudness }), software: PROGRAM });
        wav.append('id3 ', id3);
      }
      wav.close();
    },
    async abort() {
      wav.abort();
    },
  };
}

/** EBU R 98: how the sound came to be as it is. */
function codingHistory(bits: string, sampleRate: number, channels: number, what: string): string {
  const width = bits === '32f' ? '32' : bits;
  return `A=PCM,F=${sampleRate},W=${width},M=${channels === 1 ? 'mono' : 'stereo'},T=${what}\r\n`;
}
