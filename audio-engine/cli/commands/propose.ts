/** The assistant's starting chain for a session's master: said with its reasons, and put in where it is asked for. */
import { randomUUID } from 'node:crypto';
import { proposeMaster } from '../../delivery/index.ts';
import { format } from '../../effects/parameter.ts';
import { effectKinds } from '../../effects/registry.ts';
import { type Proposal, type SongFigures, TONAL_CURVES } from '../../protocol/index.ts';
import { renderThreads } from '../../render/index.ts';
import { putChain, stateForNewChain } from '../../session/index.ts';
import { assistantWords, cliWords, ThresholdError } from '../../words/index.ts';
import type { CliCommand } from '../command.ts';
import { accessSession } from '../session-access.ts';

const words = cliWords.proposal;

function figures(name: string, song: SongFigures): string {
  return words.figures(name, song.integratedLufs, song.truePeakDbtp, song.psrDb, song.tonalDistanceDb);
}

function lines(proposal: Proposal): string[] {
  const { before, after, limiter, target } = proposal;
  return [
    target.reason,
    figures(words.before, before),
    ...(after ? [figures(words.after, after)] : []),
    ...(limiter ? [words.limiter(limiter.activePercent, limiter.mostDb)] : []),
    ...proposal.modules.flatMap(({ kind, title, reason, values }) => [
      '',
      `${title}: ${reason}`,
      ...values.map(({ parameterId, value, reason: why }) => {
        const parameter = effectKinds[kind].parameters.find(({ id }) => id === parameterId);
        return parameter ? `  ${parameter.name} ${format(parameter, value)}. ${why}` : `  ${why}`;
      }),
    ]),
    '',
    ...proposal.leftOut.map(({ title, reason }) => words.leftOut(title, reason)),
    ...proposal.backToMix.map(words.backToMix),
  ];
}

function curveName(name: string | undefined): string | null {
  if (name === undefined) return null;
  const names = TONAL_CURVES.map((curve) => curve.name);
  if (!names.includes(name)) throw new ThresholdError(cliWords.noCurve(name, names.join(', ')));
  return name;
}

export const command: CliCommand = {
  name: 'propose',
  positionals: ['SESSION'],
  options: {
    reference: { value: 'FILE', help: cliWords.help.reference },
    target: { value: 'NAME', help: cliWords.help.target },
    curve: { value: 'NAME', help: cliWords.help.curve(TONAL_CURVES.map(({ name }) => name).join(', ')) },
    apply: { help: cliWords.help.apply },
  },
  async run(context) {
    const { args, io } = context;
    const access = await accessSession(context, args.positionals[0]!);
    try {
      const reference = args.text('reference');
      const proposal = await proposeMaster({
        document: await access.document(),
        folder: access.folder,
        reference: reference === undefined ? null : { path: context.path(reference) },
        targetName: args.text('target') ?? null,
        curve: curveName(args.text('curve')),
        threads: renderThreads(),
        signal: io.signal,
        onProgress: io.progress,
      });
      // Stopped while the last of it was measured: nothing is put in any more.
      io.signal.throwIfAborted();
      for (const notice of proposal.notices) context.notice(notice);
      let rev: number | null = null;
      let state: string | null = null;
      if (args.has('apply')) {
        // The document may have gone on meanwhile: the step is made for the one that is there now.
        const now = await access.document();
        state = stateForNewChain(now);
        const step = putChain(
          now,
          proposal.modules,
          proposal.modules.map(() => randomUUID()),
        );
        rev = (await access.run(step, assistantWords.putIn(state))).revision;
      }
      context.answer({ ...proposal, rev, state }, () => [
        ...lines(proposal),
        ...(state === null ? [] : ['', words.applied(state)]),
      ]);
    } finally {
      access.close();
    }
  },
};
