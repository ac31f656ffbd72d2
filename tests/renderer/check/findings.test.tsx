// @vitest-environment happy-dom
/** What is said where and what is looped: pure parts of the view. */
import { afterEach, describe, expect, it } from 'vitest';
import { type Action, actionIds, actionOf } from '../../../audio-engine/protocol/index.ts';
import { applyCommand, createEffect, overlayProblem } from '../../../audio-engine/session/index.ts';
import { breakWords, checkWords } from '../../../audio-engine/words/index.ts';
import {
  filtered,
  hearRange,
  parted,
  sectionsOf,
  stripToGo,
  viewToGo,
  whereOf,
} from '../../../renderer/check/findings.ts';
import { hearPatches } from '../../../renderer/check/hear.ts';
import { heardLevel } from '../../../renderer/check/listening.ts';
import { runsOf } from '../../../renderer/check/listening-picture.tsx';
import { findingsAdvice, releaseAdvice, releaseAdviceOnce } from '../../../renderer/check/release-advice.ts';
import { findingOf } from '../../../renderer/check/summary.tsx';
import { setView } from '../../../renderer/state/index.ts';
import { sessionOf } from '../controls/dom.tsx';
import { dense, esses, masking, monoLoss, report } from './fixture.ts';

const RATE = 48_000;
const song = sessionOf(4);

describe('places in words', () => {
  it('names the range, how many places, or the whole song', () => {
    expect(whereOf(masking, RATE)).toEqual({ places: '0:20–0:40', band: '2.0–3.5 kHz' });
    expect(whereOf(esses, RATE).places).toBe('4 places');
    expect(whereOf(monoLoss, RATE)).toEqual({ places: 'whole song', band: 'below 110 Hz' });
  });

  it('names the section that most of it lies in, and no other', () => {
    const marked = [
      { id: 'a', sample: 0, name: 'Intro' },
      { id: 'b', sample: 18 * RATE, name: 'Verse' },
      { id: 'c', sample: 35 * RATE, name: 'Chorus' },
    ].reduce((d, marker) => applyCommand(d, { id: 'marker.add', payload: { marker } }).document, song);
    const sections = sectionsOf(marked, 60 * RATE);
    expect(sections.map(({ endSample }) => endSample / RATE)).toEqual([18, 35, 60]);
    expect(whereOf(masking, RATE, sections).places).toBe('Verse, 0:20–0:40');
    const across = { ...masking, ranges: [{ startSample: 25 * RATE, endSample: 45 * RATE }] };
    expect(whereOf(across, RATE, sections).places).toBe('0:25–0:45');
  });

  it('finds the finding of a line by its code', () => {
    const [, vocal] = report.lines;
    expect(findingOf(vocal!, report.findings)).toBe(masking);
    expect(findingOf({ ...vocal!, code: 'masking' }, report.findings)).toBe(masking);
    expect(findingOf({ ...vocal!, code: 'mask' }, report.findings)).toBeUndefined();
  });
});

describe('what is shown', () => {
  const dismissed = { 'tone.sibilance': { key: 'tone.sibilance', sentence: 'Esses', createdAt: 'now' } };
  it('leaves out what was set aside, and shows it where it is asked for', () => {
    expect(filtered(report, dismissed, 'all')).toEqual([masking, monoLoss, dense]);
    expect(filtered(report, dismissed, 'hear')).toEqual([monoLoss]);
    expect(filtered(report, dismissed, 'aside')).toEqual([esses]);
    expect(parted(null, dismissed)).toEqual({ open: [], aside: [] });
  });

  it('takes the key of an object for no finding', () => {
    const odd = { ...report, findings: [{ ...masking, key: 'toString' }] };
    expect(filtered(odd, {}, 'all')).toHaveLength(1);
  });
});

describe('hearing', () => {
  it('loops the first place, never shorter than two seconds or longer than twenty', () => {
    const seconds = (finding: typeof masking) => {
      const range = hearRange(finding, RATE, 60 * RATE)!;
      return [range.startSample / RATE, (range.endSample - range.startSample) / RATE];
    };
    expect(seconds(masking)).toEqual([19.75, 20]);
    expect(seconds(esses)).toEqual([4.75, 2]);
    const atEnd = { ...esses, ranges: [{ startSample: 59.9 * RATE, endSample: 60 * RATE }] };
    expect(seconds(atEnd)[1]).toBeGreaterThanOrEqual(0.35);
    expect(hearRange(monoLoss, RATE, 60 * RATE)).toBeNull();
  });

  it('solos what it is about, unmutes it, and leaves the mix whole where it is about the mix', () => {
    const muted = applyCommand(song, { id: 'strip.set', payload: { stripId: 't3', mute: true } }).document;
    const other = applyCommand(muted, { id: 'strip.set', payload: { stripId: 't0', solo: true } }).document;
    const paths = hearPatches(esses, other).map(({ path, value }) => `${path.join('.')}=${value}`);
    expect(paths).toContain('strips.t3.solo=true');
    expect(paths).toContain('strips.t3.mute=false');
    expect(paths).toContain('strips.t0.solo=false');
    expect(hearPatches(monoLoss, other).filter(({ path }) => path[0] === 'strips')).toEqual([]);
  });

  it('puts the mix in place of a file that feeds the master, where a track is heard, and can be laid over it', () => {
    const fed = {
      ...song,
      media: { ...song.media, f: { id: 'f', name: 'Print' } },
      master: { ...song.master, source: { kind: 'print', mediaId: 'f' } },
    } as unknown as typeof song;
    const patches = hearPatches(esses, fed);
    expect(patches[0]).toEqual({
      op: 'replace',
      path: ['master', 'source'],
      value: { kind: 'live', mediaId: null },
    });
    expect(overlayProblem(fed, patches)).toBeNull();
    const other = { ...patches[0]!, value: { kind: 'file', mediaId: 'f' } };
    expect(overlayProblem(fed, [other])).toMatch(/cannot be previewed/);
    expect(hearPatches(monoLoss, fed).some(({ path }) => path[0] === 'master')).toBe(false);
    expect(hearPatches(esses, song).some(({ path }) => path[0] === 'master')).toBe(false);
  });
});

describe('going there', () => {
  it('goes to the strip that is changed, else to the last it is about; clips are looked at in time', () => {
    expect(stripToGo(masking, song)).toBe('t2');
    expect(stripToGo(esses, song)).toBe('t3');
    expect(stripToGo({ ...esses, stripIds: ['gone'] }, song)).toBeNull();
    expect(viewToGo(masking)).toBe('mixer');
    const trim = { ...esses, fix: { sentence: '', commands: [{ id: 'clip.set', payload: {} }] } };
    expect(viewToGo(trim)).toBe('timeline');
  });
});

describe('keys of the check', () => {
  it('hide no global key but Enter and Escape, and the listen-through has three', () => {
    const all = actionIds.map((id) => [id, (actionOf(id) as Action).keys ?? {}] as const);
    const global = new Set(all.flatMap(([, keys]) => keys.global ?? []));
    const hidden = all.flatMap(([, keys]) => (keys.check ?? []).filter((key) => global.has(key)));
    expect(hidden.sort()).toEqual(['Enter', 'Escape']);
    const listen = all.filter(([, keys]) => keys.listen).map(([id]) => id);
    expect(listen.sort()).toEqual(['listen.end', 'listen.note', 'transport.toggle']);
  });
});

describe('ears', () => {
  it('estimates SPL from the calibration, and stays with LUFS without one', () => {
    const minute = { lufs: -14, roomDb: -26 };
    // 83 dB SPL at −20 dB with noise at −20; 6 dB lower, 6 dB louder programme.
    expect(heardLevel(minute, { referenceDb: -20, referenceSpl: 83 })).toBe(83);
    expect(heardLevel(minute, { referenceDb: null, referenceSpl: 83 })).toBe(-40);
  });

  it('parts the history where there was a break', () => {
    const at = (minute: number) => ({ atMs: minute * 60_000, level: 80 });
    expect(runsOf([at(0), at(1), at(2), at(20), at(21)]).map((run) => run.length)).toEqual([3, 2]);
  });

  it('says what moved, and nothing where nothing did', () => {
    const treble = { name: 'Lead vox', changeDb: 2.3, strips: 3 };
    expect(breakWords.changed(6, treble, '15:10')).toBe(
      'You have turned up 6.0 dB and added treble to 3 tracks, most to Lead vox: 2.3 dB above 8 kHz since 15:10.',
    );
    expect(breakWords.changed(0.4, null, '15:10')).toBeNull();
    expect(checkWords.duration(2 * 3600 + 41 * 60)).toBe('2 h 41 min');
  });
});

describe('a mix that is tagged for release', () => {
  afterEach(() => setView({ 'check.releaseTold': false }));
  const tagged = applyCommand(song, {
    id: 'release.set',
    payload: { title: 'One', artist: 'Us', targetName: 'Spotify' },
  }).document;

  it('hears what the Master room would add, with its own figures', () => {
    const advice = releaseAdvice(
      tagged,
      { ...report, measured: { ...report.measured, truePeakDbtp: 0.4 } },
      { lufs: -9 },
    )!;
    expect(advice.items).toContain('a true-peak limiter: the mix peaks at 0.4 dBTP');
    expect(advice.items).toContain('loudness made for its target: −14.2 LUFS now, −9.0 LUFS asked');
    expect(advice.items).toContain('an eye on 3 open findings of the mix check');
  });

  it('hears nothing when it is mastered, or no release', () => {
    expect(releaseAdvice(song, report, null)).toBeNull();
    const effect = createEffect({ id: 'lim', kind: 'limiter', order: 'V' });
    const mastered = applyCommand(tagged, { id: 'effect.insert', payload: { stripId: 'master', effect } });
    expect(releaseAdvice(mastered.document, report, null)).toBeNull();
  });

  it('hears of open findings when it goes out mastered, by their names, and of none that was put aside', () => {
    const advice = findingsAdvice(song, report)!;
    expect(advice.lead).toContain('mix check');
    const open = report.findings.filter(({ severity }) => severity !== 'note');
    expect(open.length).toBeGreaterThan(0);
    for (const item of advice.items) expect(open.map(({ title }) => title)).toContain(item);
    expect(findingsAdvice(song, null)).toBeNull();
    expect(findingsAdvice(song, { ...report, findings: [] })).toBeNull();
  });

  it('hears it once', () => {
    expect(releaseAdviceOnce(tagged, null)).not.toBeNull();
    expect(releaseAdviceOnce(tagged, null)).toBeNull();
  });
});
