/**
 * Writes automation: what hands do while it plays, stamped with the sample that is heard, becomes one command a pass.
 * In touch a pass is one touch; in latch, write and trim it lasts until playing stops.
 */
import type { Patch } from '../../audio-engine/protocol/index.ts';
import {
  type AutomationMode,
  isWritten,
  laneName,
  laneOf,
  lanePoints,
  laneTarget,
  type SessionDocument,
} from '../../audio-engine/session/index.ts';
import { automationWords } from '../../audio-engine/words/index.ts';
import type { Gesture } from '../state/index.ts';
import { heldPatch, type Moved, movedLanes, pathOf, switchesOf } from './hands.ts';
import { type LaneEdit, Take } from './take.ts';

/** What the recorder needs of the program around it. */
export interface RecorderHost {
  /** The confirmed document with what is under way: lanes and values as they are shown. */
  document(): SessionDocument;
  /** Session sample that is heard now, or null while nothing plays. */
  playing(): number | null;
  beginPlain(name: string): Gesture;
  /** Runs a command that names itself in the history. */
  run(command: { id: string; payload: unknown }): Promise<boolean>;
}

interface Writing {
  take: Take;
  mode: AutomationMode;
  /** What the hand says now; in trim, how far it is from where it took hold. */
  value: number;
  held: boolean;
}

const keyOf = (stripId: string, laneId: string): string => `${stripId} ${laneId}`;
const words = automationWords.pass;

/** Switches are true or false in the document. */
const typed = (laneId: string, value: number): number | boolean =>
  laneId === 'mute' || /:(muted|bypassed)$/.test(laneId) ? value >= 0.5 : value;

export class Recorder {
  readonly #host: RecorderHost;
  readonly #writing = new Map<string, Writing>();
  #pass: Gesture | null = null;
  #playing = false;

  constructor(host: RecorderHost) {
    this.#host = host;
  }

  /** Stands between a hand and the document. */
  wrap(gesture: Gesture): Gesture {
    const starts = new Map<string, number>();
    /** Lanes that this hand writes, and whether it moved anything that is not written. */
    const written = new Set<string>();
    let others = false;
    return {
      id: gesture.id,
      preview: (patches) => {
        const moved = movedLanes(this.#host.document(), patches);
        const heard = [...patches];
        others = others || moved.length < patches.length;
        for (const hand of moved) {
          const key = keyOf(hand.stripId, hand.laneId);
          const value = this.#hand(hand, starts);
          if (value === null) others = true;
          else {
            written.add(key);
            heard[hand.index] = { ...heard[hand.index]!, value: typed(hand.laneId, value) };
          }
        }
        const holds = moved.map(({ stripId, laneId }) => heldPatch(stripId, laneId));
        gesture.preview([...heard, ...holds]);
      },
      commit: async (command) => {
        const edits = this.#letGo(written);
        if (written.size === 0) return gesture.commit(command);
        const write = { id: 'automation.write', payload: { edits } };
        if (edits.length === 0) {
          if (others) return gesture.commit(command);
          gesture.cancel();
          return true;
        }
        if (others) return gesture.commit({ id: 'batch', payload: { commands: [command, write] } });
        // What was a hand on a fader is a written pass in the history.
        gesture.cancel();
        return this.#host.run(write);
      },
      cancel: () => {
        for (const key of written) this.#writing.delete(key);
        gesture.cancel();
      },
    };
  }

  /**
   * A switch that is pressed while its lane is written: nobody holds a switch, so it stays until it is pressed again
   * or playing stops. False where the command is to be run as it is.
   */
  takes(command: { id: string; payload: unknown }): boolean {
    const sample = this.#host.playing();
    const switches = sample === null ? null : switchesOf(command);
    if (sample === null || !switches) return false;
    const document = this.#host.document();
    const lanes = switches.map(({ stripId, laneId }) => laneOf(document, stripId, laneId));
    if (!lanes.every((lane) => lane && isWritten(lane.mode))) return false;
    for (const { stripId, laneId, value } of switches) {
      const writing = this.#writing.get(keyOf(stripId, laneId)) ?? this.#begin(stripId, laneId, 'latch');
      if (!writing) continue;
      writing.value = value;
      this.#write(writing, sample);
    }
    return true;
  }

  /** A hand moved: what is heard of it, or null where it is not written. */
  #hand(hand: Moved, starts: Map<string, number>): number | null {
    const { stripId, laneId, lane } = hand;
    const key = keyOf(stripId, laneId);
    const sample = this.#host.playing();
    const writing = this.#writing.get(key);
    if (sample === null || !isWritten(lane.mode)) return null;
    const now = writing ?? this.#begin(stripId, laneId, lane.mode);
    if (!now) return null;
    // A control that follows its lane is taken hold of where the lane is.
    const start = starts.get(key) ?? now.take.before(sample);
    starts.set(key, start);
    now.held = true;
    now.value = now.mode === 'trim' ? hand.value - start : hand.value;
    return this.#write(now, sample);
  }

  #begin(stripId: string, laneId: string, mode: AutomationMode): Writing | null {
    const document = this.#host.document();
    const target = laneTarget(document, stripId, laneId);
    const lane = laneOf(document, stripId, laneId);
    if (!target || !lane) return null;
    const writing = { take: new Take(target, lanePoints(lane), document), mode, value: 0, held: false };
    this.#writing.set(keyOf(stripId, laneId), writing);
    return writing;
  }

  /** Writes what is said now at a sample; answers what is heard. */
  #write({ take, mode, value }: Writing, sample: number): number {
    const { min, max } = take.target;
    const said = mode === 'trim' ? take.before(sample) + value : value;
    const heard = Math.min(max, Math.max(min, said));
    take.write(sample, heard);
    return heard;
  }

  /** The hand is off the control: lanes in touch end there, the others go on. */
  #letGo(keys: ReadonlySet<string>): LaneEdit[] {
    const edits: LaneEdit[] = [];
    for (const key of keys) {
      const writing = this.#writing.get(key);
      if (!writing) continue;
      writing.held = false;
      if (writing.mode !== 'touch') continue;
      this.#writing.delete(key);
      edits.push(...writing.take.edits(true));
    }
    return edits;
  }

  /** Once a frame: what is held or latched goes on being written, and the pass ends when playing does. */
  tick(): void {
    const sample = this.#host.playing();
    if (sample === null) {
      if (this.#playing) this.end();
      this.#playing = false;
      return;
    }
    if (!this.#playing) this.#beginWriteLanes();
    this.#playing = true;
    const patches: Patch[] = [];
    for (const writing of this.#writing.values()) {
      const value = this.#write(writing, sample);
      if (writing.mode === 'touch') continue;
      const { stripId, laneId } = writing.take.target;
      const path = pathOf(stripId, laneId);
      const op = path.length === 5 ? 'add' : 'replace';
      patches.push({ op, path, value: typed(laneId, value) });
      patches.push(heldPatch(stripId, laneId));
    }
    if (patches.length === 0) return;
    this.#pass ??= this.#host.beginPlain(words.several(patches.length / 2));
    this.#pass.preview(patches);
  }

  /** Lanes in write begin with playing, at the value that is shown. */
  #beginWriteLanes(): void {
    const document = this.#host.document();
    const sample = this.#host.playing() ?? 0;
    for (const [stripId, lanes] of Object.entries(document.automation)) {
      for (const lane of Object.values(lanes)) {
        if (lane.mode !== 'write') continue;
        const writing = this.#begin(stripId, lane.id, 'write');
        if (writing) writing.value = writing.take.before(sample);
      }
    }
  }

  /** The pass ends: everything that is latched becomes one command. */
  end(): void {
    const pass = this.#pass;
    this.#pass = null;
    const edits: LaneEdit[] = [];
    for (const [key, writing] of this.#writing) {
      // A hand that is still on a control in touch ends by itself.
      if (writing.mode === 'touch' && writing.held) continue;
      this.#writing.delete(key);
      edits.push(...writing.take.edits(writing.mode !== 'write'));
    }
    if (!pass) return;
    pass.cancel();
    if (edits.length > 0) void this.#host.run({ id: 'automation.write', payload: { edits } });
  }

  /** Everything under way is forgotten, as if no hand had moved. */
  cancel(): void {
    this.#writing.clear();
    this.#pass?.cancel();
    this.#pass = null;
  }

  /** What is written now, for the eye. */
  get lanes(): string[] {
    const document = this.#host.document();
    return [...this.#writing.values()].map(({ take }) =>
      laneName(document, take.target.stripId, take.target.laneId),
    );
  }
}
