/** What part a track plays, to choose from: the mix check and “Level these tracks” go by it. */
import { type Id, TRACK_ROLES } from '../../../audio-engine/session/index.ts';
import { trackRoleWords } from '../../../audio-engine/words/index.ts';
import type { MenuEntry } from '../../controls/index.ts';
import { run, shownDocument } from '../../state/index.ts';

export function roleMenu(trackId: Id): MenuEntry {
  const role = shownDocument().tracks[trackId]?.role ?? null;
  return {
    id: 'role',
    title: trackRoleWords.menu,
    items: [
      {
        id: 'by-name',
        title: trackRoleWords.byName,
        isChecked: role === null,
        onAction: () => void run('track.role', { trackId, role: null }),
      },
      { kind: 'separator' as const, id: 'roles' },
      ...TRACK_ROLES.map((one) => ({
        id: one,
        title: trackRoleWords.titles[one],
        isChecked: role === one,
        onAction: () => void run('track.role', { trackId, role: one }),
      })),
    ],
  };
}
