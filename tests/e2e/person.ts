/** What a person brings along to an end-to-end test: audio files, and the hand that drops them on the window. */
import { writeFileSync } from 'node:fs';
import type { Page } from '@playwright/test';

const RATE = 48_000;

/** A mono 16 bit file with a tone that decays anew each second. */
export function writeTone(path: string, hertz: number, seconds: number): void {
  const frames = RATE * seconds;
  const bytes = Buffer.alloc(44 + frames * 2);
  bytes.write('RIFF', 0);
  bytes.writeUInt32LE(36 + frames * 2, 4);
  bytes.write('WAVEfmt ', 8);
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(1, 22);
  bytes.writeUInt32LE(RATE, 24);
  bytes.writeUInt32LE(RATE * 2, 28);
  bytes.writeUInt16LE(2, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write('data', 36);
  bytes.writeUInt32LE(frames * 2, 40);
  for (let i = 0; i < frames; i++) {
    const level = 8000 * Math.exp(-3 * ((i % RATE) / RATE));
    bytes.writeInt16LE(Math.round(level * Math.sin((2 * Math.PI * hertz * i) / RATE)), 44 + i * 2);
  }
  writeFileSync(path, bytes);
}

/** Lets go of files and folders over the window, as the system's file manager would. */
export async function drop(page: Page, paths: string[]): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: paths, dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await session.send('Input.dispatchDragEvent', { type, x: 700, y: 400, data });
  await session.detach();
}

export interface Place {
  x: number;
  y: number;
}

/** Presses at one place and moves to another in a few steps; `release` lets go. */
export async function pull(page: Page, from: Place, to: Place, { release = true } = {}): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 3 });
  await page.mouse.move(to.x, to.y, { steps: 3 });
  if (release) await page.mouse.up();
}
