/** What can be done with scenes, from the panel, keys and dialogs alike. */
import {
  goneNames,
  type Id,
  orderBetween,
  orderedScenes,
  type Scene,
  type SessionDocument,
  stripName,
} from '../../audio-engine/session/index.ts';
import { frameWords, sceneWords as words } from '../../audio-engine/words/index.ts';
import { newId, run, setView, showNote, store, viewValue } from '../state/index.ts';
import { endHearing } from './hearing.ts';

/** The scene that was recalled, stored or heard last: next and previous go on from it. */
export const LAST_SCENE = 'scenes.last';

/** The mix as it is, without what is laid over it while a scene is heard. */
export const mixNow = (): SessionDocument => store.getState().replica.confirmed;

/** Strips that came after the scene: recalling it leaves them alone. */
export function newerNames(document: SessionDocument, scene: Scene): string[] {
  return Object.keys(document.strips)
    .filter((id) => !Object.hasOwn(scene.strips, id))
    .map((id) => stripName(document, id));
}

export async function storeScene(name: string): Promise<void> {
  endHearing();
  const scenes = orderedScenes(mixNow());
  const id = newId('scene');
  const order = orderBetween(scenes.at(-1)?.order ?? null, null);
  const scene = { id, name, order, createdAt: new Date().toISOString() };
  if (!(await run('scene.store', { scene }))) return;
  setView({ [LAST_SCENE]: id });
  showNote(words.stored(name));
}

export async function recallScene(sceneId: Id): Promise<void> {
  endHearing();
  const document = mixNow();
  const scene = document.scenes[sceneId];
  if (!scene) return;
  const gone = goneNames(document, scene);
  const newer = newerNames(document, scene).length;
  if (!(await run('scene.recall', { sceneId }))) return;
  setView({ [LAST_SCENE]: sceneId });
  showNote(words.recalled(scene.name, gone, newer), { title: frameWords.undoIt, actionId: 'edit.undo' });
}

export function updateScene(sceneId: Id): void {
  endHearing();
  void run('scene.update', { sceneId, createdAt: new Date().toISOString() });
}

export function renameScene(sceneId: Id, name: string): void {
  endHearing();
  void run('scene.rename', { sceneId, name });
}

export function removeScene(sceneId: Id): void {
  endHearing();
  void run('scene.remove', { sceneId });
}

/** The scene that keys are about: the last one that was used, else the first. */
export function lastScene(): Scene | undefined {
  const scenes = orderedScenes(mixNow());
  const last = viewValue<string>(LAST_SCENE, '');
  return scenes.find(({ id }) => id === last) ?? scenes[0];
}

/** Recalls the one after, or before; it goes round. */
export function stepScene(by: 1 | -1): void {
  const scenes = orderedScenes(mixNow());
  if (scenes.length === 0) {
    showNote(words.none);
    return;
  }
  const at = scenes.findIndex(({ id }) => id === viewValue<string>(LAST_SCENE, ''));
  const next = at < 0 ? (by > 0 ? 0 : scenes.length - 1) : (at + by + scenes.length) % scenes.length;
  void recallScene(scenes[next]!.id);
}
