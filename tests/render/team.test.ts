import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import fc from 'fast-check';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { entryPath } from '../../audio-engine/entries.ts';
import { createTeam, type ShareData } from '../../audio-engine/render/parallel.ts';
import { PlanRunner } from '../../audio-engine/render/plan-runner.ts';
import { buildWorkers } from './build.ts';
import { type RandomGraph, randomGraph } from './random-graph.ts';
import { Rig } from './rig.ts';
import { noiseSamples } from './sessions.ts';

beforeAll(buildWorkers);

let ends: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of ends) await end();
  ends = [];
});

/** Helpers for a rig's plans; `looks` as of `team_init`. */
async function helpers(rig: Rig, shares: number, looks: number): Promise<number> {
  const { kernels, allocator } = rig;
  const { module, memory, call } = kernels;
  const team = createTeam(kernels, allocator, shares, looks);
  const workers = Array.from({ length: shares - 1 }, (_, index) => {
    const workerData: ShareData = { module, memory, team, share: index + 1, filling: null };
    return new Worker(entryPath('engine/dsp-worker.js'), { workerData });
  });
  const gone = workers.map((worker) => once(worker, 'exit'));
  await Promise.all(workers.map((worker) => once(worker, 'message')));
  ends.push(async () => {
    call.team_leave!(team);
    await Promise.all(gone);
  });
  return team;
}

function start(graph: RandomGraph, shares: number): Rig {
  const rig = Rig.of(graph.document, graph.ids, { hosted: graph.hosted }, shares);
  graph.tracks.forEach((id, seed) => {
    rig.sources.set(id, noiseSamples(seed + 1, 64 * 60));
  });
  // Values that change in the middle of what is rendered in one go.
  for (let q = 1; q < 60; q += 3)
    rig.ring.push(q, rig.plan.stripTarget(graph.tracks[q % graph.tracks.length]!, 'faderDb'), -q);
  return rig;
}

const graphs = fc.sample(randomGraph(500), { numRuns: 3, seed: 7 });

test.each([
  [2, 20_000],
  [3, 0],
])('%i threads that look %i times have the bits of one', async (shares, looks) => {
  for (const graph of graphs) {
    const alone = start(graph, 1);
    const rig = start(graph, shares);
    const team = await helpers(rig, shares, looks);
    rig.runPlan = (plan, first, count) => rig.kernels.call.runTeam!(team, plan, first, count);
    for (const one of [alone, rig]) {
      for (const chunk of [1, 5, 16]) {
        one.run(15, chunk);
        // Another plan of the same document, while helpers may still look at the one before.
        one.swap(graph.document, { hosted: graph.hosted });
      }
      one.run(15);
    }
    for (const id of graph.ids) expect(rig.heard.get(id)).toEqual(alone.heard.get(id));
  }
});

test('help is asked for where a block takes long, and no longer when it would not', () => {
  const runs: string[] = [];
  const call = { runPlan: () => runs.push('alone'), runTeam: () => runs.push('team') };
  const runner = new PlanRunner({ call } as unknown as ConstructorParameters<typeof PlanRunner>[0], 64, 2);
  const blocks = (count: number, share: number): void => {
    for (let i = 0; i < count; i++) runner.took(share);
    runner.run(0, 0, 1);
  };
  blocks(200, 0.24);
  blocks(1, 0.9);
  blocks(200, 0.4);
  blocks(200, 0.22);
  blocks(200, 0.09);
  expect(runs).toEqual(['alone', 'team', 'team', 'team', 'alone']);
});
