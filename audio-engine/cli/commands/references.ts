/** The references of a session, where the master differs from each, and new ones brought in. */

import { join } from 'node:path';
import {
  bringReferences,
  keepProfile,
  profileFile,
  profileMaster,
  readProfile,
  referenceCommands,
} from '../../listening/index.ts';
import { closeBrowser } from '../../media/index.ts';
import { type SongProfile, tonalDifference } from '../../protocol/index.ts';
import { orderedReferences, type Reference } from '../../session/index.ts';
import { listeningWords, referenceWords } from '../../words/index.ts';
import type { CliCommand } from '../command.ts';
import { accessSession } from '../session-access.ts';

const words = listeningWords.cli;

interface Row {
  letter: string;
  reference: Reference;
  profile: SongProfile;
  difference: ReturnType<typeof tonalDifference>;
}

export const command: CliCommand = {
  name: 'references',
  positionals: ['SESSION'],
  options: { add: { value: 'FILE', many: true, help: words.addHelp } },
  async run(context) {
    const { args, io } = context;
    const access = await accessSession(context, args.positionals[0]!);
    try {
      const { folder } = access;
      let document = await access.document();
      const paths = args.all('add').map((path) => context.path(path));
      if (paths.length > 0) {
        const { media, profiles, failures, notices } = await bringReferences({
          paths,
          folder,
          sessionSampleRate: document.session.sampleRate,
          documentNames: Object.values(document.media).map(({ file }) => file),
          signal: io.signal,
          onProgress: io.progress,
        });
        for (const failure of failures) context.warn(failure);
        for (const notice of notices) context.notice(notice);
        const commands = referenceCommands(document, media, profiles);
        const [only] = commands;
        if (commands.length === 1 && only) await access.run(only, null);
        else if (commands.length > 1)
          await access.run(
            { id: 'batch', payload: { commands } },
            referenceWords.names.addMany(commands.length),
          );
        document = await access.document();
      }
      const references = orderedReferences(document);
      const options = {
        signal: io.signal,
        onProgress: (part: number) => io.progress(part, listeningWords.measuringMaster),
      };
      const master = references.length > 0 ? await profileMaster(document, folder, options) : null;
      const rows: Row[] = [];
      for (const [n, reference] of references.entries()) {
        const media = document.media[reference.mediaId];
        if (!media) continue;
        let profile: SongProfile | undefined = readProfile(folder, media);
        if (!profile) {
          profile = await profileFile(join(folder, ...media.file.split('/')), { signal: io.signal });
          keepProfile(folder, media.id, profile);
        }
        const difference = master ? tonalDifference(master.loudest.figures, profile.loudest.figures) : [];
        rows.push({ letter: listeningWords.letter(n), reference, profile, difference });
      }
      context.answer({ master, references: rows }, () => {
        if (!master) return [listeningWords.noneYet];
        const head = words.figures(listeningWords.masterShort, '', master);
        return [
          head,
          ...rows.flatMap(({ letter, reference, profile, difference }) => [
            words.figures(`${letter} ${reference.name}`, reference.artist, profile),
            words.difference(difference),
          ]),
        ];
      });
    } finally {
      access.close();
      await closeBrowser();
    }
  },
};
