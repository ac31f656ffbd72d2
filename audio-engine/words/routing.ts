/** What the mixer says of routes: sends, outputs, buses, VCAs, folders, link groups. */
import { panText, signedDecibels } from './mixing.ts';

export const routingWords = {
  sections: {
    bus: 'Buses',
    return: 'Returns',
    cue: 'Cue mixes',
    vca: 'VCAs',
  },
  sub: { bus: 'Bus', return: 'Return', cue: 'Cue', vca: 'VCA', frozen: 'Frozen' },
  fold: (name: string, folded: boolean) => `${folded ? 'Unfold' : 'Fold'} ${name}`,
  foldedCount: (count: number) => (count === 1 ? '1 strip folded away' : `${count} strips folded away`),

  sends: {
    of: (strip: string) => `Sends of ${strip}`,
    add: (strip: string) => `Add a send to ${strip}`,
    addTitle: 'Add a send',
    send: (strip: string, to: string) => `Send from ${strip} to ${to}`,
    panOf: (strip: string, to: string) => `Pan of the send from ${strip} to ${to}`,
    level: 'Level',
    pan: 'Pan',
    pre: 'Before the fader',
    post: 'After the fader',
    preShort: 'Pre',
    postShort: 'Post',
    point: 'Where it is taken',
    mute: 'Mute the send',
    unmute: 'Unmute the send',
    remove: 'Remove the send',
    to: 'Send to',
    copyTo: 'Copy to',
    moveTo: 'Move to',
    newReturn: 'New return',
    newCue: 'New cue mix',
    edit: 'Level, pan and point',
    menu: (to: string) => `Actions for the send to ${to}`,
    nowhere: 'There is nothing it could be sent to without feeding back.',
    more: (count: number) => `${count} more`,
    gestures:
      'Drag along the line for its level, double-click for 0 dB, Enter types a value, right-click for where it is taken and its pan.',
    spoken: (levelDb: number, pan: number, pre: boolean) =>
      `${signedDecibels(levelDb)} dB, ${panText(pan)}, ${pre ? 'before' : 'after'} the fader`,
  },

  sideChain: {
    title: 'Side-chain',
    own: 'Its own strip',
    label: (source: string | null) => `Side-chain: ${source ?? 'its own strip'}`,
    short: (source: string | null) => (source === null ? 'Key: own' : `Key: ${source}`),
    points: { pre: 'Before its fader', post: 'After its fader' },
    help: 'What the effect listens to while it works on this strip: let the kick push the bass down, or the voice make room in the guitars.',
  },

  output: {
    of: (strip: string, to: string) => `Output of ${strip}: ${to}`,
    title: 'Output',
    master: 'Master',
    none: 'Nowhere',
    hardware: (pair: number) => `Outputs ${2 * pair - 1}–${2 * pair}`,
    newBus: 'New bus',
    help: 'Where the strip goes after its fader. A bus brings several strips under one fader and one chain; only what reaches the master is in the mix.',
  },

  strip: {
    width: 'Width',
    widthShort: 'Wide',
    widthOf: (strip: string) => `Width of ${strip}`,
    widthHelp:
      'How wide the stereo image is: 0 % is mono, 100 % as it came, 200 % the sides twice as loud. Check mono when you go above 130 %.',
    panMode: 'Pan of a stereo strip',
    balanceMode: 'Balance: turn the far side down',
    stereoMode: 'True stereo: move the far side over',
    delay: 'Track delay',
    delayOf: (strip: string) => `Delay of ${strip}`,
    delayHelp:
      'Moves the whole track later or, below zero, earlier: lines up a room microphone, or lets a part push or lean back.',
    delayUnits: (samples: number, ms: string) => `${samples} samples, ${ms} ms`,
    show: 'Show in strips',
    parts: { trim: 'Trim', inserts: 'Inserts', sends: 'Sends', output: 'Output', pan: 'Pan' },
    group: 'Link group',
    newGroup: 'Link selected strips',
    leaveGroup: (name: string) => `Leave ${name}`,
    vca: 'VCA',
    newVca: 'New VCA for selected strips',
    folder: 'Folder',
    newFolder: 'New folder for selected strips',
    noFolder: 'In no folder',
    newBusFor: 'New bus for selected strips',
    remove: (name: string) => `Remove ${name}`,
    latency: (samples: number, ms: string) => `${samples} samples (${ms} ms)`,
  },

  create: {
    title: 'Add to the mixer',
    bus: 'Bus',
    return: 'Return',
    cue: 'Cue mix',
    vca: 'VCA',
    folder: 'Folder',
    track: 'Empty track',
    names: { bus: 'Bus', return: 'Return', cue: 'Cue', vca: 'VCA', folder: 'Folder', group: 'Group' },
  },

  vca: {
    faderOf: (name: string) => `Fader of the VCA ${name}`,
    help: 'Turns up and down all strips that follow it, by the same dB, without mixing them together. Their own balance stays.',
    members: (count: number) => (count === 1 ? '1 strip' : `${count} strips`),
  },
};
