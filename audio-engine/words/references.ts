/** What the document says about references: titles of commands, names in the history, refusals. */

export const referenceWords = {
  titles: {
    'reference.add': 'Add references',
    'reference.remove': 'Remove a reference',
    'reference.rename': 'Rename a reference',
    'reference.move': 'Reorder references',
    'reference.set': 'Set a reference’s markers',
  },
  names: {
    add: (name: string) => `Add reference ${name}`,
    remove: (name: string) => `Remove reference ${name}`,
    rename: (name: string, to: string) => `Rename reference ${name} to ${to}`,
    move: (name: string) => `Reorder reference ${name}`,
    markers: (name: string) => `Set markers of reference ${name}`,
    measured: (name: string) => `Measure reference ${name}`,
    addMany: (count: number) => `Add ${count} references`,
  },
  what: { reference: 'reference' },
} as const;
