/** Writes Ogg pages (RFC 3533): packets in, pages with checksums out. */
import { concat, latin1, u32le } from './bytes.ts';

/** CRC-32 with polynomial 0x04c11db7, not reflected, start and end 0 (RFC 3533, 6). */
const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte << 24;
  for (let bit = 0; bit < 8; bit++) crc = crc & 0x80000000 ? (crc << 1) ^ 0x04c11db7 : crc << 1;
  return crc >>> 0;
});

export function oggChecksum(page: Uint8Array): number {
  let crc = 0;
  for (let i = 0; i < page.length; i++) crc = ((crc << 8) ^ TABLE[((crc >>> 24) ^ page[i]!) & 255]!) >>> 0;
  return crc;
}

/** Numbers a page of a stream anew and mends its checksum, in place. */
export function renumberPage(page: Uint8Array, serial: number, sequence: number): void {
  page.set(u32le(serial, sequence, 0), 14);
  page.set(u32le(oggChecksum(page)), 22);
}

const CONTINUED = 1;
const FIRST = 2;
const LAST = 4;
/** Granule of a page in which no packet ends. */
const NONE = -1;

interface PageFacts {
  serial: number;
  sequence: number;
  flags: number;
  granule: number;
  lacing: readonly number[];
  body: Uint8Array;
}

function page({ serial, sequence, flags, granule, lacing, body }: PageFacts): Uint8Array {
  const low = granule < 0 ? 0xffffffff : granule % 4294967296;
  const high = granule < 0 ? 0xffffffff : Math.floor(granule / 4294967296);
  const bytes = concat([
    latin1('OggS'),
    Uint8Array.of(0, flags),
    u32le(low, high, serial, sequence, 0),
    Uint8Array.of(lacing.length, ...lacing),
    body,
  ]);
  bytes.set(u32le(oggChecksum(bytes)), 22);
  return bytes;
}

export class OggPages {
  readonly #serial: number;
  #sequence: number;
  #lacing: number[] = [];
  #body: Uint8Array[] = [];
  #granule = NONE;
  #continued = false;

  constructor(serial: number, sequence = 0) {
    this.#serial = serial;
    this.#sequence = sequence;
  }

  /** Number of the next page. */
  get sequence(): number {
    return this.#sequence;
  }

  /** Appends a packet that ends at `granule`; gives the pages that it filled. */
  packet(data: Uint8Array, granule: number): Uint8Array[] {
    const pages: Uint8Array[] = [];
    for (let at = 0; ; ) {
      if (this.#lacing.length === 255) pages.push(this.#page(0, at > 0));
      const segment = Math.min(255, data.length - at);
      this.#lacing.push(segment);
      if (segment > 0) this.#body.push(data.subarray(at, at + segment));
      at += segment;
      if (segment < 255) break;
    }
    this.#granule = granule;
    return pages;
  }

  /** The page so far; `last` ends the stream, with the granule at which decoding stops. */
  flush(last = false, granule = this.#granule): Uint8Array[] {
    if (this.#lacing.length === 0 && !last) return [];
    this.#granule = granule;
    return [this.#page(last ? LAST : 0, false)];
  }

  #page(flags: number, goesOn: boolean): Uint8Array {
    const bytes = page({
      serial: this.#serial,
      sequence: this.#sequence,
      flags: flags | (this.#sequence === 0 ? FIRST : 0) | (this.#continued ? CONTINUED : 0),
      granule: this.#granule,
      lacing: this.#lacing,
      body: concat(this.#body),
    });
    this.#sequence++;
    this.#lacing = [];
    this.#body = [];
    this.#granule = NONE;
    this.#continued = goesOn;
    return bytes;
  }
}
