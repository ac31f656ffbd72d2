/** File names that Windows, macOS and Linux all accept and all tell apart. */

/** Longest base name in UTF-8 bytes: room for the ending, `.part` and a number below every system's 255. */
const LONGEST_BYTES = 160;
/** Device names that Windows reserves, with or without an ending. */
const RESERVED =
  /^(con|prn|aux|nul|conin\$|conout\$|com[0-9\u00b9\u00b2\u00b3]|lpt[0-9\u00b9\u00b2\u00b3])$/i;

/** The name of a file without folder and ending. */
export function baseName(path: string): string {
  const last = path.split(/[\\/]/).pop() ?? '';
  return last.replace(/(.)\.[^. ]{1,5}$/, '$1');
}

/** A name a person reads, made fit for the document: no control characters, not empty, not endless. */
export function displayName(path: string): string {
  const name = cutToBytes(withoutControls(baseName(path).normalize('NFC')).trim(), 240);
  return name === '' ? 'Audio' : name;
}

export function safeFileName(name: string): string {
  let safe = withoutControls(name.normalize('NFC'))
    .replace(/[<>:"/\\|?*]/g, '-')
    .trim()
    .replace(/^\.+/, '');
  safe = cutToBytes(safe, LONGEST_BYTES).replace(/[. ]+$/, '');
  // Windows looks at the part before the first dot.
  if (RESERVED.test(safe.split('.')[0]!.trim())) safe = `_${safe}`;
  return safe === '' ? 'Audio' : safe;
}

/** Names that were given out, compared as the least discerning system does. */
export class NameRegister {
  #taken = new Set<string>();

  constructor(taken: Iterable<string> = []) {
    for (const name of taken) this.#taken.add(keyOf(name));
  }

  /** `name` + `ending`, with a number between them where that is taken: `Kick 2.wav`. */
  claim(name: string, ending: string): string {
    for (let number = 1; ; number++) {
      const candidate = number === 1 ? `${name}${ending}` : `${name} ${number}${ending}`;
      const key = keyOf(candidate);
      if (this.#taken.has(key)) continue;
      this.#taken.add(key);
      return candidate;
    }
  }

  release(name: string): void {
    this.#taken.delete(keyOf(name));
  }
}

const keyOf = (name: string): string => name.normalize('NFKC').toLowerCase().toUpperCase();

function withoutControls(name: string): string {
  // Half surrogate pairs cannot be written to a disk either.
  return [...name].filter((letter) => !/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u.test(letter)).join('');
}

function cutToBytes(name: string, bytes: number): string {
  let left = bytes;
  let cut = '';
  for (const letter of name) {
    left -= Buffer.byteLength(letter);
    if (left < 0) break;
    cut += letter;
  }
  return cut;
}
