/** A report of services as lines for people: a row a service, what its codecs leave, and what it comes to. */
import type { CodecResult, Service, ServicePlay, ServicesReport } from '../protocol/index.ts';
import { cliWords, decibels, servicesSummary, servicesWords, signedDecibels } from '../words/index.ts';

const { cli, rule } = servicesWords;

function ruleText({ rule: how }: Service): string {
  switch (how.kind) {
    case 'none':
      return rule.none;
    case 'down':
      return rule.down(how.lufs, how.upUnknown);
    case 'up-to-peak':
      return rule['up-to-peak'](how.lufs, how.peakDbtp);
    case 'limited':
      return rule.limited(how.lufs);
    case 'spec':
      return rule.spec(how.lufs, how.toleranceLu);
  }
}

function gainText({ gain, limiterDb }: ServicePlay, service: Service): string {
  if (gain.offLu !== null && service.rule.kind === 'spec')
    return servicesWords.off(gain.offLu, service.rule.toleranceLu);
  const also = [
    ...(gain.heldDb > 0.05 ? [servicesWords.held(gain.heldDb)] : []),
    ...(gain.limited ? [servicesWords.limits(limiterDb)] : []),
  ];
  return [`${signedDecibels(gain.gainDb)} dB`, ...also].join(', ');
}

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
    lines.push(`${service.name.padEnd(width)}${gainText(play, service)} (${ruleText(service)})`);
    if (service.gate === 'dialogue') lines.push(`${' '.repeat(width)}${servicesWords.dialogueWarning}`);
  }
  lines.push('', ...codecs.filter(({ lossless }) => !lossless).map(codecText));
  lines.push('', ...servicesSummary(report, services));
  return lines;
}
