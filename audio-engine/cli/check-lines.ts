/** A check's report as lines for a terminal. */
import type { CheckReport, Finding } from '../protocol/index.ts';
import { cliWords } from '../words/index.ts';

const words = cliWords.checkList;

function placeOf(finding: Finding, sampleRate: number, names: (stripId: string) => string): string {
  const parts = [finding.stripIds.map(names).join(', ')];
  const { ranges, frequency } = finding;
  if (ranges.length > 0) {
    const shown = ranges
      .slice(0, 4)
      .map(({ startSample, endSample }) => words.range(startSample / sampleRate, endSample / sampleRate));
    if (ranges.length > shown.length) shown.push(words.more(ranges.length - shown.length));
    parts.push(shown.join(', '));
  }
  if (frequency) parts.push(words.frequencies(frequency.lowHz, frequency.highHz));
  return parts.filter((part) => part !== '').join(' · ');
}

export function checkLines(report: CheckReport, names: (stripId: string) => string): string[] {
  const { measured, findings, lines, sampleRate, lengthSamples } = report;
  const out = [
    words.head(findings.length, lengthSamples / sampleRate, report.tracks, report.tookSeconds),
    words.figures(measured),
    '',
  ];
  findings.forEach((finding, i) => {
    out.push(
      `${String(i + 1).padStart(2)}. ${words.severity[finding.severity]}  ${finding.title}`,
      `    ${placeOf(finding, sampleRate, names)}`,
      `    ${words.against(finding.measured.text, finding.expected.text)}`,
      `    ${finding.costSentence}`,
      `    → ${finding.fix.sentence}`,
      '',
    );
  });
  const width = Math.max(0, ...lines.map(({ title }) => title.length));
  out.push(words.listTitle);
  for (const { state, title, text } of lines)
    out.push(`  ${words.mark[state]} ${title.padEnd(width)}  ${text}`);
  return out;
}
