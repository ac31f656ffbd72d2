/** What the command line says. */
import type { FailureValue } from './failure.ts';

const MINUS = '−';

function figure(value: number | null, decimals: number, unit: string): string {
  if (value === null || !Number.isFinite(value)) return 'not measurable';
  const text = Math.abs(value).toFixed(decimals);
  return `${value < 0 && Number(text) !== 0 ? MINUS : ''}${text}${unit === '' ? '' : ` ${unit}`}`;
}

const plural = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

const clock = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;
const preciseClock = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${(seconds % 60).toFixed(3).padStart(6, '0')}`;
const hertz = (hz: number): string => (hz < 1000 ? `${Math.round(hz)} Hz` : `${(hz / 1000).toFixed(1)} kHz`);

export const cliWords = {
  figure,
  intro: 'Threshold on the command line: every job without a window.',
  usage: 'Usage: threshold COMMAND …',
  commandsTitle: 'Commands:',
  footer: '--json after any command prints machine-readable answers; --help explains one.',
  options: 'Options:',
  jsonOption: 'print JSON instead of text',
  helpOption: 'print this',
  exitCodes:
    'Exit code 0: done; 1: it failed, and says why; 2: the command was not understood; 130: it was stopped.',
  /** What was stopped, and what there is of it. */
  stopped: {
    new: 'The new session was stopped; nothing of it is left.',
    level: 'Levelling was stopped; no fader was moved.',
    render: 'The render was stopped; no file was left.',
    freeze: 'Freezing was stopped; the track plays as before.',
    bounce: 'The bounce was stopped; the session is as before.',
    print: 'Printing the mix was stopped; the master hears what it heard before.',
    propose: 'The proposal was stopped; the chain is as before.',
    master: 'The master was stopped; no file was left, and the limiter is as before.',
    album: 'The album was stopped; no file of it was left.',
    prove: 'The proof was stopped; nothing is said of the file.',
    handoff: 'The hand-off was stopped; no file of it was left.',
    report: 'The report was stopped; no page was written.',
    compare: 'The comparison was stopped; the session is as before.',
    measure: 'Measuring was stopped.',
    references: 'Measuring the references was stopped; one that was not measured was not added.',
    check: 'The mix check was stopped; the session is as before.',
    services: 'Measuring the services was stopped; nothing was written.',
    play: 'Playing was stopped.',
    devices: 'Listing the devices was stopped.',
    commands: 'Listing the commands was stopped.',
    do: 'Running commands was stopped; those that were answered are in the session.',
  } satisfies Record<string, string>,
  startAgain: 'Start it again when you want it.',

  commands: {
    new: { usage: 'new SESSION --from FILES|DIR …', summary: 'make a session from audio files or folders' },
    level: {
      usage: 'level SESSION',
      summary: 'bring the tracks to even loudness, as one step that can be undone',
    },
    render: {
      usage:
        'render SESSION -o FILE|DIR [--format LIST] [--bits 16|24|32f] [--stems DIR] [--from SECONDS --to SECONDS]',
      summary: 'write the mix, or its stems, to files',
    },
    freeze: {
      usage: 'freeze SESSION TRACK',
      summary: 'print a track with its inserts to a file that plays in their place',
    },
    bounce: {
      usage: 'bounce SESSION TRACK',
      summary: 'print a track with its inserts to a track beside it, and mute it',
    },
    print: {
      usage: 'print SESSION',
      summary: 'print the mix to a 64-bit file that feeds the master from then on',
    },
    propose: {
      usage: 'propose SESSION [--reference FILE | --curve NAME] [--target NAME] [--apply]',
      summary: 'propose a chain for the master, with reasons, tried on the whole song',
    },
    master: {
      usage:
        'master SESSION|FILE -o FILE|DIR [--format LIST] [--target NAME | --lufs N --ceiling N] [--rate HZ]',
      summary: 'write the master at a loudness and below a ceiling',
    },
    album: {
      usage: 'album ALBUM.json -o DIR [--replace] | album ALBUM.json --new SONGS',
      summary: 'make an album of its songs: files, one file with a cue sheet, a DDP image',
    },
    prove: {
      usage: 'prove FILE [--session SESSION]',
      summary: 'render an export again and say whether it is identical, and what differs',
    },
    handoff: {
      usage: 'handoff SESSION -o DIR | handoff DIR --open SESSION | handoff SESSION --return FILE',
      summary: 'give a song to another engineer, open one, or take a master back',
    },
    report: {
      usage: 'report SESSION|FILE -o REPORT.html|REPORT.pdf [--no-check]',
      summary: 'a page about the master: loudness, tone, dynamics, services, mix check',
    },
    compare: {
      usage: 'compare SESSION --from VERSION --to VERSION [--moves]',
      summary: 'what was changed between two moments, in words and as it sounds',
    },
    measure: { usage: 'measure FILE', summary: 'loudness, peaks, dynamics and correlation of a file' },
    references: {
      usage: 'references SESSION [--add FILE …]',
      summary: 'references to listen against, and where the master differs from each',
    },
    check: {
      usage: 'check SESSION|FILE',
      summary: 'the mix check: what to mend before mastering, worst first',
    },
    services: {
      usage: 'services SESSION|FILE [--only NAME …] [--no-ceiling]',
      summary: 'what each service and its codecs do to a master, measured',
    },
    play: { usage: 'play SESSION [--device NAME] [--seconds N]', summary: 'play a session on a device' },
    devices: { usage: 'devices', summary: 'list the audio devices there are' },
    commands: { usage: 'commands', summary: 'list every document command with the schema of its payload' },
    do: {
      usage: 'do SESSION COMMANDS.json|-',
      summary: 'run document commands: a JSON array from a file, or one command a line from -',
    },
  },

  proposal: {
    before: 'Now',
    after: 'With the chain',
    figures: (
      name: string,
      lufs: number | null,
      peak: number | null,
      psr: number | null,
      tone: number | null,
    ) =>
      `${name}: ${figure(lufs, 1, 'LUFS')}, true peak ${figure(peak, 2, 'dBTP')}, PSR of the loud half ${figure(psr, 1, 'dB')}, tone ${figure(tone, 1, 'dB')} from the reference.`,
    limiter: (activePercent: number, mostDb: number) =>
      `The limiter is at work ${Math.round(activePercent)} % of the time and takes ${figure(mostDb, 1, 'dB')} at most.`,
    leftOut: (title: string, reason: string) => `Without ${title.toLowerCase()}: ${reason}`,
    backToMix: (sentence: string) => `Back to the mix: ${sentence}`,
    applied: (state: string) => `The chain is in state ${state}; the one that was heard is still there.`,
  },

  help: {
    curve: (names: string) =>
      `without a reference: which curve to go by (${names}); the nearest to the song if none is named`,
    from: 'files and folders to import',
    recordedTime: 'put each file where its own time stamp (bext, iXML) says that it was recorded',
    output: 'the file to write (.wav .aif .flac .mp3 .m4a .ogg .opus), or with --format a folder',
    format:
      'several files at once: wav24,aiff24,flac24,mp3-320,mp3-v0,aac-256,vorbis-8,opus-160; each at a rate of its own: wav24@96000,wav16@44100',
    dither: 'to 16 or 24 bits: tpdf (plain), or shaped (16 bits at 44.1 or 48 kHz)',
    pattern: 'names of files: "{artist} - {title} ({format})"; also {album} {rate} {version} {isrc} …',
    tags: 'title=… artist=… album=… isrc=…: for these files, over what the session says',
    lower: 'a lossy file that goes over full scale when decoded is encoded again, lower',
    overwrite: 'replace files that are there; else names get a number',
    noProof: 'write no NAME.proof.json beside the files',
    versions: 'full,instrumental,acapella: with the vocal tracks left out, or alone',
    sets: 'sets for services by name, for example Distributor,Bandcamp: files, cover and sheet',
    stemsBy: 'one stem a track (default), or one a group',
    returns: 'reverbs and delays as stems of their own (default), inside each stem, or left out',
    throughChain: 'each stem through the master’s chain; such stems do not add up',
    premaster: 'the sum before the master strip, for another engineer',
    proveSession: 'the session, where it is not where the proof says',
    open: 'make a session of a hand-off in DIR',
    returnFile: 'place another engineer’s master into the session as a reference',
    note: 'what the other engineer should know',
    bits: '16, 24 or 32f (float); default 24',
    stems: 'write one file a track into this folder',
    fromSeconds: 'begin here, in seconds; exact, without tail',
    toSeconds: 'end here, in seconds',
    target: 'a loudness target by name, for example Spotify',
    reference: 'a finished record to hold the tone against',
    apply: 'put the chain into a free state of the master, as one step',
    lufs: 'integrated loudness to reach, for example -14',
    ceiling: 'highest true peak in dBTP, for example -1',
    fromVersion: 'the moment before: a version by name, the number of a step in the history, or saved',
    toVersion: 'the moment after; default: now',
    movesOnly: 'say the moves only, render nothing',
    only: 'only these services, by name',
    noCeiling: 'do not look for the ceiling that keeps every codec below 0 dBTP',
    rate: 'sample rate of the file in Hz; default: the session’s or the file’s own',
    device: 'output device by name, or "clocked" for none',
    seconds: 'stop after so many seconds; default: at the end',
    albumFolder: 'the folder to write into',
    replace: 'replace files that are there already',
    reportFile: 'the report to write; .html or .pdf',
    noCheck: 'leave the mix check out',
    newAlbum: 'write an album of these files and sessions to begin with, and make nothing yet',
    salvage: 'open with what came before damage in the journal',
  },

  checkList: {
    mix: 'Mix',
    file: '',
    severity: { fix: 'FIX ', hear: 'HEAR', note: 'NOTE' },
    mark: { clear: '·', fix: '!', hear: '?', note: 'i' },
    listTitle: 'What was looked at:',
    head: (findings: number, seconds: number, tracks: number, tookSeconds: number): string =>
      [
        findings === 0 ? 'Nothing found' : plural(findings, 'finding', 'findings'),
        `${clock(seconds)} of sound`,
        ...(tracks > 0 ? [plural(tracks, 'track', 'tracks')] : []),
        `checked in ${tookSeconds.toFixed(1)} s`,
      ].join(', '),
    figures: (m: {
      integratedLufs: number | null;
      truePeakDbtp: number | null;
      plrDb: number | null;
      loudnessRangeLu: number;
      correlation: number;
    }): string =>
      `${figure(m.integratedLufs, 1, 'LUFS')}, true peak ${figure(m.truePeakDbtp, 1, 'dBTP')}, PLR ${figure(m.plrDb, 1, 'dB')}, range ${figure(m.loudnessRangeLu, 1, 'LU')}, correlation ${figure(m.correlation, 2, '')}`,
    range: (fromSeconds: number, toSeconds: number): string =>
      toSeconds - fromSeconds < 1 ? preciseClock(fromSeconds) : `${clock(fromSeconds)}–${clock(toSeconds)}`,
    more: (count: number): string => `and ${count} more`,
    frequencies: (lowHz: number, highHz: number): string => `${hertz(lowHz)}–${hertz(highHz)}`,
    against: (measured: string, expected: string): string => `${measured}; usual: ${expected}`,
  },

  usageError: {
    unknownCommand: (name: string) => `There is no command “${name}”.`,
    unknownOption: (name: string) => `Unknown option ${name}.`,
    needsValue: (name: string) => `${name} needs a value.`,
    twice: (name: string) => `${name} stands twice.`,
    missing: (what: string) => `${what} is missing.`,
    tooMany: (what: string) => `“${what}” is one too many.`,
    number: (name: string, value: string) => `${name} takes a number, not “${value}”.`,
    folderWanted: (path: string) =>
      `With --format, --sets or --pattern, -o is a folder; “${path}” is the name of a file.`,
    oneOf: (name: string, choices: readonly string[], value: string) =>
      `${name} is one of ${choices.join(', ')}, not “${value}”.`,
    fromTo: '--from and --to belong together, and --to comes after --from.',
    targetOrLufs: 'Give --target, or --lufs and --ceiling, not both.',
    outputOrStems: 'Give -o FILE, --stems DIR, or both.',
    ending: (path: string) => `“${path}” must end in .wav, .aif, .flac, .mp3, .m4a, .ogg or .opus.`,
    format: (spec: string, known: readonly string[]) =>
      `There is no format “${spec}”; for example ${known.join(', ')}.`,
    formatRate: (format: string, rate: string) =>
      `${format} cannot be written at “${rate}”. Rates are 8000 to 384000 Hz, as in wav24@96000 or wav24@44.1k; MP3, AAC and Vorbis have 32, 44.1 or 48 kHz, Opus 48 kHz.`,
    flacFloat: 'FLAC holds 16 or 24 bits, not floats.',
    tag: (word: string) =>
      `“${word}” is no tag; write title=…, artist=…, album=…, albumArtist=…, composer=…, genre=…, date=2026-11-22, copyright=…, comment=…, isrc=…, upc=… or trackNumber=….`,
  },

  noCurve: (name: string, names: string): FailureValue => ({
    code: 'cli.curve',
    sentence: `There is no curve “${name}”.`,
    nextStep: `There are: ${names}.`,
  }),
  notJson: (what: string): FailureValue => ({
    code: 'cli.json',
    sentence: `${what} is not JSON.`,
    nextStep: 'A command looks like {"id": "strip.set", "payload": {"stripId": "…", "faderDb": -3}}.',
  }),
  notCommands: (what: string): FailureValue => ({
    code: 'cli.commands',
    sentence: `${what} does not hold commands.`,
    nextStep:
      'A command looks like {"id": "strip.set", "payload": {"stripId": "…", "faderDb": -3}}; a file holds an array of them.',
  }),
  noTrack: (written: string, names: readonly string[]): FailureValue => ({
    code: 'cli.track',
    sentence: `There is no track “${written}”.`,
    nextStep: names.length > 0 ? `There are: ${names.join(', ')}.` : 'The session has no tracks.',
  }),
  noFile: (path: string): FailureValue => ({
    code: 'cli.file',
    sentence: `${path} cannot be read.`,
    nextStep: 'Check the path.',
  }),
  nothingImported: (session: string): FailureValue => ({
    code: 'cli.nothing-imported',
    sentence: `Nothing could be imported, so ${session} was not made.`,
    nextStep: 'Look at what was said about each file.',
  }),
  noEngine: {
    code: 'cli.engine',
    sentence: 'The audio engine did not answer.',
    nextStep: 'Build the program with npm run build and try again.',
  } satisfies FailureValue,
  noDevice: (name: string, known: readonly string[]): FailureValue => ({
    code: 'cli.device',
    sentence: `There is no output device “${name}”.`,
    nextStep:
      known.length > 0
        ? `There are: ${known.join(', ')}.`
        : 'There are none on this machine; use "clocked" to play without one.',
  }),
  nothingToPlay: {
    code: 'cli.empty',
    sentence: 'This session has no clips to play.',
    nextStep: 'Import audio first.',
  } satisfies FailureValue,

  masterStep: (target: string | null, lufs: number) =>
    target === null ? `Master to ${figure(lufs, 1, 'LUFS')}` : `Master for ${target}`,
  at: (index: number) => `Command ${index}`,
  line: (index: number) => `Line ${index}`,
  made: (session: string, tracks: number, sampleRate: number) =>
    `${session}: ${plural(tracks, 'track', 'tracks')} at ${sampleRate} Hz.`,
  levelled: (changed: number) =>
    changed === 0
      ? 'The tracks are level already.'
      : `${plural(changed, 'track', 'tracks')} levelled, as one step.`,
  fader: (name: string, text: string) => `  ${name}: ${text}`,
  comparing: (from: string, to: string) => `${from} → ${to}`,
  noMoves: 'Nothing was moved.',
  comparedRow: (name: string, level: string, width: string, bands: string) =>
    `  ${name}: ${level}, width ${width}; ${bands}`,
  noDevices: 'There are no audio devices here; playing works on the clocked device, without sound.',
  device: (name: string, hostApi: string, outputs: number, inputs: number, sampleRate: number) =>
    `${name}  (${hostApi}, ${outputs} out, ${inputs} in, ${sampleRate} Hz)`,
  played: (seconds: number, device: string) => `Played ${seconds.toFixed(1)} s on ${device}.`,
  xruns: (count: number) => (count === 0 ? 'No dropouts.' : plural(count, 'dropout', 'dropouts')),
  blockTime: (p50: number, p95: number, p99: number, max: number, deadline: number) =>
    `Block time: half under ${p50.toFixed(2)} ms, 95 % under ${p95.toFixed(2)} ms, 99 % under ${p99.toFixed(2)} ms, longest ${max.toFixed(2)} ms of ${deadline.toFixed(2)} ms.`,
  wrote: (path: string) => `Wrote ${path}`,
  written: (seconds: number, sampleRate: number) => `  ${seconds.toFixed(2)} s at ${sampleRate} Hz`,
  silent: '  silent',
  decodedBy: (encoder: string, loweredDb: number, lowerByDb: number) =>
    `  listened back to after ${encoder}${loweredDb > 0 ? `, lowered by ${loweredDb.toFixed(1)} dB` : ''}${lowerByDb > 0 ? `; goes over full scale: --lower takes ${lowerByDb.toFixed(1)} dB` : ''}`,
  proved: (path: string, verdict: string) => `${path}: ${verdict}`,
  handedOff: (folder: string, files: number) => `${folder}: ${plural(files, 'file', 'files')} and a sheet.`,
  opened: (session: string) => `${session} is ready.`,
  returned: (name: string) => `“${name}” stands among the references.`,
  loudness: (lufs: string, truePeak: string) => `  ${lufs}, true peak ${truePeak}`,

  measured: {
    integratedLufs: 'Integrated loudness',
    loudnessRangeLu: 'Loudness range',
    maxMomentaryLufs: 'Loudest moment (0.4 s)',
    maxShortTermLufs: 'Loudest stretch (3 s)',
    truePeakDbtp: 'True peak',
    samplePeakDbfs: 'Sample peak',
    plrDb: 'Peak to loudness (PLR)',
    correlation: 'Correlation',
    durationSeconds: 'Length',
    sampleRate: 'Sample rate',
    channels: 'Channels',
    bitDepth: 'Bit depth',
    noBitDepth: 'none (lossy)',
  },
};
