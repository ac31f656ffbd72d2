/** Line charts as SVG, for a page that is read on paper: thin lines, few words, figures at the axes. */

export interface ChartLine {
  /** Values over the chart's x; NaN leaves a gap. */
  points: readonly (readonly [number, number])[];
  kind: 'main' | 'thin' | 'dashed' | 'area';
}

export interface Chart {
  /** For those who cannot see it: the whole chart in a sentence. */
  label: string;
  width: number;
  height: number;
  x: { from: number; to: number; log?: boolean; marks: readonly { at: number; text: string }[] };
  y: { from: number; to: number; marks: readonly { at: number; text: string }[] };
  lines: readonly ChartLine[];
  /** Levels that everything is held against. */
  levels?: readonly { at: number; text: string }[];
}

const LEFT = 34;
const BOTTOM = 18;
const TOP = 6;
const RIGHT = 8;

export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);

export function chartSvg(chart: Chart): string {
  const { width, height, x, y } = chart;
  const right = width - RIGHT;
  const bottom = height - BOTTOM;
  const along = (value: number): number => (x.log ? Math.log10(value) : value); // drawn, not a sample
  const [from, to] = [along(x.from), along(x.to)];
  const atX = (value: number): number => LEFT + ((along(value) - from) / (to - from || 1)) * (right - LEFT);
  const clamp = (value: number): number =>
    Math.min(Math.max(y.from, y.to), Math.max(Math.min(y.from, y.to), value));
  const atY = (value: number): number =>
    bottom - ((clamp(value) - y.from) / (y.to - y.from || 1)) * (bottom - TOP);
  const place = (value: number): string => value.toFixed(1);

  const parts: string[] = [];
  for (const { at, text } of y.marks) {
    parts.push(`<path class="hair" d="M${LEFT} ${place(atY(at))}H${right}"/>`);
    parts.push(`<text class="mark end" x="${LEFT - 5}" y="${place(atY(at) + 3)}">${escapeHtml(text)}</text>`);
  }
  for (const { at, text } of x.marks) {
    if (at < x.from || at > x.to) continue;
    parts.push(`<path class="hair" d="M${place(atX(at))} ${TOP}V${bottom}"/>`);
    const anchor = atX(at) > right - 12 ? 'end' : 'mid';
    parts.push(
      `<text class="mark ${anchor}" x="${place(atX(at))}" y="${height - 5}">${escapeHtml(text)}</text>`,
    );
  }
  for (const line of chart.lines) {
    const path = pathOf(line.points, atX, atY, place);
    if (path === '') continue;
    if (line.kind === 'area') {
      const first = place(atX(line.points[0]![0]));
      const last = place(atX(line.points.at(-1)![0]));
      parts.push(`<path class="area" d="${path}L${last} ${bottom}L${first} ${bottom}Z"/>`);
    } else parts.push(`<path class="line ${line.kind}" d="${path}"/>`);
  }
  // Named at the right and the left in turn: two levels may lie close together.
  for (const [index, { at, text }] of (chart.levels ?? []).entries()) {
    const atRight = index % 2 === 0;
    parts.push(`<path class="level" d="M${LEFT} ${place(atY(at))}H${right}"/>`);
    parts.push(
      `<text class="mark named${atRight ? ' end' : ''}" x="${atRight ? right : LEFT + 3}" y="${place(atY(at) - 3)}">${escapeHtml(text)}</text>`,
    );
  }
  return `<svg role="img" aria-label="${escapeHtml(chart.label)}" viewBox="0 0 ${width} ${height}">${parts.join('')}</svg>`;
}

function pathOf(
  points: readonly (readonly [number, number])[],
  atX: (value: number) => number,
  atY: (value: number) => number,
  place: (value: number) => string,
): string {
  let path = '';
  let pen = false;
  for (const [px, py] of points) {
    if (Number.isNaN(py)) {
      pen = false;
      continue;
    }
    path += `${pen ? 'L' : 'M'}${place(atX(px))} ${place(atY(py))}`;
    pen = true;
  }
  return path;
}

/** At most `count` points, each the highest or lowest of its stretch, so that no peak is lost. */
export function thinned(
  values: ArrayLike<number>,
  stepSeconds: number,
  count: number,
  keep: 'highest' | 'lowest' = 'highest',
): [number, number][] {
  const size = Math.max(1, Math.ceil(values.length / count));
  const points: [number, number][] = [];
  for (let at = 0; at < values.length; at += size) {
    let kept = Number.NaN;
    for (let i = at; i < Math.min(values.length, at + size); i++) {
      const value = values[i]!;
      if (Number.isNaN(value)) continue;
      const better = keep === 'highest' ? value > kept : value < kept;
      if (Number.isNaN(kept) || better) kept = value;
    }
    points.push([(at + size / 2) * stepSeconds, kept]);
  }
  return points;
}
