/** The name of a scene: for the mix as it stands, or a new one for a scene that is there. */
import { sceneWords as words } from '../../audio-engine/words/index.ts';
import { mixNow, renameScene, storeScene } from '../versions/index.ts';
import { NameDialog } from './session-dialogs.tsx';

export function SceneDialog({ sceneId, onClose }: { sceneId: string | null; onClose: () => void }) {
  const { scenes } = mixNow();
  const scene = sceneId === null ? undefined : scenes[sceneId];
  return (
    <NameDialog
      title={scene ? words.renameTitle : words.storeTitle}
      label={words.name}
      initial={scene?.name ?? words.newName(Object.keys(scenes).length + 1)}
      accept={scene ? words.rename : words.keep}
      onAccept={(name) => {
        if (scene) renameScene(scene.id, name);
        else void storeScene(name);
      }}
      onClose={onClose}
    />
  );
}
