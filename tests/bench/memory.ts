/** What a program holds in memory: the process and its children that play or serve. A page's browser is none of them. */
import { readdirSync, readFileSync } from 'node:fs';

function parents(): Map<number, number> {
  const found = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    const child = Number(name);
    if (!Number.isInteger(child)) continue;
    try {
      const [, , parent] = /\) (\S) (\d+)/.exec(readFileSync(`/proc/${child}/stat`, 'utf8')) ?? [];
      found.set(child, Number(parent));
    } catch {
      // It ended meanwhile.
    }
  }
  return found;
}

/** Resident megabytes (VmRSS) of each, the process itself first. */
export function residentMegabytes(pid: number): number[] {
  const children = [...parents()].filter(([, parent]) => parent === pid).map(([child]) => child);
  return [pid, ...children].map((member) => {
    try {
      const status = readFileSync(`/proc/${member}/status`, 'utf8');
      return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
    } catch {
      return 0;
    }
  });
}
