/** What can be done with a finding besides hearing and trying: set aside, bring back, go to its place. */
import type { Finding } from '../../audio-engine/protocol/index.ts';
import { checkWords as words } from '../../audio-engine/words/index.ts';
import { run, selectStrip, setView, showNote, shownDocument } from '../state/index.ts';
import { locate } from '../transport/index.ts';
import { stripToGo, viewToGo } from './findings.ts';
import { endFinding } from './hear.ts';

/** Longer ones would not fit the session's list. */
const SENTENCE_LENGTH = 1024;

export async function dismiss(finding: Finding): Promise<void> {
  endFinding();
  const sentence = finding.title.slice(0, SENTENCE_LENGTH);
  const dismissal = { key: finding.key, sentence, createdAt: new Date().toISOString() };
  if (await run('advice.dismiss', { dismissal }))
    showNote(words.dismissed(finding.title), { title: words.undo, actionId: 'edit.undo' });
}

export function restore(key: string): void {
  void run('advice.restore', { key });
}

/** The strip or track, at the first place in the song. */
export function goTo(finding: Finding): void {
  endFinding();
  const [first] = finding.ranges;
  if (first) locate(first.startSample);
  const stripId = stripToGo(finding, shownDocument());
  if (stripId) selectStrip(stripId);
  setView({ 'app.view': viewToGo(finding) });
}
