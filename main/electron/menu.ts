/** The system menu, made from the same table of actions that palette and keys read. */
import { Menu, type MenuItemConstructorOptions } from 'electron';
import { type ActionGroup, actions } from '../../audio-engine/protocol/index.ts';
import { hostWords } from '../../audio-engine/words/index.ts';

const ORDER: readonly ActionGroup[] = [
  'session',
  'edit',
  'transport',
  'view',
  'timeline',
  'track',
  'mix',
  'master',
  'help',
];

/** `Mod+Shift+Digit1` in Electron's spelling. */
export function accelerator(key: string): string {
  return key
    .split('+')
    .map((part) => part.replace(/^Mod$/, 'CommandOrControl').replace(/^Digit/, ''))
    .join('+');
}

/** Keys are shown, not registered: the page's own listener knows the context, and a key must not act twice. */
export function buildMenu(choose: (actionId: string) => void): Menu {
  const groups = ORDER.map((group): MenuItemConstructorOptions => {
    const items = Object.entries(actions).filter(([, action]) => action.group === group && !action.hidden);
    return {
      label: hostWords.menuGroups[group],
      submenu: [
        ...items.map(([id, action]): MenuItemConstructorOptions => {
          const key = action.keys?.global?.[0];
          const usable = key && (key.includes('+') || /^F\d+$/.test(key)) ? accelerator(key) : undefined;
          return {
            id,
            label: action.title,
            ...(usable ? { accelerator: usable, registerAccelerator: false } : {}),
            click: () => choose(id),
          };
        }),
        ...(group === 'edit'
          ? [
              { type: 'separator' } as const,
              { role: 'cut' } as const,
              { role: 'copy' } as const,
              { role: 'paste' } as const,
            ]
          : []),
        ...(group === 'session' ? [{ type: 'separator' } as const, { role: 'quit' } as const] : []),
        ...(group === 'view' ? [{ type: 'separator' } as const, { role: 'togglefullscreen' } as const] : []),
      ],
    };
  });
  return Menu.buildFromTemplate([
    ...(process.platform === 'darwin' ? [{ role: 'appMenu' } as const] : []),
    ...groups,
    { role: 'windowMenu' },
  ]);
}
