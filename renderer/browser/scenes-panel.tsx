/** Scenes: whole mixes stored by name; hear one over yours, see what it would change, recall it as one step. */
import { useEffect, useMemo, useRef, useState } from 'react';
import {
  compareScenes,
  goneNames,
  type Id,
  orderedScenes,
  type Scene,
  type SessionDocument,
} from '../../audio-engine/session/index.ts';
import { sceneWords as words } from '../../audio-engine/words/index.ts';
import { dialogWords } from '../../audio-engine/words/views.ts';
import { Button, ContextMenu, Icon, type MenuEntry } from '../controls/index.ts';
import { openDialog, useReplica, useViewState } from '../state/index.ts';
import {
  endHearing,
  hearScene,
  LAST_SCENE,
  newerNames,
  recallScene,
  removeScene,
  toggleHearing,
  updateScene,
  useHeardScene,
} from '../versions/index.ts';
import './scenes.css';

/** A press this short leaves the scene on; a longer one was held. */
const HOLD_MS = 350;

function HearButton({ scene, heard }: { scene: Scene; heard: boolean }) {
  const downAt = useRef(0);
  const wasHeard = useRef(false);
  return (
    <button
      type="button"
      className="scene-hear"
      aria-pressed={heard}
      aria-label={`${words.hear}: ${scene.name}`}
      data-help={words.hearHelp}
      data-help-name={words.hear}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        downAt.current = performance.now();
        wasHeard.current = heard;
        if (!heard) void hearScene(scene.id);
      }}
      onPointerUp={() => {
        if (wasHeard.current || performance.now() - downAt.current >= HOLD_MS) endHearing();
      }}
      onPointerCancel={endHearing}
      // From the keyboard it is a switch.
      onClick={(event) => {
        if (event.detail === 0) toggleHearing(scene.id);
      }}
    >
      <Icon name="ear" size={14} />
    </button>
  );
}

function sceneMenu(scene: Scene): MenuEntry[] {
  return [
    { id: 'recall', title: words.recall, keys: 'Enter', onAction: () => void recallScene(scene.id) },
    { id: 'hear', title: words.hear, onAction: () => toggleHearing(scene.id) },
    { id: 'update', title: words.update, onAction: () => updateScene(scene.id) },
    { kind: 'separator', id: 's' },
    {
      id: 'rename',
      title: words.renameItem,
      keys: 'F2',
      onAction: () => openDialog('scene', scene.id),
    },
    { id: 'remove', title: words.remove, keys: 'Delete', onAction: () => removeScene(scene.id) },
  ];
}

function SceneRow({
  scene,
  chosen,
  last,
  heard,
  onChoose,
}: {
  scene: Scene;
  chosen: boolean;
  last: boolean;
  heard: boolean;
  onChoose: (id: Id) => void;
}) {
  const anchor = useRef<HTMLLIElement>(null);
  const [menu, setMenu] = useState<MenuEntry[] | null>(null);
  const when = dialogWords.when(Date.parse(scene.createdAt));
  return (
    <li
      className="scene-row"
      ref={anchor}
      data-chosen={chosen || undefined}
      data-heard={heard || undefined}
      onContextMenu={(event) => {
        event.preventDefault();
        onChoose(scene.id);
        setMenu(sceneMenu(scene));
      }}
    >
      <button
        type="button"
        className="scene-name"
        aria-label={words.scene(scene.name, when)}
        aria-pressed={chosen}
        aria-current={last || undefined}
        data-help={words.rowHelp}
        data-help-name={scene.name}
        onClick={() => onChoose(scene.id)}
        onDoubleClick={() => void recallScene(scene.id)}
        onKeyDown={(event) => {
          const taken = () => {
            event.preventDefault();
            event.stopPropagation();
          };
          if (event.key === 'Enter' && chosen) {
            taken();
            void recallScene(scene.id);
          } else if (event.key === 'F2') {
            taken();
            openDialog('scene', scene.id);
          } else if (event.key === 'Delete' || event.key === 'Backspace') {
            taken();
            removeScene(scene.id);
          } else if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) {
            taken();
            onChoose(scene.id);
            setMenu(sceneMenu(scene));
          }
        }}
      >
        <span className="scene-title">{scene.name}</span>
        <span className="scene-time">{dialogWords.clock(Date.parse(scene.createdAt))}</span>
      </button>
      <HearButton scene={scene} heard={heard} />
      {menu && (
        <ContextMenu
          anchor={anchor}
          label={words.menu(scene.name)}
          items={menu}
          onClose={() => setMenu(null)}
        />
      )}
    </li>
  );
}

/** What recalling a scene would change, against the mix as it is without what is heard over it. */
function useChanges(scene: Scene | undefined, mix: SessionDocument) {
  const { strips, effects, sends, vcas } = mix;
  return useMemo(() => {
    if (!scene) return [];
    const now: Scene = { id: '', name: '', order: '', createdAt: '', strips, effects, sends, vcas };
    return compareScenes(mix, now, scene);
  }, [scene, strips, effects, sends, vcas]);
}

function Chosen({ scene, mix, heard }: { scene: Scene; mix: SessionDocument; heard: boolean }) {
  const changes = useChanges(scene, mix);
  const gone = goneNames(mix, scene);
  const newer = newerNames(mix, scene);
  return (
    <section className="scene-chosen" aria-label={words.changesOf(scene.name)}>
      <div className="scene-actions">
        <Button kind="primary" help={words.recallHelp} onPress={() => void recallScene(scene.id)}>
          {words.recall}
        </Button>
        <Button help={words.updateHelp} onPress={() => updateScene(scene.id)}>
          {words.update}
        </Button>
      </div>
      <p className="scene-says" role="status">
        {heard ? words.hearing(scene.name) : words.changes(changes.length)}
      </p>
      {gone.length > 0 && (
        <p className="scene-warns">
          <Icon name="warning" size={12} /> {words.gone(gone)}
        </p>
      )}
      {newer.length > 0 && <p className="scene-says">{words.newer(newer)}</p>}
      <ul className="scene-changes">
        {changes.map(({ sentence }, i) => (
          <li key={i}>{sentence}</li>
        ))}
      </ul>
    </section>
  );
}

export function ScenesPanel() {
  const mix = useReplica((r) => r.confirmed);
  const [last] = useViewState<string>(LAST_SCENE, '');
  const [chosenId, setChosenId] = useState<Id>(last);
  const heard = useHeardScene();
  const scenes = orderedScenes(mix);
  const chosen = scenes.find(({ id }) => id === chosenId) ?? scenes.find(({ id }) => id === last);
  // What was just stored or recalled by a key is what one wants to see.
  useEffect(() => {
    if (last) setChosenId(last);
  }, [last]);
  return (
    <div className="scenes">
      <div className="scenes-head">
        <Button icon="plus" help={words.storeHelp} onPress={() => openDialog('scene')}>
          {words.store}
        </Button>
      </div>
      {scenes.length === 0 ? (
        <p className="browser-empty">{words.empty}</p>
      ) : (
        <ul className="scene-list" aria-label={words.list}>
          {scenes.map((scene) => (
            <SceneRow
              key={scene.id}
              scene={scene}
              chosen={scene.id === chosen?.id}
              last={scene.id === last}
              heard={scene.id === heard}
              onChoose={setChosenId}
            />
          ))}
        </ul>
      )}
      {chosen && <Chosen scene={chosen} mix={mix} heard={chosen.id === heard} />}
    </div>
  );
}
