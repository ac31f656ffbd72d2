/** Makes an album of sessions and files as a JSON file says: the same work as the album page of the program. */
import { writeFileSync } from 'node:fs';
import { loadArtwork, makeAlbum, readAlbum } from '../../delivery/index.ts';
import { albumWords, cliWords, ThresholdError } from '../../words/index.ts';
import { UsageError } from '../arguments.ts';
import type { CliCommand } from '../command.ts';
import { isSession, lookAtSession } from '../session-access.ts';

/** An album to begin with: the songs in the order they were given, and what else can be said. */
function startAlbum(path: string, songs: readonly string[]): void {
  const album = {
    title: '',
    artist: '',
    upc: '',
    date: '',
    loudness: 'album',
    targetLufs: -14,
    ceilingDbtp: -1,
    tone: 0,
    formats: ['wav24', 'mp3-320'],
    pattern: '{number} {title}',
    oneFile: true,
    ddp: false,
    songs: songs.map((song, index) => ({
      ...(isSession(song) ? { session: song } : { file: song }),
      title: '',
      isrc: '',
      gapSeconds: index === 0 ? 0 : 2,
    })),
  };
  try {
    writeFileSync(path, `${JSON.stringify(album, null, 2)}\n`, { flag: 'wx' });
  } catch (error) {
    throw new ThresholdError(albumWords.taken(path), { cause: error });
  }
}

export const command: CliCommand = {
  name: 'album',
  positionals: ['ALBUM.json'],
  options: {
    output: { value: 'DIR', short: 'o', help: cliWords.help.albumFolder },
    replace: { help: cliWords.help.replace },
    new: { value: 'SONGS', many: true, help: cliWords.help.newAlbum },
  },
  async run(context) {
    const { args, io } = context;
    const path = context.path(args.positionals[0]!);
    if (args.has('new')) {
      startAlbum(
        path,
        args.all('new').map((song) => context.path(song)),
      );
      context.answer({ path }, () => [path]);
      return;
    }
    const folder = args.text('output');
    if (folder === undefined) throw new UsageError(cliWords.usageError.missing('-o DIR'));
    const album = readAlbum(path);
    const done = await makeAlbum({
      album,
      folder: context.path(folder),
      replace: args.has('replace'),
      artwork: album.artwork === null ? null : loadArtwork(album.artwork),
      signal: io.signal,
      onProgress: io.progress,
      async openSession(path) {
        if (!isSession(path)) throw new ThresholdError(albumWords.notASession(path));
        return (await lookAtSession(context, path)).document;
      },
    });
    for (const notice of done.notices) context.notice(notice);
    context.answer(done, () => [
      albumWords.made(done.songs.length, done.lufs, done.spreadLu),
      ...done.songs.map((song) =>
        albumWords.row({
          ...song,
          lufs: song.measurement.integratedLufs,
          truePeakDbtp: song.measurement.truePeakDbtp,
        }),
      ),
      ...done.files,
    ]);
  },
};
