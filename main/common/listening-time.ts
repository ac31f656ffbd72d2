/**
 * Counts how long somebody has been listening since the last break, and keeps it over a restart: ears tire by the hour
 * of sound, not by the hour at the desk. Times are ms since 1970 and come from the caller.
 */
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { BREAK_MINUTES, type Listening } from '../../audio-engine/protocol/index.ts';

const MINUTE_MS = 60_000;
const PAUSE_MS = BREAK_MINUTES * MINUTE_MS;
/** Sound after which a break is offered, and how long "later" is. */
const DUE_SECONDS = 90 * 60;
const LATER_MS = 20 * MINUTE_MS;
/** A working day of minutes; older ones are forgotten. */
const KEPT_MS = 12 * 60 * MINUTE_MS;
const MOST_BREAKS = 64;
/** Frames come 60 times a second: a longer gap was no listening. */
const LONGEST_STEP_MS = 1000;

const keptSchema = z.object({
  listenedMs: z.number().min(0),
  sinceMs: z.number().nullable(),
  lastHeardMs: z.number().nullable(),
  laterUntilMs: z.number(),
  breakUntilMs: z.number().nullable(),
  roomAtStartDb: z.number().nullable(),
  /** What was open when the stretch began: the session's folder and its revision. */
  start: z.object({ folder: z.string(), revision: z.number() }).nullable(),
  history: z.array(z.object({ atMs: z.number(), lufs: z.number(), roomDb: z.number() })),
  breaks: z.array(z.object({ startMs: z.number(), endMs: z.number() })),
});
type Kept = z.infer<typeof keptSchema>;

const NOTHING: Kept = {
  listenedMs: 0,
  sinceMs: null,
  lastHeardMs: null,
  laterUntilMs: 0,
  breakUntilMs: null,
  roomAtStartDb: null,
  start: null,
  history: [],
  breaks: [],
};

/** One moment of playback as the speakers give it. */
export interface HeardMoment {
  /** K-weighted, before the control room. */
  lufs: number;
  /** What the control room adds, dB. */
  roomDb: number;
}

export type ListeningCount = Omit<Listening, 'treble'> & { start: Kept['start'] };

export class ListeningTime {
  readonly #file: string;
  readonly #changed: () => void;
  #kept: Kept;
  /** The minute under way: power and time of what was heard in it. */
  #minute = { atMs: 0, power: 0, steps: 0, roomDb: 0 };
  #lastFrameMs: number | null = null;
  #tellDue = false;
  /** A break has begun, and the last frames of what played may still come. */
  #fadingUntilMs = 0;

  constructor(dataFolder: string, changed: () => void) {
    this.#file = join(dataFolder, 'listening.json');
    this.#changed = changed;
    this.#kept = read(this.#file);
  }

  /** A frame while sound is heard; null while there is silence. `start` names what is open. */
  take(moment: HeardMoment | null, nowMs: number, start: () => Kept['start']): void {
    const before = this.#lastFrameMs;
    this.#lastFrameMs = moment ? nowMs : null;
    if (!moment) return;
    const kept = this.#kept;
    const { lastHeardMs } = kept;
    const paused = lastHeardMs !== null && nowMs - lastHeardMs >= PAUSE_MS;
    if (kept.sinceMs === null || paused) {
      if (paused) this.#addBreak(lastHeardMs, nowMs);
      kept.listenedMs = 0;
      kept.sinceMs = nowMs;
      kept.laterUntilMs = 0;
      kept.roomAtStartDb = moment.roomDb;
      kept.start = start();
    }
    // Sound ends a break, however short it was; but not what was on its way when it began.
    if (nowMs < this.#fadingUntilMs) return;
    const back = kept.breakUntilMs !== null;
    kept.breakUntilMs = null;
    kept.lastHeardMs = nowMs;
    if (before !== null) kept.listenedMs += Math.min(LONGEST_STEP_MS, Math.max(0, nowMs - before));
    this.#count(moment, nowMs);
    const due = this.#due(nowMs);
    if (due !== this.#tellDue || back) {
      this.#tellDue = due;
      this.#changed();
    }
  }

  state(nowMs: number): ListeningCount {
    const kept = this.#kept;
    const rested = kept.lastHeardMs !== null && nowMs - kept.lastHeardMs >= PAUSE_MS;
    const breaks = rested
      ? [...kept.breaks, { startMs: kept.lastHeardMs as number, endMs: nowMs }].slice(-MOST_BREAKS)
      : kept.breaks;
    const last = kept.history.at(-1);
    return {
      listenedSeconds: rested ? 0 : kept.listenedMs / 1000,
      sinceMs: rested ? null : kept.sinceMs,
      // One that is over still is what was last: until something sounds, whoever comes back is told so.
      breakUntilMs: kept.breakUntilMs,
      due: !rested && this.#due(nowMs),
      history: kept.history,
      breaks,
      roomChangeDb: rested || !last || kept.roomAtStartDb === null ? null : last.roomDb - kept.roomAtStartDb,
      start: rested ? null : kept.start,
    };
  }

  /** A break was asked for and nothing has sounded since. */
  get onBreak(): boolean {
    return this.#kept.breakUntilMs !== null;
  }

  startBreak(minutes: number, nowMs: number): void {
    this.#kept.breakUntilMs = nowMs + minutes * MINUTE_MS;
    this.#fadingUntilMs = nowMs + LONGEST_STEP_MS;
    this.#tell();
  }

  /** Back at the desk. What was heard before still counts where the pause was too short to rest. */
  endBreak(): void {
    this.#kept.breakUntilMs = null;
    this.#tell();
  }

  later(nowMs: number): void {
    this.#kept.laterUntilMs = nowMs + LATER_MS;
    this.#tellDue = false;
    this.#tell();
  }

  close(): void {
    this.#write();
  }

  #due(nowMs: number): boolean {
    const { listenedMs, laterUntilMs } = this.#kept;
    return listenedMs >= DUE_SECONDS * 1000 && nowMs >= laterUntilMs;
  }

  #addBreak(startMs: number, endMs: number): void {
    this.#kept.breaks = [...this.#kept.breaks, { startMs, endMs }].slice(-MOST_BREAKS);
  }

  #count({ lufs, roomDb }: HeardMoment, nowMs: number): void {
    const atMs = Math.floor(nowMs / MINUTE_MS) * MINUTE_MS;
    if (this.#minute.atMs !== atMs) this.#minute = { atMs, power: 0, steps: 0, roomDb };
    const minute = this.#minute;
    minute.power += 10 ** (lufs / 10);
    minute.steps += 1;
    minute.roomDb = roomDb;
    const entry = { atMs, lufs: 10 * Math.log10(minute.power / minute.steps), roomDb };
    const kept = this.#kept;
    if (kept.history.at(-1)?.atMs === atMs) {
      kept.history[kept.history.length - 1] = entry;
      return;
    }
    kept.history = [...kept.history.filter((past) => past.atMs > nowMs - KEPT_MS), entry];
    // Once a minute is enough for the disk, and for whoever shows it.
    this.#tell();
  }

  #tell(): void {
    this.#write();
    this.#changed();
  }

  /** Time that cannot be kept is still counted. */
  #write(): void {
    try {
      writeFileSync(`${this.#file}.new`, `${JSON.stringify(this.#kept)}\n`);
      renameSync(`${this.#file}.new`, this.#file);
    } catch {}
  }
}

function read(file: string): Kept {
  try {
    const kept = keptSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    if (kept.success) return kept.data;
  } catch {
    // The first day, or a file that says nothing.
  }
  return structuredClone(NOTHING);
}
