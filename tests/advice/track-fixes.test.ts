/** What the checks between tracks find in mixes with one fault, and that "Try it" mends it. */
import { describe, expect, it } from 'vitest';
import { trackChecks } from '../../audio-engine/advice/checks/between-tracks.ts';
import { listenToSession } from '../../audio-engine/advice/index.ts';
import { type Finding, findingSchema } from '../../audio-engine/protocol/index.ts';
import { applyCommand, type SessionDocument } from '../../audio-engine/session/index.ts';
import { faultyMix, type Strength, TRACK_FAULTS } from './corpus/faults-tracks.ts';

const SECONDS = 7;

async function findingsOf(document: SessionDocument, folder: string): Promise<Finding[]> {
  const { song } = await listenToSession({ document, folder });
  return trackChecks.flatMap((check) => check.run(song)?.findings ?? []);
}

interface Case {
  fault: string;
  genre: string;
  strength: Strength;
  /** What is said, in part. */
  says: RegExp;
  strip: string;
}

const CASES: Case[] = [
  {
    fault: 'vocal covered by one track',
    genre: 'jazz',
    strength: 2,
    says: /covers? Lead vox/,
    strip: 'vox',
  },
  { fault: 'vocal too low', genre: 'soul', strength: 2, says: /Lead vox is buried/, strip: 'vox' },
  { fault: 'backing over lead', genre: 'folk', strength: 2, says: /competes with Lead vox/, strip: 'vox' },
  { fault: 'bass on the kick', genre: 'rock', strength: 2, says: /Bass DI sits on Kick/, strip: 'kick' },
  {
    fault: 'second mic upside down',
    genre: 'pop',
    strength: 1,
    says: /upside down against/,
    strip: 'bass-2',
  },
  { fault: 'second mic late', genre: 'ballad', strength: 2, says: /later than Bass DI/, strip: 'bass-2' },
  { fault: 'low end at the sides', genre: 'trap', strength: 1, says: /low end of Bass DI/, strip: 'bass' },
  { fault: 'track gone in mono', genre: 'jazz', strength: 2, says: /Piano is upside down/, strip: 'keys' },
  { fault: 'inaudible track', genre: 'pop', strength: 2, says: /Nobody hears Pad/, strip: 'pad' },
  { fault: 'drowned in reverb', genre: 'ballad', strength: 2, says: /Plate drowns/, strip: 'plate' },
];

describe('a fault between tracks', () => {
  it.each(CASES)(
    'is found, named and mended: $fault',
    async ({ fault: name, genre, strength, says, strip }) => {
      const fault = TRACK_FAULTS.find((one) => one.name === name)!;
      const mix = faultyMix(fault, genre, 7, strength, SECONDS);
      try {
        const found = await findingsOf(mix.document, mix.folder);
        for (const finding of found) findingSchema.parse(finding);
        const finding = found.find(({ code, title }) => fault.codes.includes(code) && says.test(title));
        expect(finding, found.map(({ title }) => title).join('; ')).toBeDefined();
        const { key, code, stripIds, measured, expected, fix } = finding!;
        expect(stripIds[0]).toBe(strip);
        expect(fix.commands.length).toBeGreaterThan(0);
        const mended = applyCommand(mix.document, { id: 'batch', payload: { commands: fix.commands } });
        const left = (await findingsOf(mended.document, mix.folder)).find(
          (one) => one.key === key || one.code === code,
        );
        if (left) {
          const off = (figure: Finding['measured']) => Math.abs(figure.value! - expected.value!);
          expect(off(left.measured)).toBeLessThan(0.6 * off(measured));
        }
      } finally {
        mix.remove();
      }
    },
  );
});

describe('what a hand left on or off', () => {
  it.each(['muted track', 'soloed track', 'bypassed insert', 'fader at its stop'])(
    'is read from the session: %s',
    async (name) => {
      const fault = TRACK_FAULTS.find((one) => one.name === name)!;
      const mix = faultyMix(fault, 'ballad', 8, 1, 2);
      const check = trackChecks.find(({ code }) => code === 'session.left')!;
      const { song } = await listenToSession({ document: mix.document, folder: mix.folder });
      const [finding] = check.run(song)!.findings;
      expect(fault.codes).toContain(finding!.code);
      const mended = applyCommand(mix.document, {
        id: 'batch',
        payload: { commands: finding!.fix.commands },
      });
      expect(check.run({ ...song, document: mended.document })!.findings).toEqual([]);
      mix.remove();
    },
  );
});
