/** A box of an MP4 file (ISO 14496-12, 4.2): length, name, content. */
import { concat, latin1, u32be } from './bytes.ts';

export function box(name: string, ...content: Uint8Array[]): Uint8Array {
  const bytes = content.reduce((sum, part) => sum + part.length, 8);
  return concat([u32be(bytes), latin1(name), ...content]);
}

/** A box with version and flags. */
export function fullBox(name: string, version: number, flags: number, ...content: Uint8Array[]): Uint8Array {
  return box(name, u32be(version * 0x1000000 + flags), ...content);
}
