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
  printedMix: 'Printed from the mix before the master’s chain, 64-bit.',
  ago,
  db,
} as const;
