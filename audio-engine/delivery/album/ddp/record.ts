/** Fixed-width ASCII records, which all of a DDP's descriptions are: text left-aligned, numbers right-aligned, blanks. */

export interface Field {
  at: number;
  width: number;
  value: string | number;
}

/** Letters that ASCII does not have lose their marks, or become question marks. */
export function ascii(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^\x20-\x7e]/g, '?');
}

export function record(length: number, fields: readonly Field[]): Uint8Array {
  const bytes = new Uint8Array(length).fill(0x20);
  for (const { at, width, value } of fields) {
    const text = typeof value === 'number' ? String(value).padStart(width) : ascii(value).slice(0, width);
    for (let i = 0; i < text.length; i++) bytes[at + i] = text.charCodeAt(i);
  }
  return bytes;
}

export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
