import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { cueSheet } from '../../../audio-engine/delivery/album/cue-sheet.ts';
import { cdText, crc16 } from '../../../audio-engine/delivery/album/ddp/cd-text.ts';
import { writeDdp } from '../../../audio-engine/delivery/album/ddp/write-ddp.ts';
import { checkDisc, discTimeText, layOut } from '../../../audio-engine/delivery/album/red-book.ts';
import { checkDigit, isIsrc, isUpc } from '../../../audio-engine/session/index.ts';
import type { ThresholdError } from '../../../audio-engine/words/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'threshold-disc-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const songs = [
  { title: 'Första', artist: 'One', composer: 'C', isrc: 'SET122600041' },
  { title: 'Second “quoted"', artist: '', composer: '', isrc: '' },
  { title: 'Third', artist: 'Three', composer: '', isrc: 'GBAYE0000351' },
];
/** 5 s and a bit, then without a gap, then after 1.5 s. */
const disc = layOut([
  { lengthFrames: 5 * 44100 + 100, gapSeconds: 9 },
  { lengthFrames: 6 * 44100, gapSeconds: 0 },
  { lengthFrames: 4 * 44100, gapSeconds: 1.5 },
]);

describe('codes', () => {
  it('know their check digits', () => {
    // GS1's own example, and a UPC that is printed in every textbook.
    expect(checkDigit('629104150021')).toBe(3);
    expect(isUpc('036000291452')).toBe(true);
    expect(isUpc('036000291453')).toBe(false);
    expect(isIsrc('SET122600041')).toBe(true);
    expect(isIsrc('SET12260004')).toBe(false);
  });
});

describe('a disc', () => {
  it('begins songs on sectors after gaps, and follows on to the frame without', () => {
    const [first, second, third] = disc.tracks;
    expect(first).toMatchObject({ pregapSector: 0, startSector: 150, soundFrame: 150 * 588 });
    const end = 150 * 588 + 5 * 44100 + 100;
    expect(second!.soundFrame).toBe(end);
    expect(second!.startSector).toBe(Math.floor(end / 588));
    expect(second!.pregapSector).toBe(second!.startSector);
    expect(third!.startSector - third!.pregapSector).toBe(Math.round(1.5 * 75));
    expect(third!.soundFrame % 588).toBe(0);
    expect(disc.sectors * 588).toBeGreaterThanOrEqual(third!.soundFrame + third!.lengthFrames);
    expect(disc.sectors * 588 - third!.soundFrame - third!.lengthFrames).toBeLessThan(588);
  });

  it.each<[string, { lengthFrames: number; gapSeconds: number }[], string]>([
    ['a song of under four seconds', [{ lengthFrames: 4 * 44100 - 589, gapSeconds: 0 }], 'album.disc.short'],
    ['more than 79:57', [{ lengthFrames: 79 * 60 * 44100 + 58 * 44100, gapSeconds: 0 }], 'album.disc.long'],
    [
      'a hundred songs',
      Array.from({ length: 100 }, () => ({ lengthFrames: 5 * 44100, gapSeconds: 0 })),
      'album.disc.songs',
    ],
  ])('refuses %s', (_what, list, code) => {
    try {
      checkDisc(layOut(list));
      expect.unreachable();
    } catch (error) {
      expect((error as ThresholdError).failure.code).toBe(code);
    }
    expect(() => checkDisc(disc)).not.toThrow();
  });
});

describe('a cue sheet', () => {
  it('says every index, code and name', () => {
    const text = cueSheet({
      fileName: 'album.wav',
      fileType: 'WAVE',
      title: 'Al"bum',
      artist: 'Artist',
      upc: '036000291452',
      date: '2026-11-22',
      genre: '',
      songs,
      disc,
      skippedSectors: 150,
    });
    expect(text).toContain('CATALOG 0036000291452\r\n');
    expect(text).toContain('TITLE "Al\'bum"');
    expect([...text.matchAll(/INDEX 01 (\S+)/g)].map((m) => m[1])).toEqual(
      disc.tracks.map((track) => discTimeText(track.startSector - 150)),
    );
    // Only the third song has silence before it.
    expect([...text.matchAll(/INDEX 00/g)]).toHaveLength(1);
    expect([...text.matchAll(/ISRC (\S+)/g)].map((m) => m[1])).toEqual(['SET122600041', 'GBAYE0000351']);
  });
});

const field = (bytes: Buffer, at: number, length: number): string =>
  bytes.subarray(at, at + length).toString('latin1');

describe('a DDP image', () => {
  it('says of itself what is in it, to the byte', async () => {
    const bytes = disc.sectors * 2352;
    async function* sound() {
      for (let at = 0; at < bytes; at += 100_000)
        yield Uint8Array.from({ length: Math.min(100_000, bytes - at) }, (_, i) => (at + i) & 0xff);
    }
    await writeDdp({
      folder,
      disc,
      masterId: 'Album',
      title: 'Album',
      artist: 'Artist',
      upc: '036000291452',
      songs,
      sound: sound(),
    });
    const file = (name: string) => readFileSync(join(folder, name));
    const id = file('DDPID');
    expect([id.length, field(id, 0, 8), field(id, 8, 13), field(id, 87, 2)]).toEqual([
      128,
      'DDP 2.00',
      '0036000291452',
      'CD',
    ]);
    const map = file('DDPMS');
    const packets = Array.from({ length: map.length / 128 }, (_, i) => map.subarray(i * 128, (i + 1) * 128));
    expect(packets.map((p) => [field(p, 0, 6), field(p, 30, 8).trim(), field(p, 74, 17).trim()])).toEqual([
      ['VVVMS0', 'CDTEXT', 'CDTEXT.BIN'],
      ['VVVMS0', 'PQ DESCR', 'PQDESCR'],
      ['VVVMD0', '', 'IMAGE.DAT'],
    ]);
    expect(Number(field(packets[0]!, 14, 8))).toBe(file('CDTEXT.BIN').length);
    expect(Number(field(packets[1]!, 14, 8))).toBe(file('PQDESCR').length);
    expect(Number(field(packets[2]!, 14, 8)) * 2352).toBe(file('IMAGE.DAT').length);
    expect(Number(field(packets[2]!, 46, 4))).toBe(150);

    const pq = file('PQDESCR');
    const entries = Array.from({ length: pq.length / 64 }, (_, i) => pq.subarray(i * 64, (i + 1) * 64)).map(
      (p) => {
        const time = field(p, 10, 6);
        const sector =
          (Number(time.slice(0, 2)) * 60 + Number(time.slice(2, 4))) * 75 + Number(time.slice(4));
        return [field(p, 4, 2), field(p, 6, 2), sector, field(p, 20, 12).trim()];
      },
    );
    const [one, two, three] = disc.tracks;
    expect(entries).toEqual([
      ['00', '00', 0, ''],
      ['01', '00', 0, 'SET122600041'],
      ['01', '01', one!.startSector, ''],
      ['02', '01', two!.startSector, ''],
      ['03', '00', three!.pregapSector, 'GBAYE0000351'],
      ['03', '01', three!.startSector, ''],
      ['AA', '01', disc.sectors, ''],
      ['AA', '01', disc.sectors, ''],
    ]);

    const sums = file('CHECKSUM.MD5').toString().trim().split('\n');
    expect(sums).toHaveLength(5);
    for (const line of sums) {
      const [sum, name] = line.split(' *');
      expect(createHash('md5').update(file(name!)).digest('hex')).toBe(sum);
    }
    expect(execFileSync('md5sum', ['-c', 'CHECKSUM.MD5'], { cwd: folder }).toString()).not.toContain(
      'FAILED',
    );
  });

  it('has text whose packs are whole, in order, and check out', () => {
    // Of the CRC catalogue: CRC-16/XMODEM over "123456789".
    expect(crc16(new TextEncoder().encode('123456789'))).toBe(0x31c3);
    const text = cdText({ title: 'Album', artist: 'Artist', upc: '', songs })!;
    expect(text.length % 18).toBe(0);
    const packs = Array.from({ length: text.length / 18 }, (_, i) => text.subarray(i * 18, (i + 1) * 18));
    const read = new Map<number, number[]>();
    packs.forEach((pack, number) => {
      expect(pack[2]).toBe(number);
      expect(crc16(pack.subarray(0, 16)) ^ 0xffff).toBe((pack[16]! << 8) | pack[17]!);
      read.set(pack[0]!, [...(read.get(pack[0]!) ?? []), ...pack.subarray(4, 16)]);
    });
    const texts = (type: number) =>
      String.fromCharCode(...read.get(type)!)
        .split('\0')
        .slice(0, 4);
    expect(texts(0x80)).toEqual(['Album', 'Första', 'Second ?quoted"', 'Third']);
    expect(texts(0x81)).toEqual(['Artist', 'One', 'Artist', 'Three']);
    const size = read.get(0x8f)!;
    expect([size[1], size[2]]).toEqual([1, 3]);
    expect(size[4]).toBe(packs.filter((pack) => pack[0] === 0x80).length);
    expect(size[20]).toBe(packs.length - 1);
    expect(cdText({ title: '', artist: '', upc: '', songs: [] })).toBeNull();
  });
});
