import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const houses = ['audio-engine', 'main', 'renderer'];

function sources(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory())
      return entry.name === 'assembly' || entry.name === 'node_modules' ? [] : sources(path);
    if (/\/effects\/[^/]+\/kernel\.ts$/.test(path.split(sep).join('/'))) return [];
    return /\.(ts|tsx|mjs)$/.test(entry.name) ? [path] : [];
  });
}

interface Import {
  from: string;
  specifier: string;
  /** Path from the root for our own files, undefined for packages. */
  target: string | undefined;
}

function importsOf(file: string): Import[] {
  const text = readFileSync(file, 'utf8')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/^\s*\/\/.*$/gm, '');
  const from = relative(root, file).split(sep).join('/');
  const found: Import[] = [];
  for (const match of text.matchAll(/(?:from\s+|import\s+|import\s*\(\s*)['"]([^'"]+)['"]/g)) {
    const specifier = match[1]!;
    const target = specifier.startsWith('.')
      ? relative(root, resolve(dirname(file), specifier))
          .split(sep)
          .join('/')
      : undefined;
    found.push({ from, specifier, target });
  }
  return found;
}

const all = houses.flatMap((house) => sources(join(root, house))).flatMap(importsOf);
const ours = all.filter((i) => i.target !== undefined);
const broken = (rule: (i: Import) => boolean): string[] =>
  ours.filter(rule).map((i) => `${i.from} -> ${i.target}`);

/** First two path parts: `audio-engine/session`, `main/browser`. */
const room = (path: string): string => path.split('/').slice(0, 2).join('/');
const pureEffect =
  /^audio-engine\/effects\/(parameter|registry)(\.ts)?$|^audio-engine\/effects\/[^/]+\/parameters(\.ts)?$/;
const drawnEffect = /^audio-engine\/effects\/[^/]+\/curves(\.ts)?$/;
/** What makes a file ready for a kernel: called by whoever owns the kernels' memory. */
const preparedEffect = /^audio-engine\/effects\/[^/]+\/prepare(\.ts)?$/;

/** The frame's layout, bare numbers: a worker that only draws needs it without the protocol's schemas. */
const frameLayout = /^audio-engine\/protocol\/telemetry(\.ts)?$/;

describe('who may import whom', () => {
  it('reads a house with imports in it', () => {
    expect(ours.length).toBeGreaterThan(20);
  });

  it('session imports only pure declarations and words', () => {
    expect(
      broken(
        (i) =>
          i.from.startsWith('audio-engine/session/') &&
          !i.target!.startsWith('audio-engine/session/') &&
          !i.target!.startsWith('audio-engine/words/') &&
          !pureEffect.test(i.target!),
      ),
    ).toEqual([]);
  });

  it('the audio engine knows neither main nor renderer', () => {
    expect(broken((i) => i.from.startsWith('audio-engine/') && /^(main|renderer)\//.test(i.target!))).toEqual(
      [],
    );
  });

  it('the renderer imports session, protocol, words and the pure side of effects only', () => {
    const allowed = /^audio-engine\/(session|protocol|words)\//;
    expect(
      broken(
        (i) =>
          i.from.startsWith('renderer/') &&
          !i.target!.startsWith('renderer/') &&
          !i.target!.startsWith('assets/') &&
          !allowed.test(i.target!) &&
          !pureEffect.test(i.target!) &&
          !drawnEffect.test(i.target!),
      ),
    ).toEqual([]);
  });

  it('main does not import the renderer, and nothing of ours imports main from outside', () => {
    expect(broken((i) => i.from.startsWith('main/') && i.target!.startsWith('renderer/'))).toEqual([]);
    expect(broken((i) => !i.from.startsWith('main/') && i.target!.startsWith('main/'))).toEqual([]);
  });

  it('only main/electron imports electron', () => {
    const wrong = all.filter(
      (i) => /^electron($|\/)/.test(i.specifier) && !i.from.startsWith('main/electron/'),
    );
    expect(wrong.map((i) => i.from)).toEqual([]);
  });

  it('words and entries import nothing of ours', () => {
    expect(
      broken((i) => i.from.startsWith('audio-engine/words/') && !i.target!.startsWith('audio-engine/words/')),
    ).toEqual([]);
    expect(broken((i) => i.from === 'audio-engine/entries.ts')).toEqual([]);
  });

  it('rooms have faces: other rooms import a folder of the engine through its index', () => {
    const faces = /\/index(\.ts)?$/;
    const open = (target: string): boolean =>
      faces.test(target) ||
      pureEffect.test(target) ||
      drawnEffect.test(target) ||
      preparedEffect.test(target) ||
      frameLayout.test(target) ||
      target.startsWith('audio-engine/entries') ||
      target.startsWith('audio-engine/words/');
    expect(
      broken(
        (i) => i.target!.startsWith('audio-engine/') && room(i.from) !== room(i.target!) && !open(i.target!),
      ),
    ).toEqual([]);
  });

  it('has no circles between rooms', () => {
    const edges = new Map<string, Set<string>>();
    for (const i of ours) {
      const a = room(i.from);
      const b = room(i.target!);
      if (a !== b) edges.set(a, (edges.get(a) ?? new Set()).add(b));
    }
    const circles: string[] = [];
    const visit = (at: string, path: string[]): void => {
      const seen = path.indexOf(at);
      if (seen >= 0) {
        circles.push([...path.slice(seen), at].join(' -> '));
        return;
      }
      for (const next of edges.get(at) ?? []) visit(next, [...path, at]);
    };
    for (const start of edges.keys()) if (start.startsWith('audio-engine/')) visit(start, []);
    expect([...new Set(circles)].slice(0, 5)).toEqual([]);
  });
});

describe('sound is computed in the kernels', () => {
  /** Rooms whose TypeScript stands on the way to a sample. */
  const sounding = ['graph', 'render', 'kernels', 'delivery', 'media'];
  it('uses only + - * / sqrt abs min max floor round in TypeScript there', () => {
    const found: string[] = [];
    for (const name of sounding)
      for (const file of sources(join(root, 'audio-engine', name))) {
        readFileSync(file, 'utf8')
          .replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ''))
          .split('\n')
          .forEach((line, index) => {
            // A line that says why it can't reach a sample is taken at its word.
            if (/\/\/ .*not a sample/.test(line)) return;
            const code = line.replace(/\/\/.*$/, '');
            if (
              /Math\.(sin|cos|tan|exp|log|log2|log10|pow|atan|atan2|sinh|cosh|tanh|asin|acos|cbrt|hypot|expm1|log1p|random)\b|\*\*/.test(
                code,
              )
            )
              found.push(`${relative(root, file)}:${index + 1} ${line.trim()}`);
          });
      }
    expect(found).toEqual([]);
  });
});
