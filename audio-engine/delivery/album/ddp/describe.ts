/**
 * The descriptions of a DDP 2.00 image: who it is (DDPID), its streams (DDPMS) and its tracks (the PQ descriptor). The
 * layouts and values are those of sets that plants have taken, as two open readers and a free writer have them; the
 * standard itself is licensed, so only a plant's own checker can say that a set is right.
 */
import { ean13 } from '../../../session/index.ts';
import { type Disc, discTime } from '../red-book.ts';
import { joined, record } from './record.ts';

export const DDP_FILES = {
  id: 'DDPID',
  map: 'DDPMS',
  tracks: 'PQDESCR',
  image: 'IMAGE.DAT',
  text: 'CDTEXT.BIN',
  sums: 'CHECKSUM.MD5',
} as const;

const ID_BYTES = 128;
const PACKET_BYTES = 128;
const PQ_BYTES = 64;
/** Width of a file's name in a map packet. */
const NAME_WIDTH = 17;
/** Q control and address: audio of two channels, copying not said to be allowed, position. */
const CONTROL = '01';

export function ddpId(upc: string, masterId: string): Uint8Array {
  return record(ID_BYTES, [
    { at: 0, width: 8, value: 'DDP 2.00' },
    { at: 8, width: 13, value: ean13(upc) },
    { at: 38, width: 48, value: masterId },
    { at: 87, width: 2, value: 'CD' },
  ]);
}

function stream(
  kind: 'S0' | 'D0',
  length: number,
  name: string,
  rest: Parameters<typeof record>[1],
): Uint8Array {
  return record(PACKET_BYTES, [
    { at: 0, width: 4, value: 'VVVM' },
    { at: 4, width: 2, value: kind },
    { at: 14, width: 8, value: length },
    ...rest,
    { at: 71, width: 3, value: NAME_WIDTH },
    { at: 74, width: NAME_WIDTH, value: name },
  ]);
}

export interface MapFacts {
  sectors: number;
  pregapSectors: number;
  trackBytes: number;
  /** 0 where there is no text. */
  textBytes: number;
}

/** A packet a stream: text where there is some, tracks, sound. */
export function ddpMap({ sectors, pregapSectors, trackBytes, textBytes }: MapFacts): Uint8Array {
  const packets: Uint8Array[] = [];
  if (textBytes > 0)
    packets.push(
      stream('S0', textBytes, DDP_FILES.text, [
        { at: 30, width: 8, value: 'CDTEXT' },
        { at: 55, width: 2, value: '00' },
      ]),
    );
  packets.push(stream('S0', trackBytes, DDP_FILES.tracks, [{ at: 30, width: 8, value: 'PQ DESCR' }]));
  packets.push(
    stream('D0', sectors, DDP_FILES.image, [
      { at: 38, width: 2, value: 'DA' },
      { at: 40, width: 1, value: '7' },
      { at: 41, width: 1, value: '1' },
      { at: 46, width: 4, value: pregapSectors },
    ]),
  );
  return joined(packets);
}

interface PqPacket {
  track: string;
  index: string;
  sector: number;
  isrc?: string;
  upc?: string;
}

function pqPacket({ track, index, sector, isrc = '', upc = '' }: PqPacket): Uint8Array {
  const { minutes, seconds, frames } = discTime(sector);
  const time = [minutes, seconds, frames].map((part) => String(part).padStart(2, '0')).join('');
  return record(PQ_BYTES, [
    { at: 0, width: 4, value: 'VVVS' },
    { at: 4, width: 2, value: track },
    { at: 6, width: 2, value: index },
    { at: 10, width: 6, value: time },
    { at: 16, width: 2, value: CONTROL },
    { at: 20, width: 12, value: isrc },
    { at: 32, width: 13, value: upc },
  ]);
}

/** Lead-in, every index of every track with its place in the image, and the lead-out, which is written twice. */
export function pqDescriptor(disc: Disc, isrcs: readonly string[], upc: string): Uint8Array {
  const packets = [pqPacket({ track: '00', index: '00', sector: 0, upc: ean13(upc) })];
  disc.tracks.forEach((track, index) => {
    const number = String(track.number).padStart(2, '0');
    const isrc = isrcs[index] ?? '';
    const hasGap = track.pregapSector < track.startSector;
    if (hasGap) packets.push(pqPacket({ track: number, index: '00', sector: track.pregapSector, isrc }));
    packets.push(
      pqPacket({ track: number, index: '01', sector: track.startSector, ...(!hasGap && { isrc }) }),
    );
  });
  const end = pqPacket({ track: 'AA', index: '01', sector: disc.sectors });
  return joined([...packets, end, end]);
}
