/** What a WAV says of itself to desks, stations and other workstations: broadcast extension and iXML. */
import type { ExportOptions, SongVersion } from '../protocol/index.ts';
import type { SessionDocument } from '../session/index.ts';
import { deliveryWords } from '../words/index.ts';
import type { BroadcastFacts } from './encode/index.ts';
import type { PlannedFile } from './outputs.ts';

export interface BroadcastRequest {
  document: SessionDocument;
  options: ExportOptions;
  createdAt: string;
  /** Of the stems, where it is stems; they are one set of files. */
  stems: readonly { stripId: string }[] | null;
}

/** Of one file; its start is counted at the file's own rate (EBU Tech 3285, 2.3). */
export function broadcastFacts(request: BroadcastRequest, file: PlannedFile): BroadcastFacts {
  const { document, options, createdAt, stems } = request;
  const { release, session } = document;
  const { stem, version, sampleRate } = file;
  const song = release.title || session.name;
  const startSeconds = (options.range?.startSample ?? 0) / session.sampleRate;
  const name = stem?.name ?? song;
  return {
    description: [release.artist, song, stem?.name].filter(Boolean).join(' - '),
    dateTime: createdAt,
    timeReferenceSamples: Math.round(startSeconds * sampleRate),
    history: `Threshold; ${options.what}`,
    ixml: {
      project: session.name,
      scene: song,
      tape: release.album,
      note: noteOf(options, version),
      tracks: [
        { name: `${name} L`, function: 'LEFT' },
        { name: `${name} R`, function: 'RIGHT' },
      ],
      family:
        stem && stems
          ? {
              name: song,
              id: `${session.id} ${createdAt}`,
              files: stems.length,
              index: stems.findIndex(({ stripId }) => stripId === stem.stripId) + 1,
            }
          : null,
    },
  };
}

function noteOf({ what }: ExportOptions, version: SongVersion): string {
  const kind = deliveryWords.kind[what];
  return version === 'full' ? kind : `${kind}, ${deliveryWords.version[version]}`;
}
