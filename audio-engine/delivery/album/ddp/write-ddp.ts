/** Writes a DDP 2.00 image set: the sound as raw sectors, its descriptions, and a checksum of every file. */
import { createHash } from 'node:crypto';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { Disc } from '../red-book.ts';
import { FIRST_PREGAP_SECTORS, SECTOR_BYTES } from '../red-book.ts';
import { cdText, type DiscText } from './cd-text.ts';
import { DDP_FILES, ddpId, ddpMap, pqDescriptor } from './describe.ts';

export interface DdpSet extends DiscText {
  folder: string;
  disc: Disc;
  /** What the plant calls the master; the album's title where nothing else is known. */
  masterId: string;
  /** All of the image as 16-bit little-endian stereo, pre-gap and gaps included, in order. */
  sound: AsyncIterable<Uint8Array>;
}

/** The folder and its files are there when this resolves. Throws where the sound is not as long as the disc says. */
export async function writeDdp(set: DdpSet): Promise<string[]> {
  const { folder, disc, upc, songs } = set;
  mkdirSync(folder, { recursive: true });
  const hash = createHash('md5');
  const imagePath = join(folder, DDP_FILES.image);
  const working = `${imagePath}.part`;
  const image = await open(working, 'w');
  let bytes = 0;
  try {
    for await (const part of set.sound) {
      await image.write(part);
      hash.update(part);
      bytes += part.length;
    }
    if (bytes !== disc.sectors * SECTOR_BYTES)
      throw new Error(`the image has ${bytes} bytes, not ${disc.sectors * SECTOR_BYTES}`);
  } catch (error) {
    await image.close();
    rmSync(working, { force: true });
    throw error;
  }
  await image.close();
  renameSync(working, imagePath);
  const tracks = pqDescriptor(
    disc,
    songs.map((song) => song.isrc),
    upc,
  );
  const text = cdText(set);
  const map = ddpMap({
    sectors: disc.sectors,
    pregapSectors: FIRST_PREGAP_SECTORS,
    trackBytes: tracks.length,
    textBytes: text?.length ?? 0,
  });
  const described: [string, Uint8Array][] = [
    [DDP_FILES.id, ddpId(upc, set.masterId)],
    [DDP_FILES.map, map],
    ...(text ? ([[DDP_FILES.text, text]] as [string, Uint8Array][]) : []),
    [DDP_FILES.tracks, tracks],
  ];
  const sums = described.map(([name, content]) => {
    writeFileSync(join(folder, name), content);
    return `${createHash('md5').update(content).digest('hex')} *${name}`;
  });
  sums.push(`${hash.digest('hex')} *${DDP_FILES.image}`);
  writeFileSync(join(folder, DDP_FILES.sums), `${sums.join('\n')}\n`);
  return [...described.map(([name]) => name), DDP_FILES.image, DDP_FILES.sums].map((name) =>
    join(folder, name),
  );
}
