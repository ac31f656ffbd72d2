/** AIFF (Apple, 1989) and, for floats, AIFF-C: big-endian samples, with the tags in an ID3 chunk after the sound. */
import { bytesPerSample, encodeSamples, type SampleFormat } from '../../media/index.ts';
import { formatWords, ThresholdError } from '../../words/index.ts';
import { id3Tag } from '../tags/index.ts';
import { concat, latin1, u16be, u32be, utf8 } from './bytes.ts';
import { type Encoder, type NativeOptions, PROGRAM } from './encoder.ts';
import { ENCODERS } from './names.ts';
import { PartFile } from './part-file.ts';

const FORMATS: Record<string, SampleFormat> = { '16': 's16', '24': 's24', '32f': 'f32' };
const LONGEST_BYTES = 0xffffffff - (1 << 24);
/** AIFF-C's one version (Apple, 1991). */
const AIFC_VERSION = 0xa2805140;

export async function openAiff(path: string, options: NativeOptions): Promise<Encoder> {
  const { file, channels, sampleRate, tags = {}, artwork = null } = options;
  if (file.format !== 'aiff') throw new Error(`AIFF was asked for ${file.format}.`);
  const format = FORMATS[file.bits]!;
  const sampleBytes = bytesPerSample(format);
  const part = new PartFile(path);
  let frames = 0;

  const texts = (['title', 'artist', 'copyright'] as const).flatMap((key) => {
    const text = tags[key];
    const name = { title: 'NAME', artist: 'AUTH', copyright: '(c) ' }[key];
    return text ? [chunk(name, utf8(text))] : [];
  });
  const head = (formBytes: number): Uint8Array => {
    const float = file.bits === '32f';
    const soundBytes = frames * channels * sampleBytes;
    const common = concat([
      u16be(channels),
      u32be(frames),
      u16be(sampleBytes * 8),
      extended(sampleRate),
      ...(float ? [latin1('fl32'), pascal('32-bit floating point')] : []),
    ]);
    return concat([
      latin1('FORM'),
      u32be(formBytes),
      latin1(float ? 'AIFC' : 'AIFF'),
      ...(float ? [chunk('FVER', u32be(AIFC_VERSION))] : []),
      chunk('COMM', common),
      ...texts,
      latin1('SSND'),
      u32be(soundBytes + 8, 0, 0),
    ]);
  };
  part.append(head(0));

  return {
    path,
    sampleRate,
    encoderName: ENCODERS.aiff,
    get lengthSamples() {
      return frames;
    },
    async write(samples, count) {
      const bytes = new Uint8Array(count * channels * sampleBytes);
      encodeSamples(samples, 0, count * channels, format, bytes);
      for (let at = 0; at < bytes.length; at += sampleBytes) bytes.subarray(at, at + sampleBytes).reverse();
      if (part.position + bytes.length > LONGEST_BYTES)
        throw new ThresholdError(formatWords.tooLong('aiff', path));
      part.append(bytes);
      frames += count;
    },
    async close(loudness = null) {
      if (part.position % 2 === 1) part.append(new Uint8Array(1));
      const id3 = id3Tag({
        tags,
        artwork,
        ...(options.loudness && { loudness: loudness ?? null }),
        software: PROGRAM,
      });
      part.append(chunk('ID3 ', id3));
      part.overwrite(head(part.position - 8), 0);
      part.commit();
    },
    async abort() {
      part.abort();
    },
  };
}

function chunk(id: string, body: Uint8Array): Uint8Array {
  const pad = new Uint8Array(body.length % 2);
  return concat([latin1(id), u32be(body.length), body, pad]);
}

function pascal(text: string): Uint8Array {
  const bytes = latin1(text);
  return concat([Uint8Array.of(bytes.length), bytes, new Uint8Array((bytes.length + 1) % 2)]);
}

/** IEEE 754 extended, 80 bits: the form in which AIFF writes its rate. Whole numbers below 2^32. */
function extended(value: number): Uint8Array {
  let exponent = 16383 + 31;
  let mantissa = value;
  while (mantissa < 0x80000000) {
    mantissa *= 2;
    exponent--;
  }
  return concat([u16be(exponent), u32be(mantissa, 0)]);
}
