/** The song's envelope for the pictures of this view: made from the peaks when the song or the width changes. */
import { useEffect, useRef, useState } from 'react';
import { sessionEndSample } from '../../audio-engine/session/index.ts';
import { shownDocument, useDocument } from '../state/index.ts';
import { peakStore, songEnvelope } from '../timeline/index.ts';

const WAIT_MS = 150;
/** Wider than any screen's picture of the whole song: drawn at any width without being made anew. */
const COLUMNS = 2048;

/** 0..1 by column of the whole song; undefined while nothing is known of it. */
export function useEnvelope(): Float32Array | undefined {
  const [envelope, setEnvelope] = useState<Float32Array>();
  const clips = useDocument((document) => document.clips);
  const strips = useDocument((document) => document.strips);
  const media = useDocument((document) => document.media);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  // The envelope is made of what the document shows then.
  useEffect(() => {
    const make = () => {
      const document = shownDocument();
      const end = sessionEndSample(document);
      setEnvelope(end > 0 ? songEnvelope(document, end, COLUMNS) : undefined);
    };
    const soon = () => {
      clearTimeout(timer.current);
      timer.current = setTimeout(make, WAIT_MS);
    };
    make();
    const end = peakStore().onChange(soon);
    return () => {
      end();
      clearTimeout(timer.current);
    };
  }, [clips, strips, media]);
  return envelope;
}

/** The mean of the columns under a part of the picture. */
export function envelopeAt(envelope: Float32Array, from: number, to: number): number {
  const first = Math.max(0, Math.floor(from * envelope.length));
  const last = Math.min(envelope.length, Math.max(first + 1, Math.ceil(to * envelope.length)));
  let sum = 0;
  for (let i = first; i < last; i++) sum += envelope[i] ?? 0;
  return sum / Math.max(1, last - first);
}
