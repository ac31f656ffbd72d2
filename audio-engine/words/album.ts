/** What Threshold says about albums: several songs as one release. */
import type { FailureValue } from './failure.ts';

const MINUS = '−';
const name = (path: string): string => path.split(/[\\/]/).pop() || path;
const level = (value: number, decimals = 1): string => {
  const text = Math.abs(value).toFixed(decimals);
  return value < 0 && Number(text) !== 0 ? `${MINUS}${text}` : text;
};
const signed = (value: number): string => (value > 0 ? `+${value.toFixed(1)}` : level(value));
const clock = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;

export const albumWords = {
  theAlbum: 'the album',
  making: (title: string) => (title ? `Making the album “${title}”` : 'Making the album'),
  song: (number: number) => `song ${number}`,
  wrong: {
    format: (spec: string) => `“${spec}” is no format; wav24, flac16 or mp3-320 are`,
    isrc: 'an ISRC has two letters, three letters or digits, and seven digits, like SE-T12-26-00041',
    upc: 'a UPC has 12 or 13 digits, the last of which must fit the others',
    source: 'a song is a file or a session: give one of the two',
    ends: 'a song must end after it begins',
  },
  invalid: (place: string, what: string): FailureValue => ({
    code: 'album.invalid',
    sentence: `The album says something wrong about ${place}: ${what}.`,
    nextStep: 'Correct it there and try again.',
  }),
  missing: (path: string): FailureValue => ({
    code: 'album.missing',
    sentence: `There is no file or session at ${path}.`,
    nextStep: 'Paths in an album start in the folder where its file lies.',
  }),
  unreadable: (path: string, detail: string): FailureValue => ({
    code: 'album.unreadable',
    sentence: `${name(path)} could not be read as an album.`,
    nextStep:
      'It must be a JSON file with a list of songs; threshold album ALBUM.json --new SONGS writes one.',
    detail,
  }),
  empty: (path: string): FailureValue => ({
    code: 'album.empty',
    sentence: `There is no sound in ${name(path)} where the album wants it.`,
    nextStep: 'Look at where the song starts and ends, or leave it out.',
  }),
  taken: (path: string): FailureValue => ({
    code: 'album.taken',
    sentence: `There is something at ${path} already.`,
    nextStep: 'Choose another folder, or allow files to be replaced.',
  }),
  notASession: (path: string): FailureValue => ({
    code: 'album.session',
    sentence: `${path} is not a session folder.`,
    nextStep: 'Give the folder that holds session.json, or a file.',
  }),
  disc: {
    songs: (count: number): FailureValue => ({
      code: 'album.disc.songs',
      sentence: `A disc holds at most 99 songs; this album has ${count}.`,
      nextStep: 'Make two discs, or leave the DDP image out.',
    }),
    short: (song: number, seconds: number): FailureValue => ({
      code: 'album.disc.short',
      sentence: `Song ${song} lasts ${seconds.toFixed(1)} s; on a disc a song lasts at least 4 s.`,
      nextStep: 'Join it with the next one, or leave the DDP image out.',
    }),
    long: (seconds: number): FailureValue => ({
      code: 'album.disc.long',
      sentence: `The album lasts ${clock(seconds)}; a disc holds at most 79:57.`,
      nextStep: 'Leave a song out, or make two discs.',
    }),
  },
  step: {
    preparing: (song: string) => `Listening to ${song}`,
    mastering: (song: string) => `Mastering ${song}`,
    joining: 'Writing the album as one file',
    image: 'Writing the DDP image',
  },
  notice: {
    experimental:
      'The DDP image is experimental until a plant’s checker has accepted one: send it with the request to check it.',
    noText: 'The titles are longer than CD-TEXT can hold: the image has none.',
    aboveCeiling: (song: string, dbtp: number) =>
      `${song} is left as it is and peaks at ${level(dbtp)} dBTP, above the album’s ceiling.`,
    odd: (hz: number) => `A file at ${hz} Hz cannot have a cue sheet: its sectors would not be whole.`,
  },
  made: (songs: number, lufs: number | null, spread: number | null) =>
    `${songs} ${songs === 1 ? 'song' : 'songs'}${lufs === null ? '' : `, ${level(lufs)} LUFS as one`}${
      spread === null ? '' : `, ${spread.toFixed(1)} LU between the quietest and the loudest`
    }.`,
  ways: {
    album: 'One gain for all songs: quiet ones stay quiet.',
    track: 'Every song at the target.',
    'as-is': 'As loud as the masters are, to the bit.',
  },
  row: (song: {
    number: number;
    title: string;
    startSeconds: number;
    lengthSeconds: number;
    lufs: number | null;
    truePeakDbtp: number | null;
    gainLu: number | null;
  }) =>
    [
      String(song.number).padStart(2, '0'),
      clock(song.startSeconds).padStart(6),
      clock(song.lengthSeconds).padStart(6),
      (song.lufs === null ? 'silent' : `${level(song.lufs)} LUFS`).padStart(11),
      (song.truePeakDbtp === null ? '' : `${level(song.truePeakDbtp)} dBTP`).padStart(10),
      (song.gainLu === null ? 'as it is' : `${signed(song.gainLu)} LU`).padStart(9),
      song.title,
    ].join('  '),
  page: {
    open: 'Album…',
    openHelp: 'Several songs as one release: order, gaps, loudness, files, cue sheet and DDP image.',
    heading: 'Album',
    songs: 'Songs',
    songsNote: 'Alt with ↑ ↓ moves a song',
    sound: 'Sound',
    files: 'Files',
    release: 'Release',
    loading: 'Reading the album …',
    empty: 'No songs yet. Add finished masters, or the session that is open.',
    chooseSongs: 'Add songs to the album',
    addFiles: 'Add files…',
    addSession: 'Add this session',
    addSessionHelp: 'Its master is rendered anew each time the album is made.',
    heads: { title: 'Title', isrc: 'ISRC', gap: 'Gap, s', fade: 'Fade, s', loudness: 'LUFS' },
    title: (number: number) => `Title of song ${number}`,
    isrc: (number: number) => `ISRC of song ${number}`,
    isrcHelp: 'The code of the recording, as your distributor or national agency gave it.',
    gap: (number: number) => `Silence before song ${number}, seconds`,
    gapHelp: 'Silence before this song; 0 lets it follow to the sample.',
    fade: (number: number) => `Fade at the end of song ${number}, seconds`,
    fadeHelp: 'The song’s last seconds fade out.',
    songLabel: (number: number, name: string) => `Song ${number}, ${name}`,
    earlier: (name: string) => `Move ${name} up`,
    remove: (name: string) => `Take ${name} out of the album`,
    lufs: (value: number) => level(value),
    albumTitle: 'Album',
    artist: 'Artist',
    genre: 'Genre',
    date: 'Date',
    upc: 'UPC or EAN',
    loudness: 'Loudness',
    ways: { album: 'One gain', track: 'Each song', 'as-is': 'As it is' },
    wayHelp:
      'One gain keeps quiet songs quiet; each song brings all to the target; as it is leaves the masters untouched to the bit.',
    target: 'Target, LUFS',
    ceiling: 'Ceiling, dBTP',
    tone: 'Tone made even',
    toneHelp: 'Six broad moves towards the middle of all songs, each at most 2 dB.',
    toneText: (part: number) => (part === 0 ? 'off' : `${Math.round(part * 100)} %`),
    oneFile: 'One file of all, with a cue sheet',
    oneFileHelp: 'A 24-bit WAV of the whole album, gaps included.',
    ddp: 'DDP image for a plant, experimental',
    ddpHelp: 'Ask the plant to check it: no plant’s checker has accepted one yet.',
    pattern: 'File names',
    folder: 'Folder',
    replace: 'Replace files that are there',
    replaceHelp: 'Without it, nothing that is there already is overwritten.',
    make: 'Make the album',
    cancel: 'Cancel',
    close: 'Close',
    keptAt: (path: string) => `Kept in ${path}`,
    written: (files: number) => (files === 1 ? 'One file written.' : `${files} files written.`),
    pictureLabel: (songs: readonly { title: string; lufs: number | null }[]) =>
      `Loudness by song: ${songs.map((song) => `${song.title} ${song.lufs === null ? 'silent' : `${level(song.lufs)} LUFS`}`).join(', ')}.`,
    report: 'Report…',
    reportHelp: 'A page about this master, for the artist, the client or the label.',
  },
};
