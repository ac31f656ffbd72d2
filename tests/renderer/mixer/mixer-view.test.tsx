// @vitest-environment happy-dom
import { act } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { effectiveFaderDb, orderedEffects } from '../../../audio-engine/session/index.ts';
import { MixerView } from '../../../renderer/mixer/index.ts';
import { addInsert, copyInsert, moveInsert, nudgeInsert } from '../../../renderer/mixer/insert-actions.ts';
import { layOut, scrollToShow, visibleRange } from '../../../renderer/mixer/layout.ts';
import {
  busFor,
  folderFor,
  groupFor,
  outputTargets,
  setGroup,
  vcaFor,
} from '../../../renderer/mixer/routing-actions.ts';
import { sendTargets, sendToNew } from '../../../renderer/mixer/send-actions.ts';
import { select, selection, undo } from '../../../renderer/state/index.ts';
import { pointer, press, type Stage, sessionOf, settle, stage } from '../controls/dom.tsx';

let open: Stage | undefined;
afterEach(async () => {
  await open?.close();
  open = undefined;
});

const strip = (s: Stage, id: string) => s.find(`[data-strip-id="${id}"]`);
const control = (s: Stage, id: string, name: string) =>
  s.find(`[data-strip-id="${id}"] [data-control="${name}"]`);
const click = async (element: HTMLElement) => {
  await act(async () => element.click());
  await settle();
};

describe('layout of the mixer', () => {
  const items = (count: number) =>
    Array.from({ length: count }, (_, i) => ({
      id: `s${i}`,
      color: i < 3 ? ('clay' as const) : ('mauve' as const),
      groupKey: i < 3 ? 'colour:clay' : 'folder:vocals',
      groupName: i < 3 ? 'Drums' : 'Vocals',
      groupColor: i < 3 ? ('clay' as const) : ('mauve' as const),
      wide: i === 1,
    }));

  it('puts neighbours of one colour in one group with a gap between groups', () => {
    const { strips, groups, width } = layOut(items(5));
    expect(strips.map((s) => s.left)).toEqual([0, 55, 160, 218, 273]);
    expect(groups.map((g) => [g.count, g.left, g.width])).toEqual([
      [3, 0, 214],
      [2, 218, 109],
    ]);
    expect(width).toBe(327);
  });

  it('folds a group to its band: its strips take no room, the next ones move up', () => {
    const { strips, groups, width } = layOut(items(5), new Set(['colour:clay']));
    expect(strips.map((s) => [s.id, s.left])).toEqual([
      ['s3', 28],
      ['s4', 83],
    ]);
    expect(groups.map((g) => [g.name, g.folded, g.count, g.left, g.width])).toEqual([
      ['Drums', true, 3, 0, 24],
      ['Vocals', false, 2, 28, 109],
    ]);
    expect(width).toBe(137);
  });

  it('draws a window of hundreds, and scrolls no further than it must', () => {
    const layout = layOut(items(400));
    const range = visibleRange(layout, 5000, 1000);
    expect(range.end - range.first).toBeLessThan(30);
    const seen = layout.strips.slice(range.first, range.end);
    expect(seen[0]!.left).toBeLessThan(5000);
    expect(seen.at(-1)!.left + seen.at(-1)!.width).toBeGreaterThan(6000);
    expect(scrollToShow(layout.strips[0]!, 5000, 1000)).toBe(0);
    expect(scrollToShow(layout.strips[95]!, 5000, 1000)).toBe(5000);
  });
});

describe('the mixer', () => {
  it('lists the strips of the document with the master', async () => {
    open = await stage(<MixerView />);
    const names = [...open.host.querySelectorAll('.plate-name')].map((node) => node.textContent);
    expect(names).toEqual(['Kick', 'Snare', 'Bass', 'Lead vox', 'Mix']);
    expect(strip(open, 't3').getAttribute('aria-label')).toBe('Strip Lead vox');
  });

  it('mutes, solos and says which strips a solo silences', async () => {
    open = await stage(<MixerView />);
    await click(control(open, 't1', 'solo'));
    expect(open.document().strips.t1?.solo).toBe(true);
    expect(strip(open, 't0').querySelector('.plate-sub')?.textContent).toBe('Off by solo');
    await click(control(open, 't0', 'solo-safe'));
    expect(strip(open, 't0').querySelector('.plate-sub')?.textContent).toBe('Mono');
    await click(control(open, 't0', 'mute'));
    expect(control(open, 't0', 'mute').getAttribute('aria-pressed')).toBe('true');
    expect(strip(open, 't0').querySelector('.plate-sub')?.textContent).toBe('Muted');
  });

  it('walks strips with Left and Right on the same control, and controls with Up and Down', async () => {
    open = await stage(<MixerView />);
    await act(async () => select({ stripIds: ['t1'] }));
    const fader = control(open, 't1', 'fader');
    fader.focus();
    await press(fader, 'ArrowRight');
    await settle();
    expect(selection().stripIds).toEqual(['t2']);
    expect(document.activeElement).toBe(control(open, 't2', 'fader'));
    for (const above of ['automation', 'listen']) {
      await press(document.activeElement as Element, 'ArrowUp');
      expect((document.activeElement as HTMLElement).dataset.control).toBe(above);
    }
    expect(open.calls('gesture.begin')).toEqual([]);
  });

  it('moves all selected faders by the same amount, in one step', async () => {
    const session = structuredClone(sessionOf(4));
    session.strips.t1!.faderDb = -10;
    session.strips.t2!.faderDb = -144;
    open = await stage(<MixerView />, session);
    await act(async () => select({ stripIds: ['t1', 't2', 't0'] }));
    const fader = control(open, 't0', 'fader');
    await pointer(fader, 'pointerdown', 100);
    await press(fader, 'PageDown');
    await pointer(fader, 'pointerup', 100);
    await settle();
    const { strips } = open.document();
    expect([strips.t0?.faderDb, strips.t1?.faderDb, strips.t2?.faderDb]).toEqual([-3, -13, -144]);
    await act(async () => undo());
    expect(open.document().strips.t1?.faderDb).toBe(-10);
  });
});

describe('routes', () => {
  const shown = (s: Stage) => [...s.host.querySelectorAll('.plate-name')].map((node) => node.textContent);
  const later = async (act_: () => unknown) => {
    await act(async () => void (await act_()));
    await settle();
  };

  it('a send to a new return brings the return, and its row is a slider that speaks', async () => {
    open = await stage(<MixerView />);
    await later(() => sendToNew(['t3'], 'return'));
    const [bus] = Object.values(open.document().buses);
    expect(shown(open)).toEqual(['Kick', 'Snare', 'Bass', 'Lead vox', 'Return 1', 'Mix']);
    const row = control(open, 't3', 'send-0');
    expect(row.getAttribute('role')).toBe('slider');
    expect(row.getAttribute('aria-label')).toBe('Send from Lead vox to Return 1');
    expect(row.getAttribute('aria-valuetext')).toBe('−12.0 dB, C, after the fader');
    row.focus();
    await press(row, 'PageUp');
    await act(async () => row.blur());
    await settle();
    const [send] = Object.values(open.document().sends.t3!);
    expect([send?.toStripId, send?.levelDb]).toEqual([bus?.id, -9]);
    await press(row, 'Enter', { shiftKey: true });
    await settle();
    expect(Object.values(open.document().sends.t3!)[0]?.muted).toBe(true);
    await press(row, 'Delete');
    await settle();
    expect(open.document().sends.t3).toEqual({});
  });

  it('only ways that do not feed back are offered', async () => {
    open = await stage(<MixerView />);
    await later(() => busFor(['t0', 't1']));
    const [bus] = Object.values(open.document().buses);
    await later(() => sendToNew([bus!.id], 'return'));
    const back = Object.values(open.document().buses).find((one) => one.kind === 'return');
    expect([open.document().strips.t0?.output, open.document().strips.t1?.output]).toEqual([
      bus!.id,
      bus!.id,
    ]);
    expect(sendTargets(open.document(), back!.id)).toEqual([]);
    expect(outputTargets(open.document(), back!.id)).toEqual([]);
    expect(
      outputTargets(open.document(), 't2')
        .map(({ id }) => id)
        .sort(),
    ).toEqual([bus!.id, back!.id].sort());
  });

  it('a VCA moves what follows it without a fader of theirs moving; linked strips move together', async () => {
    open = await stage(<MixerView />);
    await later(() => vcaFor(['t0', 't1']));
    const [vca] = Object.values(open.document().vcas);
    expect(strip(open, vca!.id).querySelector('.vca-members')?.textContent).toBe('2 strips');
    const fader = control(open, vca!.id, 'fader');
    fader.focus();
    await press(fader, 'PageDown');
    await act(async () => fader.blur());
    await settle();
    expect(effectiveFaderDb(open.document(), 't0')).toBe(-3);
    expect(open.document().strips.t0?.faderDb).toBe(0);
    await later(() => groupFor(['t2', 't3']));
    await click(control(open, 't2', 'mute'));
    expect(open.document().strips.t3?.mute).toBe(true);
    await later(() => undo());
    expect([open.document().strips.t2?.mute, open.document().strips.t3?.mute]).toEqual([false, false]);
  });

  it('sends and inserts of linked strips move together where the group says so, and not before', async () => {
    open = await stage(<MixerView />);
    await later(() => sendToNew(['t0', 't1'], 'return'));
    await later(() => groupFor(['t0', 't1']));
    const [group] = Object.values(open.document().groups);
    const levels = () =>
      ['t0', 't1'].map((id) => Object.values(open!.document().sends[id] ?? {}).map((send) => send.levelDb));
    const down = async () => {
      const row = control(open!, 't0', 'send-0');
      row.focus();
      await press(row, 'PageDown');
      await act(async () => row.blur());
      await settle();
    };
    await down();
    expect(levels()).toEqual([[-15], [-12]]);
    await later(() => setGroup(group!.id, { links: { sends: true } }));
    await down();
    expect(levels()).toEqual([[-18], [-15]]);
    await later(() => undo());
    expect(levels()).toEqual([[-15], [-12]]);
  });

  it('a folder folds its strips away and says how many', async () => {
    open = await stage(<MixerView />);
    await later(() => folderFor(['t0', 't1']));
    const fold = open.find('.band-fold');
    expect(fold.getAttribute('aria-label')).toBe('Fold Folder 1');
    await click(fold);
    expect(shown(open)).toEqual(['Bass', 'Lead vox', 'Mix']);
    expect(open.find('.band-fold').getAttribute('aria-expanded')).toBe('false');
    await click(open.find('.band-fold'));
    expect(shown(open).length).toBe(5);
  });
});

describe('inserts', () => {
  it('are added, moved, copied and bypassed, and the master keeps its limiter last', async () => {
    open = await stage(<MixerView />);
    await act(async () => {
      await addInsert('t0', 'equaliser');
      await addInsert('t0', 'compressor');
    });
    await settle();
    const kinds = (id: string) => orderedEffects(open!.document(), id).map((effect) => effect.kind);
    expect(kinds('t0')).toEqual(['equaliser', 'compressor']);
    const first = orderedEffects(open.document(), 't0')[0]!;
    expect(selection().effect?.stripId).toBe('t0');
    await act(async () => {
      nudgeInsert({ stripId: 't0', effectId: first.id }, 1);
    });
    await settle();
    expect(kinds('t0')).toEqual(['compressor', 'equaliser']);
    await act(async () => copyInsert({ stripId: 't0', effectId: first.id }, 't1', 0));
    await act(async () => moveInsert({ stripId: 't0', effectId: first.id }, 't2', 0));
    await settle();
    expect([kinds('t0'), kinds('t1'), kinds('t2')]).toEqual([['compressor'], ['equaliser'], ['equaliser']]);
    await act(async () => {
      await addInsert('master', 'limiter');
      await addInsert('master', 'equaliser');
    });
    await settle();
    expect(kinds('master')).toEqual(['equaliser', 'limiter']);
    await click(strip(open, 't2').querySelector('.insert-lamp') as HTMLElement);
    expect(orderedEffects(open.document(), 't2')[0]?.bypassed).toBe(true);
    await press(control(open, 't2', 'insert-0'), 'Delete');
    await settle();
    expect(kinds('t2')).toEqual([]);
  });
});
