/** A report of services as lines for people: a row a service, what its codecs leave, and what it comes to. */
import type { CodecResult, Service, ServicesReport } from '../protocol/index.ts';
import {
  cliWords,
  decibels,
  gainRuleText,
  playedText,
  servicesSummary,
  servicesWords,
} from '../words/index.ts';

const { cli } = servicesWords;

function codecText({ title, truePeakDbtp, encoder, failure, edgeHz }: CodecResult): string {
  if (failure) return `${title}: ${failure.sentence}`;
  const over = (truePeakDbtp ?? -1) > 0 && encoder !== null ? `, ${servicesWords.over}` : '';
  const edge = edgeHz === null ? '' : `, ${servicesWords.edge(edgeHz)}`;
  return `${servicesWords.codecLine(title, decibels(truePeakDbtp, 2), encoder)}${over}${edge}`;
}

export function servicesLines(report: ServicesReport, services: readonly Service[]): string[] {
  const { measured, plays, codecs } = report;
  const { figure } = cliWords;
  const lines = [
    cli.head(
      figure(measured.integratedLufs, 1, 'LUFS'),
      figure(measured.truePeakDbtp, 2, 'dBTP'),
      figure(measured.plrDb, 1, 'dB'),
    ),
    '',
  ];
  const width = Math.max(...services.map(({ name }) => name.length)) + 2;
  for (const service of services) {
    const play = plays.find(({ id }) => id === service.id)!;
    lines.push(
      `${service.name.padEnd(width)}${playedText(play, service.rule)} (${gainRuleText(service.rule)})`,
    );
    if (service.gate === 'dialogue') lines.push(`${' '.repeat(width)}${servicesWords.dialogueWarning}`);
  }
  lines.push('', ...codecs.filter(({ lossless }) => !lossless).map(codecText));
  lines.push('', ...servicesSummary(report, services));
  return lines;
}
