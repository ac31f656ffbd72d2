/**
 * The edge to the disk for sessions: everything that studio writes or reads goes through here, errors come out as
 * failures a person understands, and tests hang faults into it (a full disk, a failing fsync, a torn write).
 */
import {
  closeSync,
  existsSync,
  fsync,
  fsyncSync,
  ftruncateSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { studioWords, ThresholdError } from '../words/index.ts';

export type DiskOperation =
  | 'open'
  | 'write'
  | 'sync'
  | 'truncate'
  | 'rename'
  | 'link'
  | 'remove'
  | 'makeFolder'
  | 'read';

export interface StudioDiskFaults {
  /** Called before each operation; an Error thrown here (with `code`, as Node's own) happens to that operation. */
  before?(operation: DiskOperation, path: string, bytes: number): void;
  /** How many bytes of a write arrive before it fails with EIO; undefined lets it pass. */
  tornWrite?(path: string, bytes: number): number | undefined;
}

export function errorCode(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : String(error);
}

/** A system error as a failure a person understands. */
export function diskError(error: unknown, path: string): ThresholdError {
  if (error instanceof ThresholdError) return error;
  const words = studioWords.disk;
  const code = errorCode(error);
  const failure =
    code === 'ENOSPC' || code === 'EDQUOT'
      ? words.full(path)
      : code === 'EACCES' || code === 'EROFS' || code === 'EPERM'
        ? words.readOnly(path)
        : code === 'ENOENT' || code === 'ENOTDIR'
          ? words.missing(path)
          : code === 'EEXIST' || code === 'ENOTEMPTY'
            ? words.exists(path)
            : words.failing(path, code);
  return new ThresholdError({ ...failure, detail: code }, { cause: error });
}

export class Disk {
  readonly #faults: StudioDiskFaults;

  constructor(faults: StudioDiskFaults = {}) {
    this.#faults = faults;
  }

  #do<T>(operation: DiskOperation, path: string, bytes: number, work: () => T): T {
    try {
      this.#faults.before?.(operation, path, bytes);
      return work();
    } catch (error) {
      throw diskError(error, path);
    }
  }

  exists(path: string): boolean {
    return existsSync(path);
  }

  isFolder(path: string): boolean {
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
  }

  /** Names in a folder, sorted; none where there is no folder. */
  list(path: string): string[] {
    if (!this.isFolder(path)) return [];
    return this.#do('read', path, 0, () => readdirSync(path).sort());
  }

  read(path: string): Buffer {
    return this.#do('read', path, 0, () => readFileSync(path));
  }

  readPart(path: string, offset: number, length: number): Buffer {
    return this.#do('read', path, length, () => {
      const descriptor = openSync(path, 'r');
      try {
        const bytes = Buffer.alloc(length);
        return bytes.subarray(0, readSync(descriptor, bytes, 0, length, offset));
      } finally {
        closeSync(descriptor);
      }
    });
  }

  open(path: string, flags: string, mode = 0o644): number {
    return this.#do('open', path, 0, () => openSync(path, flags, mode));
  }

  close(descriptor: number): void {
    closeSync(descriptor);
  }

  write(descriptor: number, path: string, bytes: Uint8Array): void {
    this.#do('write', path, bytes.length, () => {
      const torn = this.#faults.tornWrite?.(path, bytes.length);
      const end = torn === undefined ? bytes.length : Math.min(torn, bytes.length);
      for (let done = 0; done < end; ) done += writeSync(descriptor, bytes, done, end - done);
      if (torn !== undefined) throw Object.assign(new Error('torn write'), { code: 'EIO' });
    });
  }

  truncate(descriptor: number, path: string, length: number): void {
    this.#do('truncate', path, length, () => ftruncateSync(descriptor, length));
  }

  sync(descriptor: number, path: string): void {
    this.#do('sync', path, 0, () => fsyncSync(descriptor));
  }

  /** The same without blocking; `done` gets the failure, or null when the bytes are on the disk. */
  syncLater(descriptor: number, path: string, done: (failure: ThresholdError | null) => void): void {
    try {
      this.#faults.before?.('sync', path, 0);
    } catch (error) {
      setImmediate(() => done(diskError(error, path)));
      return;
    }
    fsync(descriptor, (error) => done(error ? diskError(error, path) : null));
  }

  /** Makes names in a folder last; systems that cannot (Windows) keep them by themselves. */
  syncFolder(path: string): void {
    let descriptor: number | undefined;
    try {
      descriptor = openSync(path, 'r');
      fsyncSync(descriptor);
    } catch (error) {
      if (!['EPERM', 'EISDIR', 'EINVAL', 'EACCES', 'EBADF'].includes(errorCode(error)))
        throw diskError(error, path);
    } finally {
      if (descriptor !== undefined) closeSync(descriptor);
    }
  }

  rename(from: string, to: string): void {
    this.#do('rename', to, 0, () => renameSync(from, to));
  }

  link(from: string, to: string): void {
    this.#do('link', to, 0, () => linkSync(from, to));
  }

  makeFolder(path: string, mode?: number): void {
    this.#do('makeFolder', path, 0, () =>
      mkdirSync(path, { recursive: true, ...(mode === undefined ? {} : { mode }) }),
    );
  }

  remove(path: string): void {
    this.#do('remove', path, 0, () => rmSync(path, { force: true, recursive: true }));
  }

  /** Replaces a file as a whole: temp beside it, fsync, rename. What was there stays whole until the last moment. */
  replace(path: string, content: string, options: { lasting: boolean } = { lasting: true }): void {
    const temp = `${path}.${process.pid}.tmp`;
    let descriptor: number | undefined;
    try {
      descriptor = this.open(temp, 'w');
      this.write(descriptor, temp, Buffer.from(content));
      if (options.lasting) this.sync(descriptor, temp);
      this.close(descriptor);
      descriptor = undefined;
      this.rename(temp, path);
      if (options.lasting) this.syncFolder(dirname(path));
    } catch (error) {
      if (descriptor !== undefined) closeSync(descriptor);
      rmSync(temp, { force: true });
      throw error;
    }
  }
}
