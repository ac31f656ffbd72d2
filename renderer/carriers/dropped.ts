/** What was dropped on the window: files, and folders read down to their files with the folder's name kept. */

const relativeNames = new WeakMap<File, string>();

/** `Stems/Drums/Kick.wav` for a file out of a dropped folder, else its own name. */
export function relativeName(file: File): string {
  return relativeNames.get(file) ?? (file.webkitRelativePath || file.name);
}

function readAll(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  return new Promise((resolve, reject) => {
    const all: FileSystemEntry[] = [];
    const more = () =>
      reader.readEntries((entries) => {
        if (entries.length === 0) return resolve(all);
        all.push(...entries);
        more();
      }, reject);
    more();
  });
}

async function collect(entry: FileSystemEntry, prefix: string, into: File[]): Promise<void> {
  if (entry.name.startsWith('.')) return;
  if (entry.isFile) {
    const file = await new Promise<File>((resolve, reject) =>
      (entry as FileSystemFileEntry).file(resolve, reject),
    );
    relativeNames.set(file, prefix + entry.name);
    into.push(file);
    return;
  }
  const children = await readAll((entry as FileSystemDirectoryEntry).createReader());
  children.sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
  for (const child of children) await collect(child, `${prefix}${entry.name}/`, into);
}

/** All files of a drop. In Electron a folder's own entry is enough, because main reads folders itself. */
export async function filesOf(transfer: DataTransfer, foldersAsFiles: boolean): Promise<File[]> {
  // Entries must be taken before the first await: the transfer is emptied after the event.
  const entries = Array.from(transfer.items, (item) =>
    item.kind === 'file' ? item.webkitGetAsEntry() : null,
  );
  const plain = Array.from(transfer.files);
  if (!foldersAsFiles || entries.every((entry) => entry === null)) return plain;
  const files: File[] = [];
  for (const entry of entries) if (entry) await collect(entry, '', files);
  return files;
}
