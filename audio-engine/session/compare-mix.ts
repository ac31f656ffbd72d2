/** The differences between two mixes: faders, pans, switches, routing, inserts with their values, and sends. */
import { format } from '../effects/parameter.ts';
import { effectKinds } from '../effects/registry.ts';
import { mixDocumentWords, changeWords as words } from '../words/index.ts';
import type { Change, ChangeKind } from './changes.ts';
import type { Effect, Id, Scene, Send, Strip, Vca } from './document.ts';
import { byOrder } from './order.ts';
import { same } from './plain.ts';
import { hardwarePair } from './routes.ts';

export type Mix = Pick<Scene, 'strips' | 'effects' | 'sends' | 'vcas'>;
/** What a strip or VCA is called; of the newer mix first. */
export type NameOf = (id: Id) => string;

type Value = Change['before'];

class Differences {
  readonly list: Change[] = [];
  readonly #nameOf: NameOf;
  readonly #stripId: Id;

  constructor(nameOf: NameOf, stripId: Id) {
    this.#nameOf = nameOf;
    this.#stripId = stripId;
  }

  say(kind: ChangeKind, id: Id | null, sentence: string, before: Value = null, after: Value = null): void {
    this.list.push({ kind, stripId: this.#stripId, id, sentence, before, after });
  }

  /** The thing's name with its strip's before it. */
  own(what: string): string {
    return words.of(this.#nameOf(this.#stripId), what);
  }
}

function outputText(output: Id | null, nameOf: NameOf): string {
  const pair = hardwarePair(output);
  return output === null
    ? words.nowhere
    : pair === null
      ? nameOf(output)
      : mixDocumentWords.names.hardware(pair);
}

function compareStrips(found: Differences, a: Strip, b: Strip, nameOf: NameOf): void {
  const own = (what: string) => found.own(what);
  if (a.faderDb !== b.faderDb)
    found.say('fader', null, words.db(own(words.fader), a.faderDb, b.faderDb), a.faderDb, b.faderDb);
  if (a.pan !== b.pan) found.say('pan', null, words.pan(own(words.pan_), a.pan, b.pan), a.pan, b.pan);
  if (a.width !== b.width)
    found.say('pan', null, words.percent(own(words.width), a.width, b.width), a.width, b.width);
  if (a.panLaw !== b.panLaw)
    found.say(
      'pan',
      null,
      words.value(own(words.panLaw), `${a.panLaw} dB`, `${b.panLaw} dB`),
      a.panLaw,
      b.panLaw,
    );
  if (a.panMode !== b.panMode)
    found.say(
      'pan',
      null,
      words.value(own(words.panMode), words.modes[a.panMode], words.modes[b.panMode]),
      a.panMode,
      b.panMode,
    );
  if (a.inputTrimDb !== b.inputTrimDb)
    found.say(
      'trim',
      null,
      words.db(own(words.inputTrim), a.inputTrimDb, b.inputTrimDb),
      a.inputTrimDb,
      b.inputTrimDb,
    );
  for (const [key, name] of [
    ['polarityInverted', words.polarity],
    ['mute', words.mute],
    ['solo', words.solo],
    ['soloSafe', words.soloSafe],
  ] as const)
    if (a[key] !== b[key]) found.say('switch', null, words.switched(own(name), b[key]), a[key], b[key]);
  if (a.output !== b.output)
    found.say(
      'routing',
      null,
      words.value(own(words.output), outputText(a.output, nameOf), outputText(b.output, nameOf)),
      a.output,
      b.output,
    );
  if (!same([...a.vcaIds].sort(), [...b.vcaIds].sort())) {
    const text = (ids: readonly Id[]) => (ids.length > 0 ? ids.map(nameOf).join(', ') : words.none);
    found.say('routing', null, words.value(own(words.vcas), text(a.vcaIds), text(b.vcaIds)));
  }
}

function compareEffect(found: Differences, a: Effect, b: Effect, nameOf: NameOf): void {
  const { title, parameters } = effectKinds[b.kind];
  const own = (what: string) => found.own(what);
  if (a.bypassed !== b.bypassed)
    found.say('insert', b.id, words.switched(own(words.bypass(title)), b.bypassed), a.bypassed, b.bypassed);
  for (const parameter of parameters) {
    const before = a.parameters[parameter.id] ?? parameter.default;
    const after = b.parameters[parameter.id] ?? parameter.default;
    if (before === after) continue;
    const name = own(words.parameter(title, parameter.name));
    const sentence = words.value(name, format(parameter, before), format(parameter, after));
    found.say('parameter', b.id, sentence, before, after);
  }
  if (!same(a.sideChain, b.sideChain)) {
    const text = (effect: Effect) => (effect.sideChain ? nameOf(effect.sideChain.stripId) : words.ownSound);
    found.say('routing', b.id, words.value(own(words.sideChain(title)), text(a), text(b)), text(a), text(b));
  }
  if (a.impulse !== b.impulse)
    found.say(
      'insert',
      b.id,
      words.value(own(words.impulse(title)), a.impulse ?? words.none, b.impulse ?? words.none),
      a.impulse,
      b.impulse,
    );
}

/** Ids in their order; a change of order alone is one that a person made, not a neighbour's coming or going. */
const inOrder = (map: Record<Id, { id: Id; order: string }>) =>
  Object.values(map)
    .sort(byOrder)
    .map(({ id }) => id);

function compareEffects(
  found: Differences,
  a: Record<Id, Effect>,
  b: Record<Id, Effect>,
  nameOf: NameOf,
): void {
  const titleOf = (effect: Effect) => found.own(effectKinds[effect.kind].title);
  for (const [id, effect] of Object.entries(a))
    if (b[id]?.kind !== effect.kind) found.say('insert', id, words.removed(titleOf(effect)));
  for (const [id, effect] of Object.entries(b)) {
    const was = a[id];
    if (was?.kind === effect.kind) compareEffect(found, was, effect, nameOf);
    else found.say('insert', id, words.added(titleOf(effect)));
  }
  const both = (of: Record<Id, Effect>) => inOrder(of).filter((id) => a[id]?.kind === b[id]?.kind);
  const [before, after] = [both(a), both(b)];
  const at = before.findIndex((id, i) => after[i] !== id);
  if (at >= 0) found.say('insert', after[at]!, words.reordered(titleOf(b[after[at]!]!)));
}

function compareSends(found: Differences, a: Record<Id, Send>, b: Record<Id, Send>, nameOf: NameOf): void {
  const own = (what: string) => found.own(what);
  for (const [id, send] of Object.entries(a))
    if (!b[id]) found.say('send', id, words.removed(own(words.send(nameOf(send.toStripId)))));
  for (const [id, send] of Object.entries(b)) {
    const to = nameOf(send.toStripId);
    const was = a[id];
    if (!was) {
      found.say('send', id, words.added(own(words.send(to))));
      continue;
    }
    if (was.toStripId !== send.toStripId)
      found.say('routing', id, words.value(own(words.send(to)), nameOf(was.toStripId), to));
    if (was.levelDb !== send.levelDb)
      found.say(
        'send',
        id,
        words.db(own(words.send(to)), was.levelDb, send.levelDb),
        was.levelDb,
        send.levelDb,
      );
    if (was.pan !== send.pan)
      found.say('send', id, words.pan(own(words.sendPan(to)), was.pan, send.pan), was.pan, send.pan);
    if (was.muted !== send.muted)
      found.say('send', id, words.switched(own(words.sendMute(to)), send.muted), was.muted, send.muted);
    if (was.point !== send.point)
      found.say(
        'send',
        id,
        words.value(own(words.sendPoint(to)), words.points[was.point], words.points[send.point]),
        was.point,
        send.point,
      );
  }
}

function compareVca(found: Differences, a: Vca, b: Vca): void {
  if (a.faderDb !== b.faderDb)
    found.say('fader', null, words.db(found.own(words.fader), a.faderDb, b.faderDb), a.faderDb, b.faderDb);
  for (const key of ['mute', 'solo'] as const)
    if (a[key] !== b[key])
      found.say('switch', null, words.switched(found.own(words[key]), b[key]), a[key], b[key]);
}

/** From `a` to `b`, for strips that both have, in the order of `stripIds`. */
export function compareMixes(a: Mix, b: Mix, stripIds: readonly Id[], nameOf: NameOf): Change[] {
  return stripIds.flatMap((id) => {
    const found = new Differences(nameOf, id);
    const [was, is] = [a.strips[id], b.strips[id]];
    if (was && is && was !== is) compareStrips(found, was, is, nameOf);
    if (was && is && a.effects[id] !== b.effects[id])
      compareEffects(found, a.effects[id] ?? {}, b.effects[id] ?? {}, nameOf);
    if (was && is && a.sends[id] !== b.sends[id])
      compareSends(found, a.sends[id] ?? {}, b.sends[id] ?? {}, nameOf);
    const [vcaWas, vcaIs] = [a.vcas[id], b.vcas[id]];
    if (vcaWas && vcaIs) compareVca(found, vcaWas, vcaIs);
    return found.list;
  });
}
