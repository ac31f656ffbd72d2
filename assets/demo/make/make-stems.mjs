// Makes the raw stems of the demo song as a home recording has them: uneven levels, mud in the low mids, a kick
// and a bass that want the same octave, a harsh lead, hum under the bass DI, a room that is too loud.
// Needs ffmpeg and Debian's `sonic-pi-samples` (all CC0): node assets/demo/make/make-stems.mjs
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { adLibs, BAR, BEAT, chords, isChorus, isVerse, lead, notesOf, SECONDS } from './song.mjs';
import { biquad, gain, noise, RATE, room, Stem, sample } from './tools.mjs';
import { bass, padVoice, pluck, sing, tines } from './voices.mjs';

const samples = process.env.DEMO_SAMPLES ?? '/usr/share/sonic-pi/samples';
const stemFolder = fileURLToPath(new URL('../stems', import.meta.url));
if (!existsSync(join(samples, 'drum_heavy_kick.flac'))) {
  console.error(
    "The samples are not here. Install Debian's package sonic-pi-samples, or set DEMO_SAMPLES to their folder.",
  );
  process.exit(1);
}
const human = noise(2026);
/** A player's timing and touch. */
const late = (ms) => (human() * ms) / 1000;
const touch = (depth) => 1 + human() * depth;

function drums() {
  const kick = new Stem(SECONDS);
  const snare = new Stem(SECONDS);
  const hats = new Stem(SECONDS);
  const toms = new Stem(SECONDS, 2);
  const cymbals = new Stem(SECONDS, 2);
  const kickHit = sample(samples, 'drum_heavy_kick');
  const kickBody = sample(samples, 'bd_fat', 0.92);
  for (let bar = 1; bar < 19; bar++) {
    const t = bar * BAR;
    const full = isChorus(bar);
    const kicks =
      bar === 1 ? [3.5] : bar === 18 ? [0] : full ? [0, 1.5, 2, 2.75] : [0, 2.5, ...(bar % 2 ? [1.75] : [])];
    for (const beat of kicks) {
      const v = touch(0.12);
      const at = t + beat * BEAT + late(4);
      kick.add(kickHit, at, 0.75 * v);
      kick.add(kickBody, at, 0.5 * v);
    }
    const snares = bar === 18 ? [] : bar < 2 ? [] : bar === 9 || bar === 17 ? [1, 3, 3.5, 3.75] : [1, 3];
    for (const beat of snares) {
      const v = (beat % 1 ? 0.7 : 1) * touch(0.14);
      const at = t + beat * BEAT + 0.006 + late(4);
      snare.add(sample(samples, full ? 'drum_snare_hard' : 'drum_snare_soft'), at, 0.85 * v);
      snare.add(sample(samples, 'sn_dolf', 1.04), at, (full ? 0.4 : 0.22) * v);
    }
    if (isVerse(bar) && bar % 2 === 1) snare.add(sample(samples, 'drum_snare_soft'), t + 2.25 * BEAT, 0.16);
    if (bar >= 2 && bar < 18)
      for (let eighth = 0; eighth < 8; eighth++) {
        const open = full && eighth === 7;
        hats.add(
          sample(
            samples,
            open ? 'drum_cymbal_open' : eighth % 4 === 2 ? 'drum_cymbal_pedal' : 'drum_cymbal_closed',
            1.06,
          ),
          t + (eighth / 2) * BEAT + late(5),
          (eighth % 2 ? 0.3 : 0.5) * touch(0.3) * (open ? 0.7 : 1),
        );
      }
    if (full)
      for (const beat of [0.75, 2.25])
        hats.add(sample(samples, 'drum_cymbal_closed', 1.12), t + beat * BEAT + late(4), 0.2);
    if (bar === 9 || bar === 17) {
      [
        ['drum_tom_hi_hard', 2, -0.4],
        ['drum_tom_mid_hard', 2.5, 0],
        ['drum_tom_lo_hard', 2.75, 0.35],
        ['drum_tom_lo_hard', 3.25, 0.45],
      ].forEach(([name, beat, pan]) => {
        toms.add(sample(samples, name), t + beat * BEAT + late(5), 0.8 * touch(0.1), pan);
      });
    }
    if (bar === 10 || bar === 14 || bar === 18)
      cymbals.add(sample(samples, 'drum_splash_hard'), t, 0.7, bar === 14 ? -0.4 : 0.35);
    if (bar === 2 || bar === 12 || bar === 16) cymbals.add(sample(samples, 'drum_cymbal_soft'), t, 0.5, -0.3);
  }
  // The room mic hears all of it, the kick as a boom and the hats too bright.
  const all = new Float64Array(kick.length);
  for (let i = 0; i < all.length; i++)
    all[i] =
      0.7 * kick.data[0][i] +
      0.9 * snare.data[0][i] +
      0.55 * hats.data[0][i] +
      0.6 * (toms.data[0][i] + toms.data[1][i]);
  const [left, right] = room(all, 0.55, 0.45);
  const overheads = new Stem(SECONDS, 2);
  [left, right].forEach((wet, side) => {
    const boxy = biquad('bell', 420, 1.1, 5);
    for (let i = 0; i < wet.length; i++)
      overheads.data[side][i] =
        boxy(wet[i] * 0.5 + 0.3 * hats.data[0][i] + 0.22 * snare.data[0][i]) + cymbals.data[side][i];
  });
  kick.map(() => biquad('bell', 58, 1.4, 5));
  return {
    '01 Kick': [kick, -5.5],
    '02 Snare': [snare, -8],
    '03 Hats': [hats, -15],
    '04 Toms': [toms, -9],
    '05 Overheads': [overheads, -10],
  };
}

function bassDi() {
  const stem = new Stem(SECONDS);
  chords.forEach(([, root], bar) => {
    if (bar < 2) return;
    const t = bar * BAR;
    const pattern =
      bar >= 18
        ? bar === 18
          ? [[0, 3.8, 0]]
          : []
        : isChorus(bar)
          ? [
              [0, 0.45, 0],
              [0.5, 0.45, 0],
              [1, 0.45, 0],
              [1.5, 0.9, 12],
              [2.5, 0.45, 0],
              [3, 0.45, 7],
              [3.5, 0.45, 0],
            ]
          : [
              [0, 1.4, 0],
              [1.5, 0.45, 0],
              [2.5, 0.9, 7],
              [3.5, 0.4, 0],
            ];
    // A finger bass played at home: some notes jump out.
    pattern.forEach(([beat, beats, up], k) =>
      stem.add(bass(root + up, beats * BEAT, 0.8 * touch(0.32), bar * 16 + k), t + beat * BEAT + late(6), 1),
    );
  });
  const mud = biquad('bell', 240, 0.9, 5);
  stem.map(
    () => (x, i) =>
      mud(x) +
      0.0016 * Math.sin((2 * Math.PI * 50 * i) / RATE) +
      0.0007 * Math.sin((2 * Math.PI * 150 * i) / RATE),
  );
  return { '06 Bass DI': [stem, -4] };
}

function harmony() {
  const keys = new Stem(SECONDS, 2);
  const pad = new Stem(SECONDS, 2);
  const left = new Stem(SECONDS);
  const right = new Stem(SECONDS);
  chords.forEach(([notes, root], bar) => {
    const t = bar * BAR;
    const hits =
      bar >= 18
        ? bar === 18
          ? [[0, 7]]
          : []
        : isChorus(bar)
          ? [
              [0, 1.4],
              [1.5, 0.9],
              [2.5, 1.4],
            ]
          : [
              [0, 2.4],
              [2.5, 1.4],
            ];
    for (const [beat, beats] of hits) {
      [root + 12, ...notes].forEach((midi, k) =>
        keys.add(
          tines(midi, beats * BEAT, 0.7 * touch(0.2)),
          t + beat * BEAT + k * 0.008 + late(8),
          0.5,
          (k - 2) * 0.22,
        ),
      );
    }
    if (bar < 19)
      for (const [k, midi] of notes.entries())
        for (const [side, pan] of [
          [0, -0.8],
          [1, 0.8],
        ])
          pad.add(
            padVoice(
              midi + (k > 2 ? 0 : 12),
              bar === 18 ? 2 * BAR : BAR,
              side ? 9 : 7,
              bar * 8 + k * 2 + side,
            ),
            t,
            isChorus(bar) ? 0.8 : 0.5,
            pan,
          );
    if (bar >= 6 && bar < 18) {
      for (let eighth = 0; eighth < 8; eighth++) {
        const muted = !isChorus(bar);
        if (muted && eighth % 2 === 0 && eighth !== 0) continue;
        for (const [stem, seed] of [
          [left, 0],
          [right, 5000],
        ]) {
          const strum = isChorus(bar)
            ? eighth === 0 || eighth === 3 || eighth === 6
              ? [notes[0], notes[1], notes[2]]
              : [notes[0]]
            : [notes[eighth % 3 === 0 ? 0 : 2]];
          strum.forEach((midi, k) =>
            stem.add(
              pluck(
                midi,
                muted ? 0.35 : 0.9,
                0.8 * touch(0.2),
                muted ? 0.9 : 0.2,
                seed + bar * 64 + eighth * 8 + k,
              ),
              t + (eighth / 2) * BEAT + k * 0.011 + late(seed ? 13 : 9),
              0.7,
            ),
          );
        }
      }
    }
  });
  // Recorded too close and too dark: mud where the voice wants to be.
  keys.map(() => biquad('bell', 310, 0.8, 6));
  return { '07 Rhodes': [keys, -7], '08 Pad': [pad, -13], '09 Gtr L': [left, -9], '10 Gtr R': [right, -12] };
}

function vocals() {
  const main = new Stem(SECONDS);
  const doubles = new Stem(SECONDS);
  const extra = new Stem(SECONDS);
  const backing = new Stem(SECONDS, 2);
  const line = sing(notesOf(lead), SECONDS, { seed: 11, bite: 9 });
  // The singer leans into the microphone for the chorus and turns away at the ends of lines.
  main.map(() => (_, i) => line[i] * (i / RATE > 10 * BAR ? 1.5 : 0.85 + 0.25 * Math.sin(i / RATE / 2.3)));
  doubles.add(
    sing(notesOf(lead, { from: 10, to: 18 }), SECONDS, {
      seed: 23,
      cents: 9,
      lateness: 0.021,
      bite: 5,
      size: 1.03,
    }),
    0,
    1,
  );
  extra.add(sing(notesOf(adLibs), SECONDS, { seed: 37, bite: 4, size: 1.06 }), 0, 1);
  [
    [-5, -0.7, 41],
    [-5, 0.75, 43],
    [-9, -0.45, 47],
    [3, 0.5, 53],
    [3, -0.6, 59],
    [-9, 0.6, 61],
  ].forEach(([transpose, pan, seed], k) => {
    const fifth = notesOf(lead, { from: 10, to: 18 }).map((n) => ({
      ...n,
      midi: n.midi + transpose,
      vowel: n.vowel === 'i' ? 'e' : n.vowel === 'a' ? 'o' : 'u',
      onset: undefined,
    }));
    backing.add(
      sing(inScale(fifth), SECONDS, {
        seed,
        cents: (k - 2.5) * 5,
        lateness: 0.012 * (k % 3),
        size: 0.97 + 0.02 * k,
        breath: 0.03,
      }),
      0,
      0.5,
      pan,
    );
  });
  return {
    '11 Lead vox': [main, -6.5],
    '12 Doubles': [doubles, -14],
    '13 Ad-libs': [extra, -5],
    '14 Backing': [backing, -11],
  };
}

/** Moves notes that are not in A minor to the nearest that are. */
function inScale(notes) {
  const scale = new Set([9, 11, 0, 2, 4, 5, 7]);
  return notes.map((n) => (scale.has(((n.midi % 12) + 12) % 12) ? n : { ...n, midi: n.midi - 1 }));
}

function effects() {
  const stem = new Stem(SECONDS, 2);
  const r = noise(404);
  const riser = new Float64Array(Math.round(2 * BAR * RATE));
  const sweep = [biquad('bp', 900, 0.8), biquad('bp', 2500, 0.8), biquad('bp', 6000, 0.8)];
  for (let i = 0; i < riser.length; i++) {
    const t = i / riser.length;
    const n = r();
    riser[i] = t ** 3 * (sweep[0](n) * (1 - t) + sweep[1](n) * Math.sin(Math.PI * t) + sweep[2](n) * t) * 1.4;
  }
  stem.add(riser, 8 * BAR, 0.8, -0.1);
  stem.add(riser.subarray(riser.length / 2), 1 * BAR, 0.4, 0.1);
  for (const [name, time, level, pan] of [
    ['misc_cineboom', 10 * BAR, 0.9, 0],
    ['ambi_dark_woosh', 14 * BAR - 1.2, 0.5, 0.2],
    ['perc_swoosh', 18 * BAR - 0.4, 0.6, -0.3],
    ['ambi_glass_hum', 0, 0.25, -0.2],
    ['ambi_glass_hum', 18 * BAR, 0.3, 0.2],
  ])
    stem.add(sample(samples, name), time, level, pan);
  const hiss = noise(77);
  stem.map(() => (x) => x + hiss() * 0.00025);
  return { '15 FX print': [stem, -8] };
}

/** Peak-normalises to a level, dithers to 16 bit and encodes. */
function write(name, stem, peakDb, index) {
  let peak = 0;
  for (const channel of stem.data) for (const v of channel) peak = Math.max(peak, Math.abs(v));
  const scale = gain(peakDb) / peak;
  const r = noise(9000 + index);
  const pcm = new Int16Array(stem.length * stem.channels);
  const endFade = Math.round(0.05 * RATE);
  for (let i = 0; i < stem.length; i++) {
    const out = Math.min(1, (stem.length - i) / endFade);
    for (let c = 0; c < stem.channels; c++) {
      const v = stem.data[c][i] * scale * out * 32767;
      const silent = stem.data[c][i] === 0;
      pcm[i * stem.channels + c] = Math.max(
        -32768,
        Math.min(32767, Math.round(silent ? 0 : v + (r() + r()) / 2)),
      );
    }
  }
  const file = join(stemFolder, `${name}.flac`);
  const args = [
    '-v',
    'error',
    '-y',
    '-f',
    's16le',
    '-ar',
    String(RATE),
    '-ac',
    String(stem.channels),
    '-i',
    '-',
    '-c:a',
    'flac',
    '-compression_level',
    '12',
    '-fflags',
    '+bitexact',
    '-flags:a',
    '+bitexact',
    '-map_metadata',
    '-1',
    file,
  ];
  const { status, stderr } = spawnSync('ffmpeg', args, {
    input: Buffer.from(pcm.buffer),
    maxBuffer: 1 << 28,
  });
  if (status !== 0) throw new Error(String(stderr));
  console.log(`${name}: ${stem.channels} ch, peak ${peakDb} dBFS`);
}

rmSync(stemFolder, { recursive: true, force: true });
mkdirSync(stemFolder, { recursive: true });
const stems = { ...drums(), ...bassDi(), ...harmony(), ...vocals(), ...effects() };
Object.entries(stems).forEach(([name, [stem, peakDb]], index) => write(name, stem, peakDb, index));
