/// <reference types="vite/client" />
/**
 * The impulse responses there are to choose from, with what their pictures show; and the way to add one of the user's
 * own, which whoever can open files connects.
 */
import { z } from 'zod';
import pictures from '../../../assets/impulses/pictures.json';
import { FIRST_IMPULSE } from '../../../audio-engine/effects/convolution/parameters.ts';
import { effectWords } from '../../../audio-engine/words/index.ts';

const words = effectWords.convolution;

const pictureSchema = z.object({
  channels: z.number(),
  seconds: z.number(),
  decaySeconds: z.number(),
  /** Peak and mean power of columns of equal length, dB below the highest peak. */
  peaksDb: z.array(z.number()),
  levelsDb: z.array(z.number()),
});
export type ImpulsePicture = z.infer<typeof pictureSchema>;

const known = z.record(z.string(), pictureSchema).parse(pictures);

/** Picture of a response, undefined for the user's own. */
export function pictureOfImpulse(impulse: string | null): ImpulsePicture | undefined {
  const name = impulse ?? FIRST_IMPULSE;
  return name.startsWith('factory:') ? known[name.slice('factory:'.length)] : undefined;
}

export function titleOfImpulse(impulse: string | null): string {
  const name = impulse ?? FIRST_IMPULSE;
  return name.startsWith('factory:')
    ? (words.impulses[name.slice('factory:'.length)]?.title ?? name)
    : words.ownFile(name);
}

export function whyOfImpulse(impulse: string | null): string {
  const name = impulse ?? FIRST_IMPULSE;
  return words.impulses[name.slice('factory:'.length)]?.why ?? words.noPicture;
}

/** Lets the user choose a file, brings it into the session and answers its `impulses/<file>`; null where they did not. */
export type ImpulseChooser = () => Promise<string | null>;

let chooser: ImpulseChooser | undefined;

export function setImpulseChooser(next: ImpulseChooser | undefined): void {
  chooser = next;
}

export function impulseChooser(): ImpulseChooser | undefined {
  return chooser;
}
