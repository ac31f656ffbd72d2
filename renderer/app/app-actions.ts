/** The frame's answers to actions: session, undo, transport, views, theme, tracks, help. */
import { useEffect } from 'react';
import type { KeyContext } from '../../audio-engine/protocol/index.ts';
import { frameWords, sceneWords } from '../../audio-engine/words/index.ts';
import { setChosenModes, toggleChosenLanes } from '../automation/index.ts';
import { isListeningThrough } from '../check/index.ts';
import { type ActionId, listenForKeys, runAction, useActions } from '../commands/index.ts';
import { chooseSourceFile, importFiles, openSession } from '../dialogs/index.ts';
import { printMix } from '../master/index.ts';
import {
  failureFrom,
  openDialog,
  redo,
  select,
  selection,
  setView,
  showFailure,
  showNote,
  store,
  studio,
  undo,
  viewValue,
} from '../state/index.ts';
import {
  addTrack,
  chosenTracks,
  duplicateTrack,
  moveTrack,
  removeTracks,
  toggleStrips,
} from '../timeline/index.ts';
import { locate, toEnd, toggleLoop, togglePlay } from '../transport/index.ts';
import {
  bounce,
  chosenPrintable,
  followHearing,
  heardScene,
  lastScene,
  stepScene,
  toggleFreeze,
  toggleHearing,
} from '../versions/index.ts';
import { viewNamed } from './view-name.ts';
import { changeZoom, ZOOM_STEP } from './zoom.ts';

/** Of the view: read by the main process, which stops. */
const STOP_AFTER_END = 'transport.stopAfterEnd';

const report = (error: unknown) => showFailure(failureFrom(error));

async function levelTracks(): Promise<void> {
  const { changed } = await studio().invoke('mix.level', {});
  showNote(
    frameWords.levelled(changed),
    changed > 0 ? { title: frameWords.undoIt, actionId: 'edit.undo' } : null,
  );
}

function openDemo(which: 'mixed' | 'raw'): void {
  showNote(frameWords.openingDemo);
  studio().invoke('app.openDemo', { which }).catch(report);
}

export function useAppActions(): void {
  const hasTrack = () => chosenTracks().length > 0;
  const hasPrintable = () => chosenPrintable().length > 0;
  const hasStrip = () => selection().stripIds.length > 0;
  useActions({
    'session.new': () => openDialog('new'),
    'master.print': printMix,
    'master.file': () => void chooseSourceFile(true),
    'session.open': () => void openSession(),
    'session.recent': () => openDialog('recent'),
    'session.demoMixed': () => openDemo('mixed'),
    'session.demoRaw': () => openDemo('raw'),
    'session.saveVersion': () => openDialog('saveVersion'),
    'session.versions': () => openDialog('versions'),
    'session.compare': () => openDialog('compare'),
    'session.saveAs': () => openDialog('saveAs'),
    'session.rename': () => openDialog('rename'),
    'session.import': () => void importFiles('audio'),
    'session.importFolder': () => void importFiles('folder'),
    'session.export': () => openDialog('export'),
    'session.album': () => openDialog('album'),
    'session.handoff': () => openDialog('handoff'),
    'session.openHandoff': () => openDialog('openHandoff'),
    'session.report': () => openDialog('report'),
    'edit.undo': { run: () => void undo(), isEnabled: () => store.getState().replica.undoName !== null },
    'edit.redo': { run: () => void redo(), isEnabled: () => store.getState().replica.redoName !== null },
    'edit.selectNone': {
      run: () => select({ clips: [], markerId: null }),
      isEnabled: () => selection().clips.length > 0 || selection().markerId !== null,
    },
    'transport.toggle': togglePlay,
    'transport.toStart': () => locate(0),
    'transport.toEnd': toEnd,
    'transport.loop': { run: toggleLoop, isOn: () => store.getState().replica.shown.loop.enabled },
    'transport.stopAfterEnd': {
      run: () => setView({ [STOP_AFTER_END]: !viewValue<boolean>(STOP_AFTER_END, true) }),
      isOn: () => viewValue<boolean>(STOP_AFTER_END, true),
    },
    'transport.tempo': () => document.querySelector<HTMLInputElement>('.tempo-input')?.focus(),
    'transport.device': () => openDialog('device'),
    'view.timeline': () => setView({ 'app.view': 'timeline' }),
    'view.mixer': () => setView({ 'app.view': 'mixer' }),
    'view.master': () => setView({ 'app.view': 'master' }),
    'view.palette': () => openDialog('palette'),
    'view.browser': () => {
      const key = `app.browser.${viewNamed(viewValue<string>('app.view', 'timeline'))}`;
      setView({ [key]: !viewValue<boolean>(key, key.endsWith('timeline')) });
    },
    'view.detail': () => {
      const key = `app.detail.${viewNamed(viewValue<string>('app.view', 'timeline'))}`;
      setView({ [key]: !viewValue<boolean>(key, true) });
    },
    'view.zoomIn': () => changeZoom(ZOOM_STEP),
    'view.zoomOut': () => changeZoom(-ZOOM_STEP),
    'view.zoomReset': () => setView({ 'app.zoomPercent': 100 }),
    'view.dark': {
      run: () => setView({ 'app.theme': 'dark' }),
      isOn: () => viewValue<string>('app.theme', 'dark') === 'dark',
    },
    'view.light': {
      run: () => setView({ 'app.theme': 'light' }),
      isOn: () => viewValue<string>('app.theme', 'dark') === 'light',
    },
    'view.system': {
      run: () => setView({ 'app.theme': 'system' }),
      isOn: () => viewValue<string>('app.theme', 'dark') === 'system',
    },
    'view.reducedMotion': {
      run: () => setView({ 'app.reducedMotion': !viewValue<boolean>('app.reducedMotion', false) }),
      isOn: () => viewValue<boolean>('app.reducedMotion', false),
    },
    'track.add': () => void addTrack(),
    'track.automation': { run: toggleChosenLanes, isEnabled: hasStrip },
    'automation.off': { run: () => setChosenModes('off'), isEnabled: hasStrip },
    'automation.read': { run: () => setChosenModes('read'), isEnabled: hasStrip },
    'automation.touch': { run: () => setChosenModes('touch'), isEnabled: hasStrip },
    'automation.latch': { run: () => setChosenModes('latch'), isEnabled: hasStrip },
    'automation.write': { run: () => setChosenModes('write'), isEnabled: hasStrip },
    'automation.trim': { run: () => setChosenModes('trim'), isEnabled: hasStrip },
    'track.duplicate': { run: () => void duplicateTrack(), isEnabled: hasTrack },
    'track.remove': { run: removeTracks, isEnabled: hasTrack },
    'track.moveUp': { run: () => moveTrack(-1), isEnabled: hasTrack },
    'track.moveDown': { run: () => moveTrack(1), isEnabled: hasTrack },
    'track.freeze': { run: () => toggleFreeze(chosenPrintable()), isEnabled: hasPrintable },
    'track.bounce': { run: () => bounce(chosenPrintable()), isEnabled: hasPrintable },
    'track.delay': { run: () => openDialog('delay', selection().stripIds.at(-1)), isEnabled: hasStrip },
    'strip.chain': { run: () => openDialog('chain', selection().stripIds.at(-1)), isEnabled: hasStrip },
    'strip.saveChain': {
      run: () => openDialog('saveChain', selection().stripIds.at(-1)),
      isEnabled: hasStrip,
    },
    'scene.store': () => openDialog('scene'),
    'scene.next': () => stepScene(1),
    'scene.previous': () => stepScene(-1),
    'scene.hear': {
      run: () => {
        const scene = lastScene();
        if (scene) toggleHearing(scene.id);
        else showNote(sceneWords.none);
      },
      isOn: () => heardScene() !== null,
    },
    'track.mute': { run: () => void toggleStrips('mute'), isEnabled: hasStrip },
    'track.solo': { run: () => void toggleStrips('solo'), isEnabled: hasStrip },
    'mix.level': () => void levelTracks().catch(report),
    'mix.resetClips': () => studio().send('engine.resetMeters', { what: 'clips' }),
    'help.keys': () => openDialog('keys'),
    'help.about': () => openDialog('about'),
  });

  // After the effects of the views: a hand that holds something hears Esc before the window does.
  useEffect(() => {
    const context = (): KeyContext =>
      isListeningThrough() ? 'listen' : viewNamed(viewValue<string>('app.view', 'timeline'));
    const ends = [
      listenForKeys(context),
      followHearing(),
      studio().on('app.menu', ({ commandId }) => {
        runAction(commandId as ActionId);
      }),
    ];
    return () => {
      for (const end of ends) end();
    };
  }, []);
}
