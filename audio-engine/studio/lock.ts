/**
 * One writer for a session folder: a lock file that names the process that has it open and how to reach it. A lock
 * whose process is gone is taken over.
 */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { studioWords, ThresholdError } from '../words/index.ts';
import { type Disk, errorCode } from './disk.ts';

export const LOCK_FILE = 'session.lock';

const lockSchema = z.object({
  pid: z.number().int().min(1),
  host: z.string(),
  /** ISO 8601, UTC. */
  time: z.string(),
  /** Local socket or named pipe of the program that has the session open. */
  socket: z.string(),
  /** When the process began, where the system tells: a pid that was given away again is not the one that locked. */
  began: z.string().nullable(),
});
export type LockInfo = z.output<typeof lockSchema>;

/** Linux: ticks since boot at which a process began, field 22 of /proc/PID/stat (proc(5)). */
function beganAt(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}

function isAlive(lock: LockInfo): boolean {
  try {
    process.kill(lock.pid, 0);
  } catch (error) {
    // EPERM: it is there, and somebody else's.
    if (errorCode(error) === 'ESRCH') return false;
  }
  const began = beganAt(lock.pid);
  return lock.began === null || began === null || began === lock.began;
}

function parseLock(text: string): LockInfo | undefined {
  try {
    const parsed = lockSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

export function readLock(disk: Disk, folder: string): LockInfo | undefined {
  const path = join(folder, LOCK_FILE);
  try {
    return disk.exists(path) ? parseLock(disk.read(path).toString('utf8')) : undefined;
  } catch (error) {
    // It was given free between the two looks.
    if (error instanceof ThresholdError && error.failure.code === 'disk-missing') return undefined;
    throw error;
  }
}

/** The lock that a living program holds on the folder; a program on another computer counts as living. */
export function livingLock(disk: Disk, folder: string): LockInfo | undefined {
  const lock = readLock(disk, folder);
  return lock && (lock.host !== hostname() || isAlive(lock)) ? lock : undefined;
}

function refuse(lock: LockInfo): never {
  throw new ThresholdError(studioWords.locked(lock.host, lock.pid, lock.time));
}

export class Lock {
  readonly info: LockInfo;
  /** A program that had it open ended without closing it. */
  readonly tookOver: boolean;
  readonly #disk: Disk;
  readonly #path: string;

  private constructor(disk: Disk, path: string, info: LockInfo, tookOver: boolean) {
    this.#disk = disk;
    this.#path = path;
    this.info = info;
    this.tookOver = tookOver;
  }

  /** Throws `session-locked` while another program has it, or the disk's failure where no lock can be written. */
  static take(disk: Disk, folder: string, socket: string, time: string): Lock {
    const path = join(folder, LOCK_FILE);
    const info: LockInfo = { pid: process.pid, host: hostname(), time, socket, began: beganAt(process.pid) };
    const mine = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
    let tookOver = false;
    try {
      const descriptor = disk.open(mine, 'wx');
      try {
        disk.write(descriptor, mine, Buffer.from(`${JSON.stringify(info)}\n`));
      } finally {
        disk.close(descriptor);
      }
      for (let attempt = 0; ; attempt++) {
        try {
          Lock.#claim(disk, mine, path);
          return new Lock(disk, path, info, tookOver);
        } catch (error) {
          if (!(error instanceof ThresholdError) || error.failure.code !== 'disk-exists' || attempt >= 8)
            throw error;
        }
        const living = livingLock(disk, folder);
        if (living) refuse(living);
        Lock.#setAside(disk, path, `${mine}.stale`);
        tookOver = true;
      }
    } finally {
      if (disk.exists(mine)) disk.remove(mine);
    }
  }

  /** A hard link is made whole or not at all, and never over another; file systems without links get a new file. */
  static #claim(disk: Disk, mine: string, path: string): void {
    try {
      disk.link(mine, path);
    } catch (error) {
      const detail = error instanceof ThresholdError ? error.failure.detail : undefined;
      if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'].includes(detail ?? '')) throw error;
      const descriptor = disk.open(path, 'wx');
      try {
        disk.write(descriptor, path, disk.read(mine));
      } finally {
        disk.close(descriptor);
      }
    }
  }

  /** Moves a stale lock away; a lock that another program took in between is put back. */
  static #setAside(disk: Disk, path: string, aside: string): void {
    try {
      disk.rename(path, aside);
    } catch (error) {
      if (error instanceof ThresholdError && error.failure.code === 'disk-missing') return;
      throw error;
    }
    const moved = parseLock(disk.read(aside).toString('utf8'));
    if (moved && moved.host === hostname() && isAlive(moved)) {
      try {
        disk.link(aside, path);
      } finally {
        disk.remove(aside);
      }
      refuse(moved);
    }
    disk.remove(aside);
  }

  /** Gives the folder free, if the lock in it is still this one. */
  release(): void {
    try {
      const there = parseLock(this.#disk.read(this.#path).toString('utf8'));
      if (there?.pid === this.info.pid && there.socket === this.info.socket) {
        this.#disk.remove(this.#path);
      }
    } catch {
      // The folder went away, or the disk did: a lock that stays behind is taken over as stale.
    }
  }
}
