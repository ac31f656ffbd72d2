/**
 * Everything a person can do in the windows, in one table: menus, palette, keys, the key sheet and tests read
 * this. An action that is one document command names it, so that the two registries stay tied together.
 *
 * Keys are written `Mod+Shift+Z`; Mod is Ctrl, on a Mac Cmd. A letter means the character, `Digit1` and the
 * like mean the place on the keyboard. Contexts: `global` everywhere but in text fields; a view's own keys come
 * first; `text` works while typing.
 */
import type { CommandId } from '../session/index.ts';
import { actionWords } from '../words/views.ts';

/** `listen` is the listen-through: its few keys are the only ones. */
export const KEY_CONTEXTS = ['global', 'timeline', 'mixer', 'check', 'master', 'listen', 'text'] as const;
export type KeyContext = (typeof KEY_CONTEXTS)[number];

export type ActionGroup =
  | 'session'
  | 'edit'
  | 'transport'
  | 'view'
  | 'timeline'
  | 'track'
  | 'mix'
  | 'check'
  | 'master'
  | 'help';

export interface Action {
  readonly title: string;
  readonly group: ActionGroup;
  readonly keys?: Partial<Record<KeyContext, readonly string[]>>;
  /** The document command it runs, where it is exactly one. */
  readonly command?: CommandId;
  /** Left out of the palette: it only makes sense at its place. */
  readonly hidden?: boolean;
}

const words = actionWords;

function action(
  id: keyof typeof actionWords,
  group: ActionGroup,
  keys: Action['keys'] = {},
  more: { command?: CommandId; hidden?: boolean } = {},
): Action {
  return { title: words[id], group, keys, ...more };
}

export const actions = {
  'session.new': action('session.new', 'session', { global: ['Mod+N'] }),
  'session.open': action('session.open', 'session', { global: ['Mod+O'] }),
  'session.recent': action('session.recent', 'session'),
  'session.demoMixed': action('session.demoMixed', 'session'),
  'session.demoRaw': action('session.demoRaw', 'session'),
  'session.saveVersion': action('session.saveVersion', 'session', { global: ['Mod+S'], text: ['Mod+S'] }),
  'session.versions': action('session.versions', 'session'),
  'session.compare': action('session.compare', 'session', { global: ['Mod+Shift+D'] }),
  'session.saveAs': action('session.saveAs', 'session', { global: ['Mod+Shift+S'] }),
  'session.rename': action('session.rename', 'session', {}, { command: 'session.rename' }),
  'session.import': action('session.import', 'session', { global: ['Mod+I'] }, { command: 'session.import' }),
  'session.importFolder': action('session.importFolder', 'session'),
  'session.export': action('session.export', 'session', { global: ['Mod+Shift+E'] }),
  'session.album': action('session.album', 'session'),
  'session.handoff': action('session.handoff', 'session'),
  'session.openHandoff': action('session.openHandoff', 'session'),
  'session.report': action('session.report', 'session'),
  'edit.undo': action('edit.undo', 'edit', { global: ['Mod+Z'] }),
  'edit.redo': action('edit.redo', 'edit', { global: ['Mod+Shift+Z', 'Mod+Y'] }),
  'edit.selectAll': action('edit.selectAll', 'edit', { timeline: ['Mod+A'] }),
  'edit.selectNone': action('edit.selectNone', 'edit', { global: ['Escape'] }),
  'edit.delete': action(
    'edit.delete',
    'edit',
    { timeline: ['Delete', 'Backspace'] },
    { command: 'clip.remove' },
  ),
  'edit.duplicate': action('edit.duplicate', 'edit', { timeline: ['Mod+D'] }, { command: 'clip.duplicate' }),
  'transport.toggle': action('transport.toggle', 'transport', {
    global: ['Space', 'Mod+Space'],
    listen: ['Space', 'Mod+Space'],
    text: ['Mod+Space'],
  }),
  'transport.toStart': action('transport.toStart', 'transport', { global: ['Enter', 'Home'] }),
  'transport.toEnd': action('transport.toEnd', 'transport', { global: ['End'] }),
  'transport.loop': action('transport.loop', 'transport', { global: ['L'] }, { command: 'loop.set' }),
  'transport.stopAfterEnd': action('transport.stopAfterEnd', 'transport'),
  'transport.tempo': action('transport.tempo', 'transport', {}, { command: 'tempo.set' }),
  'transport.device': action('transport.device', 'transport'),
  'view.timeline': action('view.timeline', 'view', { global: ['Digit1'] }),
  'view.mixer': action('view.mixer', 'view', { global: ['Digit2'] }),
  'view.check': action('view.check', 'view', { global: ['C'] }),
  'view.master': action('view.master', 'view', { global: ['Digit3'] }),
  'view.palette': action('view.palette', 'view', { global: ['Mod+K'], text: ['Mod+K'] }),
  'view.browser': action('view.browser', 'view', { global: ['Mod+Shift+B'] }),
  'view.detail': action('view.detail', 'view', { global: ['Mod+J'] }),
  'view.zoomIn': action('view.zoomIn', 'view', { global: ['Mod+='] }),
  'view.zoomOut': action('view.zoomOut', 'view', { global: ['Mod+-'] }),
  'view.zoomReset': action('view.zoomReset', 'view', { global: ['Mod+0'] }),
  'view.dark': action('view.dark', 'view'),
  'view.light': action('view.light', 'view'),
  'view.system': action('view.system', 'view'),
  'view.reducedMotion': action('view.reducedMotion', 'view'),
  'timeline.split': action('timeline.split', 'timeline', { timeline: ['Mod+E'] }, { command: 'clip.split' }),
  'timeline.trimStart': action(
    'timeline.trimStart',
    'timeline',
    { timeline: ['['] },
    { command: 'clip.trim' },
  ),
  'timeline.trimEnd': action('timeline.trimEnd', 'timeline', { timeline: [']'] }, { command: 'clip.trim' }),
  'timeline.nudgeLeft': action(
    'timeline.nudgeLeft',
    'timeline',
    { timeline: [','] },
    { command: 'clip.move' },
  ),
  'timeline.nudgeRight': action(
    'timeline.nudgeRight',
    'timeline',
    { timeline: ['.'] },
    { command: 'clip.move' },
  ),
  'timeline.toRecordedTime': action(
    'timeline.toRecordedTime',
    'timeline',
    { timeline: ['Shift+R'] },
    { command: 'clip.move' },
  ),
  'timeline.fade': action('timeline.fade', 'timeline', { timeline: ['F'] }, { command: 'clip.set' }),
  'timeline.crossfade': action('timeline.crossfade', 'timeline', { timeline: ['X'] }),
  'timeline.muteClip': action(
    'timeline.muteClip',
    'timeline',
    { timeline: ['Shift+M'] },
    { command: 'clip.set' },
  ),
  'timeline.zoomIn': action('timeline.zoomIn', 'timeline', { timeline: ['+', '='] }),
  'timeline.zoomOut': action('timeline.zoomOut', 'timeline', { timeline: ['-'] }),
  'timeline.zoomSelection': action('timeline.zoomSelection', 'timeline', { timeline: ['Z'] }),
  'timeline.zoomAll': action('timeline.zoomAll', 'timeline', { timeline: ['Shift+Z'] }),
  'timeline.wavesTaller': action('timeline.wavesTaller', 'timeline', { timeline: ['Shift+ArrowUp'] }),
  'timeline.wavesLower': action('timeline.wavesLower', 'timeline', { timeline: ['Shift+ArrowDown'] }),
  'timeline.rowsTaller': action('timeline.rowsTaller', 'timeline'),
  'timeline.rowsLower': action('timeline.rowsLower', 'timeline'),
  'timeline.loopSelection': action(
    'timeline.loopSelection',
    'timeline',
    { timeline: ['Shift+L'] },
    { command: 'loop.set' },
  ),
  'timeline.snap': action('timeline.snap', 'timeline', { timeline: ['N'] }),
  'timeline.follow': action('timeline.follow', 'timeline', { timeline: ['Shift+F'] }),
  'timeline.ruler': action('timeline.ruler', 'timeline'),
  'timeline.addMarker': action(
    'timeline.addMarker',
    'timeline',
    { timeline: ['K'] },
    { command: 'marker.add' },
  ),
  'timeline.nextMarker': action('timeline.nextMarker', 'timeline', { timeline: ['Mod+ArrowRight'] }),
  'timeline.previousMarker': action('timeline.previousMarker', 'timeline', { timeline: ['Mod+ArrowLeft'] }),
  'track.add': action('track.add', 'track', { global: ['Mod+T'] }, { command: 'track.add' }),
  'track.automation': action('track.automation', 'track', { timeline: ['Shift+A'] }),
  'automation.off': action('automation.off', 'mix'),
  'automation.read': action('automation.read', 'mix'),
  'automation.touch': action('automation.touch', 'mix'),
  'automation.latch': action('automation.latch', 'mix'),
  'automation.write': action('automation.write', 'mix'),
  'automation.trim': action('automation.trim', 'mix'),
  'track.duplicate': action('track.duplicate', 'track', {}, { command: 'track.duplicate' }),
  'track.remove': action('track.remove', 'track', {}, { command: 'track.remove' }),
  'track.rename': action('track.rename', 'track', { timeline: ['F2'] }, { command: 'track.rename' }),
  'track.moveUp': action('track.moveUp', 'track', { timeline: ['Alt+ArrowUp'] }, { command: 'track.move' }),
  'track.moveDown': action(
    'track.moveDown',
    'track',
    { timeline: ['Alt+ArrowDown'] },
    { command: 'track.move' },
  ),
  'track.freeze': action('track.freeze', 'track', { global: ['Mod+Shift+F'] }),
  'track.bounce': action('track.bounce', 'track', { global: ['Mod+B'] }),
  'track.delay': action('track.delay', 'track', { global: ['Shift+T'] }, { command: 'track.delay' }),
  'strip.chain': action('strip.chain', 'mix', { global: ['Shift+C'] }, { command: 'strip.preset' }),
  'strip.saveChain': action('strip.saveChain', 'mix'),
  'scene.store': action('scene.store', 'mix', { global: ['Shift+S'] }, { command: 'scene.store' }),
  'scene.next': action('scene.next', 'mix', { global: ['Alt+PageDown'] }, { command: 'scene.recall' }),
  'scene.previous': action('scene.previous', 'mix', { global: ['Alt+PageUp'] }, { command: 'scene.recall' }),
  'scene.hear': action('scene.hear', 'mix', { global: ['Shift+H'] }),
  'track.mute': action('track.mute', 'track', { global: ['M'] }, { command: 'strip.set' }),
  'track.solo': action('track.solo', 'track', { global: ['S'] }, { command: 'strip.set' }),
  'track.next': action('track.next', 'track', { timeline: ['ArrowDown'] }),
  'track.previous': action('track.previous', 'track', { timeline: ['ArrowUp'] }),
  'mix.level': action('mix.level', 'mix', {}, { command: 'strip.level' }),
  'mix.compare': action('mix.compare', 'mix', { global: ['B'] }),
  'compare.blind': action('compare.blind', 'mix', { global: ['Shift+B'] }),
  'compare.delta': action('compare.delta', 'mix', { global: ['Alt+B'] }),
  'compare.matched': action('compare.matched', 'mix'),
  'monitor.panel': action('monitor.panel', 'mix'),
  'monitor.mono': action('monitor.mono', 'mix', { global: ['O'] }),
  'monitor.dim': action('monitor.dim', 'mix', { global: ['D'] }),
  'monitor.mute': action('monitor.mute', 'mix', { global: ['Shift+D'] }),
  'monitor.swap': action('monitor.swap', 'mix'),
  'monitor.listen': action('monitor.listen', 'mix', { global: ['P'] }),
  'monitor.listenOff': action('monitor.listenOff', 'mix', { global: ['Shift+P'] }),
  'master.print': action('master.print', 'master', { global: ['Mod+Shift+P'] }),
  'master.source': action('master.source', 'master', { master: ['I'] }, { command: 'master.source' }),
  'master.file': action('master.file', 'master'),
  'master.stateA': action('master.stateA', 'master', { master: ['F6'] }, { command: 'chain.state' }),
  'master.stateB': action('master.stateB', 'master', { master: ['F7'] }, { command: 'chain.state' }),
  'master.stateC': action('master.stateC', 'master', { master: ['F8'] }, { command: 'chain.state' }),
  'master.stateD': action('master.stateD', 'master', { master: ['F9'] }, { command: 'chain.state' }),
  'master.songStart': action('master.songStart', 'master', { master: ['['] }, { command: 'master.song' }),
  'master.songEnd': action('master.songEnd', 'master', { master: [']'] }, { command: 'master.song' }),
  'master.songWhole': action('master.songWhole', 'master', {}, { command: 'master.song' }),
  'master.propose': action('master.propose', 'master', { master: ['G'] }),
  'master.limiting': action('master.limiting', 'master'),
  'view.performance': action('view.performance', 'view'),
  'mix.resetClips': action('mix.resetClips', 'mix'),
  'check.run': action('check.run', 'check'),
  'check.next': action('check.next', 'check', { check: ['ArrowDown'] }),
  'check.previous': action('check.previous', 'check', { check: ['ArrowUp'] }),
  'check.hear': action('check.hear', 'check', { check: ['H'] }),
  'check.hearEnd': action('check.hearEnd', 'check', { check: ['Escape'] }),
  'check.try': action('check.try', 'check', { check: ['Y'] }),
  'check.go': action('check.go', 'check', { check: ['Enter'] }),
  'check.dismiss': action('check.dismiss', 'check', { check: ['N'] }, { command: 'advice.dismiss' }),
  'listen.start': action('listen.start', 'check'),
  'listen.note': action('listen.note', 'check', { listen: ['N'] }, { command: 'note.add' }),
  'listen.end': action('listen.end', 'check', { listen: ['Escape'] }),
  'break.start': action('break.start', 'check'),
  'break.back': action('break.back', 'check'),
  'reference.toggle': action('reference.toggle', 'master', { global: ['T'] }),
  'reference.1': action('reference.1', 'master', { global: ['Shift+Digit1'] }, { hidden: true }),
  'reference.2': action('reference.2', 'master', { global: ['Shift+Digit2'] }, { hidden: true }),
  'reference.3': action('reference.3', 'master', { global: ['Shift+Digit3'] }, { hidden: true }),
  'reference.4': action('reference.4', 'master', { global: ['Shift+Digit4'] }, { hidden: true }),
  'reference.5': action('reference.5', 'master', { global: ['Shift+Digit5'] }, { hidden: true }),
  'reference.6': action('reference.6', 'master', { global: ['Shift+Digit6'] }, { hidden: true }),
  'reference.7': action('reference.7', 'master', { global: ['Shift+Digit7'] }, { hidden: true }),
  'reference.8': action('reference.8', 'master', { global: ['Shift+Digit8'] }, { hidden: true }),
  'reference.9': action('reference.9', 'master', { global: ['Shift+Digit9'] }, { hidden: true }),
  'reference.import': action('reference.import', 'master'),
  'reference.blind': action('reference.blind', 'master', { master: ['X'] }),
  'reference.place': action('reference.place', 'master'),
  'reference.measure': action('reference.measure', 'master'),
  'system.straight': action('system.straight', 'master', { global: ['Alt+Digit0'] }),
  'system.1': action('system.1', 'master', { global: ['Alt+Digit1'] }),
  'system.2': action('system.2', 'master', { global: ['Alt+Digit2'] }),
  'system.3': action('system.3', 'master', { global: ['Alt+Digit3'] }),
  'system.4': action('system.4', 'master', { global: ['Alt+Digit4'] }),
  'system.5': action('system.5', 'master', { global: ['Alt+Digit5'] }),
  'system.6': action('system.6', 'master', { global: ['Alt+Digit6'] }),
  'system.7': action('system.7', 'master', { global: ['Alt+Digit7'] }),
  'system.8': action('system.8', 'master', { global: ['Alt+Digit8'] }),
  'system.9': action('system.9', 'master', { global: ['Alt+Digit9'] }),
  'system.phone-stereo': action('system.phone-stereo', 'master'),
  'system.nearfield': action('system.nearfield', 'master'),
  'system.tv': action('system.tv', 'master'),
  'help.keys': action('help.keys', 'help', { global: ['?'] }),
  'help.about': action('help.about', 'help', { global: ['F1'] }),
} as const satisfies Record<string, Action>;

export type ActionId = keyof typeof actions;

export function actionOf(id: ActionId): Action {
  return actions[id];
}

export const actionIds = Object.keys(actions) as ActionId[];
