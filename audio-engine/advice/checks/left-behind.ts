/** What a hand left on or off: solo, mute, bypass, a fader at its stop. */
import type { Finding, Severity } from '../../protocol/index.ts';
import {
  type Effect,
  effectiveFaderDb,
  type Id,
  isRead,
  isSoloed,
  laneOf,
  MASTER_STRIP,
  orderedStrips,
  type SessionDocument,
  SILENCE_DB,
  stripName,
} from '../../session/index.ts';
import { adviceTrackWords } from '../../words/index.ts';
import { commandsOf, keyOf, uniqueIds } from '../masking/describe.ts';
import type { Move } from '../masking/moves.ts';
import type { Check } from './check.ts';

const words = adviceTrackWords.left;

interface Left {
  code: string;
  severity: Severity;
  stripIds: Id[];
  title: string;
  measured: string;
  expected: string;
  cost: number;
  costSentence: string;
  fix: string;
  moves: Move[];
}

export const leftBehind: Check = {
  code: 'session.left',
  title: words.title,
  help: words.help,
  run({ document }) {
    if (!document) return null;
    const found = [solos(document), ...mutes(document), ...stops(document), ...bypasses(document)];
    const findings = found.filter((left): left is Left => left !== null).map(findingOf);
    return { findings, text: findings.length === 0 ? words.none : words.count(findings.length) };
  },
};

function findingOf(left: Left): Finding {
  return {
    key: keyOf(left.code, ...left.stripIds.slice(0, 3)),
    code: left.code,
    severity: left.severity,
    title: left.title,
    stripIds: uniqueIds(...left.stripIds),
    ranges: [],
    frequency: null,
    measured: { value: null, unit: '', text: left.measured },
    expected: { value: null, unit: '', text: left.expected },
    cost: left.cost,
    costSentence: left.costSentence,
    why: words.why,
    fix: { sentence: left.fix, commands: commandsOf(left.moves) },
    evidence: [],
  };
}

function solos(document: SessionDocument): Left | null {
  const strips = Object.keys(document.strips).filter((id) => isSoloed(document, id));
  if (strips.length === 0) return null;
  const vcas = Object.values(document.vcas).filter(({ solo }) => solo);
  return {
    code: 'session.left.solo',
    severity: 'fix',
    stripIds: strips,
    title: words.solo(strips.map((id) => stripName(document, id))),
    measured: words.soloed(strips.length),
    expected: words.noSolo,
    cost: 12,
    costSentence: words.soloCost,
    fix: words.fixSolo,
    moves: [
      ...strips
        .filter((id) => document.strips[id]!.solo)
        .map((stripId) => ({ id: 'strip.set', payload: { stripId, solo: false } })),
      ...vcas.map(({ id }) => ({ id: 'vca.set', payload: { vcaId: id, solo: false } })),
    ],
  };
}

const sounds = (document: SessionDocument, id: Id): boolean =>
  Object.values(document.clips[id] ?? {}).some(({ muted, gainDb }) => !muted && gainDb > SILENCE_DB);

/** Muted by the strip's own switch: a track with clips, or a bus that tracks go into. A lane's mute is part of the song. */
function mutes(document: SessionDocument): (Left | null)[] {
  return orderedStrips(document).map(({ id }) => {
    const lane = laneOf(document, id, 'mute');
    const used = document.tracks[id]
      ? sounds(document, id)
      : Object.values(document.strips).some(
          ({ output, id: from }) => output === id && sounds(document, from),
        );
    if (!document.strips[id]?.mute || !used || (lane && isRead(lane))) return null;
    const name = stripName(document, id);
    return {
      code: 'session.left.mute',
      severity: 'hear',
      stripIds: [id],
      title: words.mute(name),
      measured: words.muted,
      expected: words.notMuted,
      cost: document.tracks[id] ? 1 : 3,
      costSentence: words.muteCost(name),
      fix: words.fixMute(name),
      moves: [{ id: 'strip.set', payload: { stripId: id, mute: false } }],
    };
  });
}

/** Faders at minus infinity with something behind them. */
function stops(document: SessionDocument): (Left | null)[] {
  return orderedStrips(document).map(({ id }) => {
    const strip = document.strips[id];
    const lane = laneOf(document, id, 'faderDb');
    if (!strip || !document.tracks[id] || !sounds(document, id) || (lane && isRead(lane))) return null;
    if (effectiveFaderDb(document, id) > SILENCE_DB || strip.mute) return null;
    // A track that only feeds sends before its fader is used, with its fader down on purpose.
    if (Object.values(document.sends[id] ?? {}).some(({ point, muted }) => point === 'pre' && !muted))
      return null;
    const own = strip.faderDb <= SILENCE_DB;
    return {
      code: 'session.left.fader',
      severity: 'hear',
      stripIds: [id],
      title: words.fader(strip ? stripName(document, id) : id),
      measured: words.atStop,
      expected: words.open,
      cost: 1,
      costSentence: words.muteCost(stripName(document, id)),
      fix: words.fixFader(stripName(document, id)),
      moves: own ? [{ id: 'strip.set', payload: { stripId: id, faderDb: -12 } }] : [],
    };
  });
}

/** An insert that was worked on and does not sound. */
function bypasses(document: SessionDocument): (Left | null)[] {
  const strips = [...orderedStrips(document).map(({ id }) => id), MASTER_STRIP];
  return strips.map((id) => {
    const worked = ({ bypassed, parameters, kind }: Effect): boolean =>
      bypassed && kind !== 'analyser' && Object.keys(parameters).length > 0;
    const effects = Object.values(document.effects[id] ?? {}).filter(worked);
    const read = effects.filter((effect) => {
      const lane = laneOf(document, id, `effect:${effect.id}:bypassed`);
      return !(lane && isRead(lane));
    });
    if (read.length === 0) return null;
    const name = stripName(document, id);
    return {
      code: 'session.left.bypass',
      severity: 'hear',
      stripIds: [id],
      title: words.bypass(
        name,
        read.map(({ kind }) => kind),
      ),
      measured: words.bypassed(read.length),
      expected: words.notBypassed,
      cost: 0.4,
      costSentence: words.bypassCost,
      fix: words.fixBypass(name, read.length),
      moves: read.map((effect) => ({
        id: 'effect.bypass',
        payload: { stripId: id, effectId: effect.id, bypassed: false },
      })),
    };
  });
}
