// Threads that run one plan together, stage by stage. The first one takes the parameter changes, opens each stage and
// waits until all its units are done; the others help while a stage is open. Nobody waits for a thread that has not
// come: what it would have run, the others take. Which thread runs a unit changes no bit of it.
import { runUnit, stageRow } from './run-plan';
import { takeChanges } from './take-changes';

// Team block, a cache line for each: 0 turns ever opened (what helpers wait for), 4 helpers asleep, 8 session (a helper
// leaves when it changes), 12 looks before it sleeps, 16 shares. 64 units done in this stage, 68 the first thread sleeps.
// 128 plan, 132 row of the stage, 136 first quantum, 140 offset, 144 quanta. 192 tickets, one of 64 bytes for each share:
// 64 bits, turn << 32 | units << 16 | next unit. A unit is taken by counting its ticket up: that fails where another
// thread was quicker or the turn is over, so what stands at 128 belongs to the unit.
const TURN: usize = 0;
const SLEEPERS: usize = 4;
const SESSION: usize = 8;
const LOOKS: usize = 12;
const SHARES: usize = 16;
const DONE: usize = 64;
const FIRST_SLEEPS: usize = 68;
const PLAN: usize = 128;
const ROW: usize = 132;
const FIRST: usize = 136;
const OFFSET: usize = 140;
const QUANTA: usize = 144;
const TICKETS: usize = 192;
const LINE: usize = 64;

/** How long the first thread sleeps at most when others are slow, in nanoseconds. */
const NAP: i64 = 1_000_000;

export function team_bytes(shares: i32): i32 {
  return i32(TICKETS) + shares * i32(LINE);
}

/** Prepares a zeroed block. `looks`: how often a helper looks for work before it sleeps; 0 where power counts. */
export function team_init(team: usize, shares: i32, looks: i32): void {
  store<i32>(team, shares, SHARES);
  store<i32>(team, looks, LOOKS);
}

/** Sends the helpers home: `team_help` returns. */
export function team_leave(team: usize): void {
  atomic.add<i32>(team + SESSION, 1);
  atomic.add<i32>(team + TURN, 1);
  atomic.notify(team + TURN, -1);
}

/** Number of the next unit of a share, or -1. */
function take(team: usize, share: i32): i32 {
  const at = team + TICKETS + usize(share) * LINE;
  let ticket = atomic.load<i64>(at);
  while ((ticket & 0xffff) < ((ticket >> 16) & 0xffff)) {
    const found = atomic.cmpxchg<i64>(at, ticket, ticket + 1);
    if (found == ticket) return i32(ticket & 0xffff);
    ticket = found;
  }
  return -1;
}

/** Runs units of the open stage: first those of its own share, then what others have not come to. */
function work(team: usize, share: i32): void {
  const shares = load<i32>(team, SHARES);
  for (let s = 0; s < shares; s++) {
    const from = share + s < shares ? share + s : share + s - shares;
    for (let unit = take(team, from); unit >= 0; unit = take(team, from)) {
      const first = load<i32>(usize(load<i32>(team, ROW)) + usize(2 + 2 * from) * 4);
      runUnit(
        usize(load<i32>(team, PLAN)), first + unit, load<i32>(team, FIRST), load<i32>(team, OFFSET), load<i32>(team, QUANTA),
      );
      atomic.add<i32>(team + DONE, 1);
      if (atomic.load<i32>(team + FIRST_SLEEPS) != 0) atomic.notify(team + DONE, 1);
    }
  }
}

/** Opens a stage, helps with it, and returns when all of it is done. */
function runStage(team: usize, row: usize): void {
  const shares = load<i32>(team, SHARES);
  const units = load<i32>(row, 4);
  store<i32>(team, i32(row), ROW);
  atomic.store<i32>(team + DONE, 0);
  const turn = load<i32>(team, TURN) + 1;
  for (let s = 0; s < shares; s++) {
    const count = load<i32>(row + usize(3 + 2 * s) * 4);
    atomic.store<i64>(team + TICKETS + usize(s) * LINE, (i64(turn) << 32) | (i64(count) << 16));
  }
  atomic.store<i32>(team + TURN, turn);
  if (atomic.load<i32>(team + SLEEPERS) != 0) atomic.notify(team + TURN, -1);
  work(team, 0);
  const looks = load<i32>(team, LOOKS);
  for (let look = 0; look < looks; look++) if (atomic.load<i32>(team + DONE) == units) return;
  atomic.store<i32>(team + FIRST_SLEEPS, 1);
  for (let done = atomic.load<i32>(team + DONE); done != units; done = atomic.load<i32>(team + DONE)) {
    atomic.wait<i32>(team + DONE, done, NAP);
  }
  atomic.store<i32>(team + FIRST_SLEEPS, 0);
}

/** `runPlan` with the team's helpers: the same bits. */
export function runTeam(team: usize, plan: usize, firstQuantum: f64, count: i32): void {
  const run = usize(load<i32>(plan));
  const stages = load<i32>(plan, 12);
  const first = i32(firstQuantum);
  const shares = load<i32>(team, SHARES);
  let offset = 0;
  while (offset < count) {
    const quanta = takeChanges(run, firstQuantum + f64(offset), count - offset);
    store<i32>(team, i32(plan), PLAN);
    store<i32>(team, first, FIRST);
    store<i32>(team, offset, OFFSET);
    store<i32>(team, quanta, QUANTA);
    for (let stage = 0; stage < stages; stage++) {
      const row = stageRow(plan, stage, shares);
      // One unit is done sooner than said.
      if (load<i32>(row, 4) == 1) runUnit(plan, load<i32>(row), first, offset, quanta);
      else runStage(team, row);
    }
    offset += quanta;
  }
}

/** A helper's life until `team_leave`: looks for work a while, then sleeps until there is. */
export function team_help(team: usize, share: i32, session: i32): void {
  while (atomic.load<i32>(team + SESSION) == session) {
    const turn = atomic.load<i32>(team + TURN);
    work(team, share);
    let look = 0;
    while (atomic.load<i32>(team + TURN) == turn && atomic.load<i32>(team + SESSION) == session) {
      if (look++ < load<i32>(team, LOOKS)) continue;
      atomic.add<i32>(team + SLEEPERS, 1);
      atomic.wait<i32>(team + TURN, turn, -1);
      atomic.sub<i32>(team + SLEEPERS, 1);
      look = 0;
    }
  }
}

/** The session that helpers join now. */
export function team_session(team: usize): i32 {
  return atomic.load<i32>(team + SESSION);
}
