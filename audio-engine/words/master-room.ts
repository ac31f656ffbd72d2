/** What the master room says: sources and prints, the song's edges, chain states, and the assistant's sentences. */
import { db } from './numbers.ts';

function ago(minutes: number): string {
  if (minutes < 1) return 'just now';
  if (minutes < 60) return `${Math.round(minutes)} min ago`;
  const hours = minutes / 60;
  if (hours < 24) return hours < 1.5 ? '1 hour ago' : `${Math.round(hours)} hours ago`;
  const days = Math.round(hours / 24);
  return days === 1 ? 'yesterday' : `${days} days ago`;
}

function clock(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

export const masterRoomWords = {
  titles: {
    'master.source': 'Choose what the master is fed',
    'master.print': 'Add a printed mix',
    'master.removePrint': 'Remove a printed mix',
    'master.song': 'Set the song’s start, end and fades',
    'chain.state': 'Hear another chain state',
    'chain.copyState': 'Copy a chain state',
  },
  names: {
    source: (kind: 'live' | 'print' | 'file', name: string) =>
      kind === 'live' ? 'Master the live mix' : `Master ${name}`,
    print: (name: string) => `Print the mix as ${name}`,
    removePrint: (name: string) => `Remove ${name}`,
    songStart: (time: string) => `Song starts at ${time}`,
    songStartOwn: 'Song starts with the session',
    songEnd: (time: string) => `Song ends at ${time}`,
    songEndOwn: 'Song ends with its last sound',
    songFadeIn: 'Fade the song in',
    songFadeOut: 'Fade the song out',
    songEdges: 'Set the song’s edges',
    chainState: (state: string) => `Chain state ${state}`,
    copyState: (from: string, to: string) => `Copy chain state ${from} to ${to}`,
  },
  refused: {
    notAPrint: (name: string) => `${name} is not a printed mix of this session.`,
    notAPrintNext: 'Choose a print from the list, or use the file as a file.',
    liveHasNoFile: 'The live mix has no file.',
    fileMissing: 'A print or a file needs the file that is played.',
    sourceNext: 'Nothing was changed. Choose the source again.',
    songEnds: 'The song would end before it starts.',
    songEndsNext: 'Put the end after the start. Nothing was changed.',
    sameState: (state: string) => `State ${state} is the one that is heard.`,
    sameStateNext: 'Choose another state. Nothing was changed.',
    emptyState: (state: string) => `State ${state} is empty.`,
    emptyStateNext: 'Copy from a state that holds a chain.',
  },
  what: { print: 'printed mix' },
  printName: (number: number) => `Print ${number}`,
  printFile: (song: string, number: number) => `${song} - print ${number}`,
  step: { printing: 'Printing the mix' },
  printed: (name: string) => `${name} feeds the master now.`,
  printingTitle: 'Print the mix',
  usingFile: (name: string) => `Master “${name}”`,
  noPrintResult: 'The print did not finish.',
  proposing: 'Propose a chain',
  matching: 'Match chain states',
  gentlerTitle: 'What limiting costs',
  gentler: {
    trying: (gainDb: number) => `Limiting with ${db(gainDb)} of gain`,
    finished: 'Both masters are ready to be heard.',
    noLimiter: {
      code: 'no-limiter',
      sentence: 'This master has no limiter at work, so limiting costs nothing.',
      nextStep: 'Put a limiter at the end of the chain, or wake the one that is there.',
    },
    noService: {
      code: 'no-service',
      sentence: 'The list of services has no music service.',
      nextStep: 'Restore assets/services.json.',
    },
  },
  chooseFile: 'Choose the mix to master',
  liveSource: (revision: number) => `live from the mix, revision ${revision}`,
  printSource: (name: string, minutes: number) => `${name}, ${ago(minutes)}`,
  fileSource: (name: string) => `file “${name}”`,
  printEntry: (name: string, minutes: number) => `${name}, ${ago(minutes)}`,
  source: 'Source',
  sourceHelp:
    'What the chain is fed, in every view: the mix as it plays, or a print of it, which rests while you turn faders.',
  live: 'Live mix',
  fromPrint: 'Printed',
  file: 'File',
  prints: 'Prints and files',
  printsHelp: 'Printed mixes by number, and finished mixes from elsewhere.',
  printMix: 'Print the mix',
  printAgain: 'Print the mix again',
  hearPrint: 'Feed the chain with it',
  removePrint: 'Remove',
  masterFile: 'Master a file…',
  feedFile: 'Feed this chain with a file…',
  ownSession: (file: string, n: number) => (n === 1 ? `${file} master` : `${file} master ${n}`),
  stale: 'The mix has changed since: print again',
  staleHelp: 'This print is older than the mix. Printing again keeps the old print in the list.',
  states: 'Chain states',
  statesHelp:
    'Four whole chains side by side. Going from one to another is matched in loudness while Matched is on.',
  stateName: (name: string) => `State ${name}`,
  emptyStateName: (name: string) => `State ${name}, not used yet`,
  emptyStateHelp: (heard: string) => `Not used yet: it begins as a copy of ${heard}.`,
  copyStates: 'Copy this state',
  copyHeardTo: (heard: string, to: string) => `Copy ${heard} to ${to}`,
  matchingState: (name: string) => `Measuring ${name} to match it…`,
  turnedDown: (heard: string, by: number, quieter: string) =>
    `${heard} is ${by.toFixed(1)} LU louder than ${quieter}, turned down to match`,
  asLoud: (heard: string, by: number) =>
    by < 0.05 ? `${heard} is as loud` : `${heard} is ${by.toFixed(1)} LU quieter, the other is turned down`,
  matchedOver: (from: number, to: number) => `measured from ${clock(from)} to ${clock(to)}`,
  matchHelp:
    'K-weighted loudness over the same seconds of the song, through each chain. Exports are not touched.',
  endMatch: 'End the match',
  endMatchHelp: 'Hear this state as loud as it is.',
  stateUnmatched: (name: string) => `State ${name} could not be measured yet: it is heard as loud as it is.`,
  propose: 'Propose a chain',
  proposeHelp:
    'A starting chain from the measured song, its reference and its target, each choice with its reason.',
  limiting: 'What limiting costs',
  limitingHelp:
    'This master as a service turns it down, beside one with less limiting: hear both at the level they are played.',
  percent: (part: number) => `${Math.round(part * 100)} %`,
  chip: (name: string) => `Plays ${name}`,
  chipHelp:
    'The master is fed by this file, not by the mix: faders are not heard. Press to hear the live mix again.',
  edgesButton: 'Edges and fades',
  edges: {
    start: 'Song start',
    end: 'Song end',
    fadeIn: 'Fade in',
    fadeOut: 'Fade out',
    help: 'Where the song begins, ends and fades, before the chain. Drag, use arrow keys, or type a time.',
    shape: 'Curve',
    shapes: { linear: 'Linear', 'equal-power': 'Equal power', 's-curve': 'S curve' },
    wrong: 'That is no time. Write seconds, or minutes and seconds: 1:23.5',
  },
  printedMix: 'Printed from the mix before the master’s chain, 64-bit.',
  ago,
  db,
} as const;
