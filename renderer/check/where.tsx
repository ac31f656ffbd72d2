/** The line under a finding's title: its strips with their colours, where in the song, which band. */
import { useMemo } from 'react';
import type { Finding } from '../../audio-engine/protocol/index.ts';
import { checkWords as words } from '../../audio-engine/words/index.ts';
import { shownDocument, useDocument } from '../state/index.ts';
import { type Section, stripsOf, whereOf } from './findings.ts';

const MOST_STRIPS = 4;

export interface WhereProps {
  finding: Finding;
  sampleRate: number;
  sections: readonly Section[];
  long?: boolean;
}

export function Where({ finding, sampleRate, sections, long = false }: WhereProps) {
  const tracks = useDocument((document) => document.tracks);
  const buses = useDocument((document) => document.buses);
  // Names and colours are read when one of these changes.
  const strips = useMemo(() => stripsOf(finding, shownDocument()), [finding, tracks, buses]);
  const { places, band } = whereOf(finding, sampleRate, sections);
  const under = long && strips.length > 1 && finding.code.startsWith('masking');
  return (
    <span className="finding-where">
      {strips.slice(0, MOST_STRIPS).map((strip, i) => (
        <span key={strip.id} className="finding-strip">
          {under && i === 1 && <span className="finding-under">{words.under}</span>}
          <span className="finding-chip" data-color={strip.color} />
          {strip.name}
        </span>
      ))}
      {strips.length > MOST_STRIPS && <span>{words.more(strips.length - MOST_STRIPS)}</span>}
      <span>{places}</span>
      {band && <span>{band}</span>}
      {long && <span>{finding.measured.text}</span>}
    </span>
  );
}
