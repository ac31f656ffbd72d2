/** The face of the shared controls. */
export * from './button.tsx';
export * from './dialog.tsx';
export * from './help.ts';
export * from './icons.tsx';
export * from './menu.tsx';
export * from './segmented.tsx';
export * from './select.tsx';
export * from './text-field.tsx';
