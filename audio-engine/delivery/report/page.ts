/** A report as one page of HTML that needs nothing beside it, and prints on two sheets of A4. */
import { formatTitle, parseFormatSpec, THIRD_OCTAVES_HZ } from '../../protocol/index.ts';
import { reportWords as words } from '../../words/index.ts';
import { chartSvg, escapeHtml, thinned } from './chart.ts';
import type { ReportFacts } from './facts.ts';
import { PAGE_STYLE } from './style.ts';

const POINTS = 640;
const clock = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;

export function reportPage(facts: ReportFacts): string {
  const title = facts.title || words.untitled;
  const head = [facts.artist, facts.album].filter(Boolean).join(' · ');
  const codes = [facts.isrc && `ISRC ${facts.isrc}`, facts.upc && `UPC ${facts.upc}`].filter(Boolean);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(words.title(title))}</title>
<style>${PAGE_STYLE}</style>
</head>
<body>
<main>
<header>
<h1>${escapeHtml(title)}</h1>
${head ? `<p class="who">${escapeHtml(head)}</p>` : ''}
<p class="subject">${escapeHtml([facts.subject, ...codes].join(' · '))}</p>
</header>
${figures(facts)}
${section('loudness', loudness(facts), words.notes.loudness)}
<div class="pair">
${section('dynamics', dynamics(facts), words.notes.dynamics)}
${section('correlation', correlation(facts), words.notes.correlation)}
</div>
${section('spectrum', spectrum(facts), spectrumNote(facts))}
${section('services', services(facts), words.notes.services)}
<div class="pair">
${section('check', check(facts), '')}
${facts.chain.length > 0 ? section('chain', `<ol>${facts.chain.map((line) => `<li>${escapeHtml(line)}</li>`).join('')}</ol>`, '') : ''}
</div>
<footer>${escapeHtml(words.made(facts.programVersion, facts.madeAt.slice(0, 10)))}</footer>
</main>
</body>
</html>
`;
}

function section(name: keyof typeof words.sections, body: string, note: string): string {
  const said = note ? `<p class="note">${escapeHtml(note)}</p>` : '';
  return `<section><h2>${escapeHtml(words.sections[name])}</h2>${said}${body}</section>`;
}

function figures({ measurement: m, psrDb, target }: ReportFacts): string {
  const { figures: names, level } = words;
  const rows: [string, string][] = [
    [names.integrated, level(m.integratedLufs, 'LUFS')],
    [names.truePeak, level(m.truePeakDbtp, 'dBTP', 2)],
    [names.range, level(m.loudnessRangeLu, 'LU')],
    [names.plr, level(m.plrDb, 'dB')],
    [names.psr, level(lowest(psrDb), 'dB')],
    [names.shortTerm, level(m.maxShortTermLufs, 'LUFS')],
    [names.momentary, level(m.maxMomentaryLufs, 'LUFS')],
    [names.correlation, level(m.correlation, '', 2)],
    [names.length, clock(m.durationSeconds)],
    [names.format, words.formatText(m.sampleRate, m.channels)],
  ];
  if (target) rows.push([names.target, words.targetText(target.name, target.lufs, target.ceilingDbtp)]);
  return `<dl class="figures">${rows
    .map(([name, value]) => `<div><dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd></div>`)
    .join('')}</dl>`;
}

function lowest(values: Float32Array): number | null {
  let least = Infinity;
  for (const value of values) if (value < least) least = value;
  return Number.isFinite(least) ? least : null;
}

function timeAxis(seconds: number): { from: number; to: number; marks: { at: number; text: string }[] } {
  const step = [5, 10, 15, 30, 60, 120, 300, 600].find((wide) => seconds / wide <= 9) ?? 1800;
  const marks: { at: number; text: string }[] = [];
  for (let at = 0; at <= seconds; at += step) marks.push({ at, text: clock(at) });
  return { from: 0, to: Math.max(1, seconds), marks };
}

const marks = (values: readonly number[]): { at: number; text: string }[] =>
  values.map((at) => ({ at, text: at < 0 ? `−${-at}` : String(at) }));

function loudness({ measurement, history, target }: ReportFacts): string {
  const lines = { short: history.shortTermLufs, momentary: history.momentaryLufs };
  const heard = [...lines.short].filter((lufs) => lufs > -70);
  const top = Math.ceil((Math.max(-14, ...heard) + 2) / 6) * 6;
  const levels = [];
  if (measurement.integratedLufs !== null)
    levels.push({ at: measurement.integratedLufs, text: words.level(measurement.integratedLufs, 'LUFS') });
  if (target) levels.push({ at: target.lufs, text: target.name });
  return chartSvg({
    label: words.loudnessLabel(
      measurement.integratedLufs,
      words.level(heard.length ? Math.min(...heard) : null, 'LUFS'),
      words.level(heard.length ? Math.max(...heard) : null, 'LUFS'),
    ),
    width: 720,
    height: 190,
    x: timeAxis(measurement.durationSeconds),
    y: { from: top - 36, to: top, marks: marks([0, 6, 12, 18, 24, 30, 36].map((down) => top - down)) },
    lines: [
      { points: thinned(lines.short, history.stepSeconds, POINTS), kind: 'area' },
      { points: thinned(lines.momentary, history.stepSeconds, POINTS), kind: 'thin' },
      { points: thinned(lines.short, history.stepSeconds, POINTS), kind: 'main' },
    ],
    levels,
  });
}

function dynamics({ measurement, psrDb, history }: ReportFacts): string {
  return chartSvg({
    label: words.psrLabel(lowest(psrDb)),
    width: 352,
    height: 120,
    x: timeAxis(measurement.durationSeconds),
    y: { from: 0, to: 24, marks: marks([0, 8, 16, 24]) },
    lines: [{ points: thinned(psrDb, history.stepSeconds, POINTS / 2, 'lowest'), kind: 'main' }],
  });
}

function correlation({ measurement, curves }: ReportFacts): string {
  const least = curves.correlation.reduce((low, value) => Math.min(low, value), 1);
  return chartSvg({
    label: words.correlationLabel(least),
    width: 352,
    height: 120,
    x: timeAxis(measurement.durationSeconds),
    y: { from: -1, to: 1, marks: marks([-1, 0, 1]) },
    lines: [{ points: thinned(curves.correlation, curves.stepSeconds, POINTS / 2, 'lowest'), kind: 'main' }],
  });
}

/** Levels against the mean of 200 Hz to 2 kHz, so that tone is compared and not level. */
function tilted(bandsDb: readonly (number | null)[]): [number, number][] {
  const middle = bandsDb.filter(
    (level, i): level is number =>
      level !== null && THIRD_OCTAVES_HZ[i]! >= 200 && THIRD_OCTAVES_HZ[i]! <= 2000,
  );
  const mean = middle.reduce((sum, level) => sum + level, 0) / Math.max(1, middle.length);
  return bandsDb.map((level, i) => [THIRD_OCTAVES_HZ[i]!, level === null ? Number.NaN : level - mean]);
}

function spectrum({ curves, reference }: ReportFacts): string {
  const hz = [31.5, 63, 125, 250, 500, 1000, 2000, 4000, 8000, 16000];
  return chartSvg({
    label: words.spectrumLabel(reference?.name ?? null),
    width: 720,
    height: 170,
    x: {
      from: 25,
      to: 16000,
      log: true,
      marks: hz.map((at) => ({ at, text: at >= 1000 ? `${at / 1000}k` : String(at) })),
    },
    y: { from: -30, to: 18, marks: marks([-30, -18, -6, 6, 18]) },
    lines: [
      ...(reference ? [{ points: tilted(reference.bandsDb), kind: 'dashed' as const }] : []),
      { points: tilted(curves.bandsDb), kind: 'main' },
    ],
  });
}

function spectrumNote({ reference }: ReportFacts): string {
  const { notes } = words;
  return reference ? `${notes.spectrum} ${notes.reference(reference.name)}` : notes.spectrum;
}

function services({ services: all, played }: ReportFacts): string {
  const { table, level, signed } = words;
  const rows = all.map((service) => {
    const play = played.plays.find(({ id }) => id === service.id);
    const spec = service.codecs[0]!;
    const codec = played.codecs.find((result) => result.spec === spec);
    const file = parseFormatSpec(spec);
    const gain = play?.gain.gainDb ?? null;
    const lufs = played.measured.integratedLufs;
    const peak = codec?.truePeakDbtp ?? null;
    const cells = [
      escapeHtml(service.name),
      play?.gain.offLu != null && Math.abs(play.gain.offLu) > 0.05
        ? escapeHtml(words.offBy(play.gain.offLu))
        : escapeHtml(`${signed(gain, 'dB')}${play?.gain.limited ? ` ${words.limited}` : ''}`),
      escapeHtml(level(gain === null || lufs === null ? null : lufs + gain, 'LUFS')),
      escapeHtml(file ? formatTitle(file) : spec),
      `${escapeHtml(level(peak, 'dBTP', 2))}${peak !== null && peak > 0 ? ` <b>${words.over}</b>` : ''}`,
      `${escapeHtml(service.source)} <span class="whole">(${escapeHtml(service.asOf)})</span>`,
    ];
    return `<tr>${cells.map((cell, i) => (i === 0 ? `<th scope="row">${cell}</th>` : `<td>${cell}</td>`)).join('')}</tr>`;
  });
  const names = [table.service, table.gain, table.plays, table.codec, table.peak, table.source];
  return `<table><thead><tr>${names.map((name) => `<th scope="col">${escapeHtml(name)}</th>`).join('')}</tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

function check({ check: report, dismissed }: ReportFacts): string {
  if (!report) return `<p>${escapeHtml(words.notes.noCheck)}</p>`;
  const aside = new Set(dismissed);
  const open = report.findings.filter(({ key }) => !aside.has(key));
  const count = (severity: string): number => open.filter((f) => f.severity === severity).length;
  if (open.length === 0) return `<p>${escapeHtml(words.clear)}</p>`;
  const head = words.checkHead(
    count('fix'),
    count('hear'),
    count('note'),
    report.findings.length - open.length,
  );
  const items = open
    .filter(({ severity }) => severity !== 'note')
    .slice(0, 12)
    .map(
      ({ severity, title, measured }) =>
        `<li><b>${words.severity[severity]}</b> ${escapeHtml(title)}${measured.text ? ` <span>${escapeHtml(measured.text)}</span>` : ''}</li>`,
    );
  return `<p>${escapeHtml(head)}</p>${items.length > 0 ? `<ul>${items.join('')}</ul>` : ''}`;
}
