/** Every large move of the master's equalisers, explained by the tracks: the mix is listened to once for all of them. */
import type { ExplainedMove, JobRunner } from '../protocol/index.ts';
import type { SessionDocument } from '../session/index.ts';
import { explainMasterMove, masterMoves } from './explain.ts';
import { listenToSession } from './features/index.ts';

export const runExplain: JobRunner<'explain'> = async ({ document, folder }, { post, signal }) => {
  const session = document as SessionDocument;
  const moves = masterMoves(session);
  if (moves.length === 0) return { result: [], failures: [], sentence: '' };
  const { song } = await listenToSession({
    document: session,
    folder,
    signal,
    onProgress: (fraction, sentence) => post({ type: 'progress', fraction, sentence }),
  });
  const explained = moves.flatMap((move): ExplainedMove[] => {
    const why = explainMasterMove({ document: session, features: song, ...move });
    if (!why || !move.band) return [];
    const { lowHz, highHz, gainDb, band } = move;
    const { isWorthSaying, sentence, tracks, stripIds } = why;
    return [
      {
        effectId: band.effectId,
        band: band.number,
        lowHz,
        highHz,
        gainDb,
        isWorthSaying,
        sentence,
        tracks,
        commands: structuredClone(why.commands) as ExplainedMove['commands'],
        stripIds,
        withinDb: Number.isFinite(why.withinDb) ? why.withinDb : null,
      },
    ];
  });
  return { result: explained, failures: [], sentence: '' };
};
