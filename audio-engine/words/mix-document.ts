/** What the document says about routing, VCAs, groups, folders, automation and scenes: titles, history names, refusals. */
import { db, panText } from './numbers.ts';

function strips(count: number): string {
  return count === 1 ? '1 strip' : `${count} strips`;
}

/** In the history there is room for two. */
function namesInShort(names: readonly string[]): string {
  const shown = names.slice(0, 2).join(', ');
  return names.length > 2 ? `${shown} and ${names.length - 2} more` : shown;
}

function lanes(count: number): string {
  return count === 1 ? '1 lane' : `${count} lanes`;
}

export const mixDocumentWords = {
  titles: {
    'track.folder': 'Put tracks into a folder',
    'track.delay': 'Set a track’s delay',
    'track.freeze': 'Freeze a track',
    'track.thaw': 'Thaw a track',
    'bus.add': 'Add a bus',
    'bus.remove': 'Remove buses',
    'bus.rename': 'Rename a bus',
    'bus.color': 'Colour a bus',
    'bus.move': 'Move a bus',
    'bus.folder': 'Put buses into a folder',
    'strip.preset': 'Load a strip preset',
    'send.add': 'Add a send',
    'send.set': 'Set a send',
    'send.remove': 'Remove a send',
    'send.move': 'Move a send to another strip',
    'send.copy': 'Copy a send',
    'effect.sideChain': 'Choose what an effect listens to',
    'effect.impulse': 'Choose an impulse response',
    'vca.add': 'Add a VCA',
    'vca.set': 'Set a VCA',
    'vca.rename': 'Rename a VCA',
    'vca.remove': 'Remove a VCA',
    'vca.assign': 'Put strips under a VCA',
    'group.add': 'Link strips',
    'group.set': 'Set a link group',
    'group.remove': 'Unlink strips',
    'folder.add': 'Add a folder',
    'folder.set': 'Set a folder',
    'folder.remove': 'Remove a folder',
    'automation.mode': 'Set what automation does',
    'automation.edit': 'Edit automation points',
    'automation.write': 'Write an automation pass',
    'automation.remove': 'Remove automation',
    'scene.store': 'Store the mix as a scene',
    'scene.update': 'Store the mix over a scene',
    'scene.recall': 'Recall a scene',
    'scene.rename': 'Rename a scene',
    'scene.remove': 'Remove a scene',
  },
  names: {
    folderTracks: (names: string, folder: string | null) =>
      folder === null ? `Take ${names} out of the folder` : `Put ${names} into ${folder}`,
    trackDelay: (track: string, samples: number) =>
      samples === 0
        ? `${track} delay off`
        : `${track} ${Math.abs(samples)} samples ${samples > 0 ? 'later' : 'earlier'}`,
    freeze: (track: string) => `Freeze ${track}`,
    thaw: (track: string) => `Thaw ${track}`,
    addBus: (name: string, kind: 'bus' | 'return' | 'cue') =>
      kind === 'bus' ? `Add bus ${name}` : kind === 'return' ? `Add return ${name}` : `Add cue mix ${name}`,
    removeBus: (name: string) => `Remove bus ${name}`,
    removeBuses: (count: number) => `Remove ${count} buses`,
    rename: (from: string, to: string) => `Rename ${from} to ${to}`,
    color: (name: string) => `Colour ${name}`,
    move: (name: string) => `Reorder ${name}`,
    output: (strip: string, to: string | null) =>
      to === null ? `${strip} goes nowhere` : `${strip} goes to ${to}`,
    hardware: (pair: number) => `outputs ${pair * 2 - 1}/${pair * 2}`,
    width: (strip: string, width: number) => `${strip} width ${Math.round(width * 100)} %`,
    panMode: (strip: string, mode: 'balance' | 'stereo') =>
      `${strip} pans ${mode === 'balance' ? 'by balance' : 'both sides'}`,
    vcasOf: (strip: string) => `VCAs of ${strip}`,
    stripPreset: (strip: string, preset: string) => `${strip}: strip preset ${preset}`,
    addSend: (from: string, to: string) => `Send ${from} to ${to}`,
    removeSend: (from: string, to: string) => `Remove the send of ${from} to ${to}`,
    moveSend: (from: string, to: string, onto: string) => `Move the send to ${to} from ${from} to ${onto}`,
    copySend: (to: string, onto: string) => `Copy the send to ${to} onto ${onto}`,
    sendLevel: (from: string, to: string, levelDb: number) => `${from} send to ${to}: ${db(levelDb)}`,
    sendPan: (from: string, to: string, pan: number) => `${from} send to ${to}: ${panText(pan)}`,
    sendMute: (from: string, to: string, muted: boolean) =>
      `${muted ? 'Mute' : 'Unmute'} the send of ${from} to ${to}`,
    sendPoint: (from: string, to: string, point: 'pre' | 'post') =>
      `${from} send to ${to}: ${point === 'pre' ? 'before' : 'after'} the fader`,
    sendTarget: (from: string, to: string) => `${from} send goes to ${to}`,
    sendEdit: (from: string, to: string) => `Set the send of ${from} to ${to}`,
    sideChain: (strip: string, effect: string, key: string | null) =>
      key === null ? `${strip} ${effect} listens to its own sound` : `${strip} ${effect} listens to ${key}`,
    impulse: (strip: string, effect: string) => `${strip} ${effect}: impulse response`,
    addVca: (name: string) => `Add VCA ${name}`,
    removeVca: (name: string) => `Remove VCA ${name}`,
    vcaEdit: (name: string) => `Set VCA ${name}`,
    vcaAssign: (count: number, name: string, on: boolean) =>
      `${strips(count)} ${on ? 'under' : 'away from'} VCA ${name}`,
    addGroup: (name: string) => `Link strips as ${name}`,
    removeGroup: (name: string) => `Remove link group ${name}`,
    groupActive: (name: string, on: boolean) => `Link group ${name} ${on ? 'on' : 'off'}`,
    groupEdit: (name: string) => `Set link group ${name}`,
    addFolder: (name: string) => `Add folder ${name}`,
    removeFolder: (name: string) => `Remove folder ${name}`,
    folderEdit: (name: string) => `Set folder ${name}`,
    laneMode: (lane: string, mode: string) => `${lane} automation: ${mode}`,
    laneModes: (count: number, mode: string) => `Automation of ${lanes(count)}: ${mode}`,
    editLane: (lane: string) => `Edit ${lane} automation`,
    editLanes: (count: number) => `Edit automation of ${lanes(count)}`,
    writeLane: (lane: string) => `Write ${lane} automation`,
    writeLanes: (count: number) => `Write automation of ${lanes(count)}`,
    removeLane: (lane: string) => `Remove ${lane} automation`,
    removeLanes: (count: number) => `Remove automation of ${lanes(count)}`,
    storeScene: (name: string) => `Store scene ${name}`,
    updateScene: (name: string) => `Store the mix over scene ${name}`,
    recallScene: (name: string, gone: readonly string[]) =>
      gone.length === 0
        ? `Recall scene ${name}`
        : `Recall scene ${name} (no longer there: ${namesInShort(gone)})`,
    renameScene: (from: string, to: string) => `Rename scene ${from} to ${to}`,
    removeScene: (name: string) => `Remove scene ${name}`,
  },
  modes: { off: 'off', read: 'read', touch: 'touch', latch: 'latch', write: 'write', trim: 'trim' },
  lanes: {
    of: (strip: string, target: string) => `${strip} ${target}`,
    faderDb: 'fader',
    pan: 'pan',
    width: 'width',
    inputTrimDb: 'input trim',
    mute: 'mute',
    sendLevel: (to: string) => `send to ${to}`,
    sendPan: (to: string) => `send pan to ${to}`,
    sendMuted: (to: string) => `send mute to ${to}`,
    effect: (effect: string, parameter: string) => `${effect} ${parameter}`,
    bypassed: 'bypass',
  },
  refused: {
    loop: (names: readonly string[]) =>
      names.length === 1
        ? `${names[0]} cannot feed itself: it would feed back.`
        : `That would feed back: ${names.join(' → ')} → ${names[0]}.`,
    loopNext: 'Choose another way for one of them. Nothing was changed.',
    noDestination: (id: string) =>
      `Sound cannot go to “${id}”: it is not a bus, the master or a pair of outputs.`,
    noDestinationNext: 'Choose a bus, the master, a pair of outputs, or nowhere.',
    masterOutput: 'The master is the end of the mix: it goes to the first outputs through the control room.',
    masterOutputNext: 'To send the mix elsewhere too, add a send on the master to a cue mix.',
    notKeyed: (effect: string) => `The ${effect} only listens to its own sound.`,
    notKeyedNext: 'Choose an effect with a side-chain input, such as a compressor or a gate.',
    noImpulse: (effect: string) => `The ${effect} uses no impulse response.`,
    noImpulseNext: 'Choose a convolution reverb.',
    folderInside: (name: string) => `The folder ${name} cannot lie inside itself.`,
    folderInsideNext: 'Choose a folder that is not inside it.',
    twiceInGroup: 'A strip stands twice in that list.',
    twiceInGroupNext: 'Name each strip once.',
    frozenAlready: (track: string) => `${track} is frozen already.`,
    frozenAlreadyNext: 'Thaw it first.',
    notFrozen: (track: string) => `${track} is not frozen.`,
    notFrozenNext: 'Nothing was changed.',
    noLane: (id: string, strip: string) => `${strip} has nothing called “${id}” that could be automated.`,
    noLaneNext:
      'Choose the fader, pan, width, input trim, mute, a send or an automatable parameter of an insert.',
    pointRange: (lane: string, value: number, min: number, max: number) =>
      `${lane}: ${value} is outside ${min} to ${max}.`,
    pointWhole: (lane: string, value: number) => `${lane} takes whole steps, not ${value}.`,
    pointOrder: (lane: string) =>
      `The points for ${lane} are not in the order of time, or outside their range.`,
    pointThree: (lane: string) => `More than two points of ${lane} lie on one sample.`,
    pointNext: 'Nothing was changed.',
    presetIds: 'The strip preset needs one id for each of its inserts.',
    presetIdsNext: 'Give as many ids as it has inserts.',
  },
  what: {
    bus: 'bus',
    send: 'send',
    vca: 'VCA',
    group: 'link group',
    folder: 'folder',
    lane: 'automation lane',
    scene: 'scene',
    file: 'audio file',
    destination: 'strip',
  },
  document: {
    missing: (what: string, id: string) => `it refers to the ${what} “${id}”, which is not there`,
    stray: (what: string, strip: string) => `there are ${what} for the strip “${strip}”, which is not there`,
    destination: (id: string) => `“${id}” is not a bus, the master or a pair of outputs`,
    masterOutput: 'the master goes somewhere',
    loop: (names: readonly string[]) => `the routing feeds back: ${names.join(' → ')} → ${names[0]}`,
    notKeyed: (effect: string) => `the ${effect} cannot listen to another strip`,
    noImpulse: (effect: string) => `the ${effect} uses no impulse response`,
    twice: (id: string) => `“${id}” stands there twice`,
    sameId: (id: string) => `a track, bus or VCA has the id “${id}” twice`,
    folderInside: (id: string) => `the folder “${id}” lies inside itself`,
    lane: (id: string) => `there is nothing called “${id}” to automate`,
    held: (id: string) => `the lane “${id}” is held by a hand that is not there`,
    points: (id: string) => `the points of “${id}” are not in the order of time`,
    songEnds: 'the song ends before it begins',
    heardState: (name: string) => `the chain state ${name} is heard and stored at once`,
    pointRange: (id: string, value: number) => `${value} is outside the range of “${id}”`,
  },
};
