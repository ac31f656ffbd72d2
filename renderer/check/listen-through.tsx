/**
 * Listen through: the song, where you are in it, and one key. No meters and no faders: what makes somebody look up here
 * is what counts.
 */
import { useEffect, useRef, useState } from 'react';
import { sessionEndSample } from '../../audio-engine/session/index.ts';
import { clock } from '../../audio-engine/words/check.ts';
import { listenWords as words } from '../../audio-engine/words/index.ts';
import { useActions } from '../commands/index.ts';
import { Button } from '../controls/index.ts';
import { type Picture, usePicture } from '../editors/index.ts';
import { playheadSample, subscribeFrame } from '../live/index.ts';
import { setView, shownDocument, useDocument } from '../state/index.ts';
import { alpha, token } from '../theme/index.ts';
import { usePlaying } from '../transport/index.ts';
import { envelopeAt, useEnvelope } from './envelope.ts';
import { endListening, useListeningThrough } from './listen-store.ts';
import { dropNote, orderedNotes } from './notes.ts';
import './listen-through.css';

/** How long a dropped note is said. */
const SAID_MS = 2500;

function paintWave({ context, width, height, nowMs }: Picture, envelope: Float32Array | undefined): void {
  const document = shownDocument();
  const length = Math.max(1, sessionEndSample(document));
  const head = ((playheadSample(nowMs) ?? 0) / length) * width;
  const middle = height / 2;
  if (envelope)
    for (let x = 0; x < width; x++) {
      const tall = Math.max(0.5, envelopeAt(envelope, x / width, (x + 1) / width) * (middle - 16));
      context.fillStyle = alpha(token('track-stone'), x < head ? 0.85 : 0.3);
      context.fillRect(x, middle - tall, 1, 2 * tall);
    }
  for (const note of orderedNotes(document)) {
    const x = Math.round((note.sample / length) * width);
    context.fillStyle = token('reduction');
    context.fillRect(x, 10, 1, height - 20);
    context.beginPath();
    context.arc(x + 0.5, 6, 3, 0, 2 * Math.PI);
    context.fill();
  }
  context.fillStyle = token('curve');
  context.fillRect(Math.round(head), 0, 1, height);
}

function Through() {
  const envelope = useEnvelope();
  const canvas = usePicture((picture) => paintWave(picture, envelope), true);
  const rate = useDocument((document) => document.session.sampleRate);
  const end = useDocument(sessionEndSample);
  const name = useDocument((document) => document.session.name);
  const count = useDocument((document) => Object.keys(document.notes).length);
  const playing = usePlaying();
  const time = useRef<HTMLParagraphElement>(null);
  const [said, setSaid] = useState('');
  const [over, setOver] = useState(false);
  useActions({
    'listen.note': () =>
      void dropNote().then((sample) => {
        if (sample !== null) setSaid(words.dropped(clock(sample / rate)));
      }),
    'listen.end': endListening,
  });
  useEffect(() => {
    if (!said) return;
    const timer = setTimeout(() => setSaid(''), SAID_MS);
    return () => clearTimeout(timer);
  }, [said]);
  useEffect(
    () =>
      subscribeFrame((_frame, nowMs) => {
        const sample = playheadSample(nowMs) ?? 0;
        const text = words.progress(clock(sample / rate), clock(end / rate));
        if (time.current && time.current.textContent !== text) time.current.textContent = text;
        if (end > 0 && sample >= end) setOver(true);
      }),
    [rate, end],
  );
  return (
    <section className="listen-through" aria-label={words.title}>
      <h2>{name}</h2>
      <div className="listen-wave" role="img" aria-label={words.wave}>
        <canvas ref={canvas} />
      </div>
      <p className="listen-time" ref={time} />
      <p className="listen-said" role="status">
        {said || (over && !playing ? words.ended : words.count(count))}
      </p>
      <div className="listen-foot">
        <span>{words.hint}</span>
        <span className="editor-space" />
        {count > 0 && (
          <Button
            kind="quiet"
            onPress={() => {
              endListening();
              setView({ 'app.view': 'check', 'check.filter': 'notes' });
            }}
          >
            {words.see}
          </Button>
        )}
        <Button kind="quiet" onPress={endListening}>
          {words.leave}
        </Button>
      </div>
    </section>
  );
}

export function ListenThrough() {
  return useListeningThrough() ? <Through /> : null;
}
