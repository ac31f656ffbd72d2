/**
 * From one source of the master to another (the mix, a print, a file) while it plays: for a moment the plan has both, so
 * that one goes as the other comes instead of leaving a hole between them.
 */
import type { Id, SessionDocument } from '../session/index.ts';

/**
 * What is to run now on the way to `target`. `running`: strips of the plan that runs; `before`: the document that it
 * was made for. It is `target` itself where some of it runs already, or where there was nothing before.
 */
export function handOver(
  before: SessionDocument | undefined,
  target: SessionDocument,
  running: ReadonlySet<Id>,
): SessionDocument {
  const coming = Object.keys(target.tracks);
  const going = before ? Object.keys(before.tracks).filter((id) => running.has(id)) : [];
  if (!before || coming.length === 0 || going.length === 0 || coming.some((id) => running.has(id)))
    return target;
  return {
    ...target,
    media: { ...before.media, ...target.media },
    tracks: { ...before.tracks, ...target.tracks },
    clips: { ...before.clips, ...target.clips },
    buses: { ...before.buses, ...target.buses },
    strips: { ...staying(before), ...target.strips },
    effects: { ...before.effects, ...target.effects },
    sends: { ...before.sends, ...target.sends },
    vcas: { ...before.vcas, ...target.vcas },
    automation: { ...before.automation, ...target.automation },
  };
}

/** A solo in what comes does not silence what is heard. */
function staying({ strips }: SessionDocument): SessionDocument['strips'] {
  if (Object.values(strips).some(({ solo }) => solo)) return strips;
  return Object.fromEntries(Object.entries(strips).map(([id, strip]) => [id, { ...strip, soloSafe: true }]));
}
