/** Real-time scheduling: who gets it, when it is given back, and that a refusal is taken for an answer. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { describe, expect, it, vi } from 'vitest';
import { ControlBlock, ControlDouble } from '../../audio-engine/render/control-block.ts';
import { RealTime } from '../../audio-engine/render/real-time.ts';
import { TestEngine } from './engine-harness.ts';
import { TestSession } from './sessions.ts';

/** A render whose blocks all take the same part of their time, looked at once a second. */
function rig(permitted: boolean) {
  const control = new ControlBlock();
  const asked: string[] = [];
  const realTime = new RealTime(control, async (args) => {
    asked.push(args.join(' '));
    return permitted;
  });
  let seconds = 0;
  return {
    realTime,
    taken: () => asked.splice(0),
    plays(load: number) {
      control.doubles[ControlDouble.loadSum]! += load * 100;
      control.doubles[ControlDouble.loadCount]! += 100;
      realTime.look(++seconds * 1000);
    },
  };
}

describe('real-time scheduling', () => {
  it('is asked for each thread that renders', () => {
    const { realTime, taken } = rig(true);
    realTime.add(11);
    realTime.add(12);
    expect(taken()).toEqual(['--fifo --pid 10 11', '--fifo --pid 10 12']);
  });

  it('is given back by a render that takes nearly all of its time, until it takes less', () => {
    const { realTime, taken, plays } = rig(true);
    realTime.add(11);
    taken();
    plays(0.8);
    expect(taken()).toEqual([]);
    plays(0.95);
    expect(taken()).toEqual(['--other --pid 0 11']);
    plays(0.7);
    expect(taken()).toEqual([]);
    plays(0.4);
    expect(taken()).toEqual(['--fifo --pid 10 11']);
  });

  it('is not asked for again where the system refused', async () => {
    const { realTime, taken, plays } = rig(false);
    realTime.add(11);
    expect(taken()).toHaveLength(1);
    await Promise.resolve();
    realTime.add(12);
    plays(0.95);
    plays(0.1);
    expect(taken()).toEqual([]);
  });
});

/** Threads of a process by scheduling policy: field 41 of Linux's stat, 1 is SCHED_FIFO. */
function realTimeThreads(pid: number): number {
  if (!existsSync('/proc/thread-self')) return 0;
  return readdirSync(`/proc/${pid}/task`).filter((thread) => {
    const stat = readFileSync(`/proc/${pid}/task/${thread}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[38] === '1';
  }).length;
}

describe('an engine', () => {
  it('renders on real-time threads and does everything else on others, where that is permitted', async () => {
    const permitted = spawnSync('chrt', ['--fifo', '10', 'true']).status === 0;
    const renders = Math.min(8, availableParallelism());
    const engine = new TestEngine();
    const session = new TestSession([]);
    try {
      await engine.load(session.document, session.folder);
      if (permitted) await vi.waitUntil(() => realTimeThreads(engine.pid) >= renders, { timeout: 10_000 });
      expect(realTimeThreads(engine.pid)).toBe(permitted ? renders : 0);
    } finally {
      await engine.end();
      session.remove();
    }
  });
});
