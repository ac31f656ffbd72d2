/** What must hold in a loaded document's master room: files that are there, and chains that could be put in. */
import { mixDocumentWords, sessionWords } from '../words/index.ts';
import { type Id, MASTER_STRIP, type SessionDocument } from './document.ts';
import { checkInsert } from './validate-mix.ts';

const { document: words, what } = mixDocumentWords;

type Damaged = (where: string, what: string) => never;
type CheckKeys = (where: string, map: Record<Id, { id: Id }>) => void;

export function checkMaster(d: SessionDocument, checkKeys: CheckKeys, damaged: Damaged): void {
  const { source, prints, state, states, song } = d.master;
  const needFile = (where: string, mediaId: Id): void => {
    if (!Object.hasOwn(d.media, mediaId)) damaged(where, words.missing(what.file, mediaId));
  };
  checkKeys('master.prints', prints);
  checkKeys('references', d.references);
  checkKeys('notes', d.notes);
  for (const print of Object.values(prints)) needFile(`master.prints.${print.id}`, print.mediaId);
  for (const reference of Object.values(d.references))
    needFile(`references.${reference.id}`, reference.mediaId);
  if (source.mediaId !== null) needFile('master.source', source.mediaId);
  if (song.startSample !== null && song.endSample !== null && song.endSample <= song.startSample)
    damaged('master.song', words.songEnds);
  for (const [key, dismissal] of Object.entries(d.dismissed))
    if (dismissal.key !== key) damaged('dismissed', sessionWords.document.wrongId(key));
  if (states[state] !== null) damaged('master.states', words.heardState(state));
  for (const [name, stored] of Object.entries(states)) {
    if (!stored) continue;
    const where = `master.states.${name}`;
    if (stored.strip.id !== MASTER_STRIP) damaged(where, sessionWords.document.wrongId(stored.strip.id));
    checkKeys(where, stored.effects);
    for (const effect of Object.values(stored.effects)) checkInsert(where, effect, damaged);
    if (Object.values(stored.effects).filter(({ kind }) => kind === 'limiter').length > 1)
      damaged(where, sessionWords.document.twoLimiters);
  }
}
