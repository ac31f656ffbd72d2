// One frame of the stand-in's line to its page: u32 LE length of a JSON header, the header, then the binary parts
// it refers to. Carries what structured clone carries between our processes: JSON, undefined, NaN, infinities,
// ArrayBuffers and typed arrays. Functions are refused, as Electron refuses them.

const KINDS = { Float32Array, Float64Array, Uint8Array, Int32Array, Uint32Array, Int16Array };

export function encode(value) {
  const parts = [];
  const add = (bytes) => {
    parts.push(bytes);
    return parts.length - 1;
  };
  const pack = (v) => {
    if (typeof v === 'function' || typeof v === 'symbol') throw new Error('An object could not be cloned.');
    if (v === undefined) return { $: 'undefined' };
    if (typeof v === 'number' && !Number.isFinite(v)) return { $: 'number', v: String(v) };
    if (v === null || typeof v !== 'object') return v;
    if (typeof SharedArrayBuffer !== 'undefined' && v instanceof SharedArrayBuffer)
      throw new Error('An object could not be cloned.');
    if (v instanceof ArrayBuffer) return { $: 'buffer', part: add(new Uint8Array(v)) };
    for (const [name, Kind] of Object.entries(KINDS))
      if (v instanceof Kind)
        return { $: 'array', name, part: add(new Uint8Array(v.buffer, v.byteOffset, v.byteLength)) };
    if (v instanceof Error) return { $: 'error', message: v.message };
    if (Array.isArray(v)) return v.map(pack);
    return { $: 'object', v: Object.fromEntries(Object.entries(v).map(([k, x]) => [k, pack(x)])) };
  };
  const body = pack(value);
  const header = new TextEncoder().encode(JSON.stringify({ body, lengths: parts.map((p) => p.byteLength) }));
  const out = new Uint8Array(4 + header.length + parts.reduce((sum, p) => sum + p.byteLength, 0));
  new DataView(out.buffer).setUint32(0, header.length, true);
  out.set(header, 4);
  let at = 4 + header.length;
  for (const part of parts) {
    out.set(part, at);
    at += part.byteLength;
  }
  return out;
}

export function decode(bytes) {
  const view = bytes instanceof ArrayBuffer ? new Uint8Array(bytes) : bytes;
  const length = new DataView(view.buffer, view.byteOffset).getUint32(0, true);
  const { body, lengths } = JSON.parse(new TextDecoder().decode(view.subarray(4, 4 + length)));
  let at = 4 + length;
  const parts = lengths.map((n) => {
    const part = view.slice(at, at + n);
    at += n;
    return part.buffer;
  });
  const unpack = (v) => {
    if (v === null || typeof v !== 'object') return v;
    if (Array.isArray(v)) return v.map(unpack);
    switch (v.$) {
      case 'undefined':
        return undefined;
      case 'number':
        return Number(v.v);
      case 'buffer':
        return parts[v.part];
      case 'array':
        return new KINDS[v.name](parts[v.part]);
      case 'error':
        return new Error(v.message);
      default:
        return Object.fromEntries(Object.entries(v.v).map(([k, x]) => [k, unpack(x)]));
    }
  };
  return unpack(body);
}
