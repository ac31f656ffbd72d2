/**
 * Ardour, where it is installed, exporting the same session: its own equaliser and compressor on every track, the same
 * files. Its command line makes the session; the regions are written into the session file, since only its window
 * imports audio.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SessionDocument } from '../../audio-engine/session/index.ts';
import { SAMPLE_RATE } from './strips-shape.ts';

const LUA = 'ardour7-lua';
const EXPORT = 'ardour7-export';

function installed(command: string): boolean {
  return spawnSync(command, ['--version'], { stdio: 'ignore', timeout: 20_000 }).error === undefined;
}

function script(folder: string, tracks: number): string {
  return `local s = create_session("${folder}", "bench", ${SAMPLE_RATE})
local list = s:new_audio_track(2, 2, nil, ${tracks}, "strip", ARDOUR.PresentationInfo.max_order, ARDOUR.TrackMode.Normal, true)
for t in list:iter() do
  for _, name in ipairs({"urn:ardour:a-eq", "urn:ardour:a-comp#stereo"}) do
    local p = ARDOUR.LuaAPI.new_plugin(s, name, ARDOUR.PluginType.LV2, "")
    t:add_processor_by_index(p, -1, nil, true)
  end
end
s:save_state("")
close_session()
quit()
`;
}

/** Writes sources, regions and playlists of one region a track into the session file. */
function place(session: string, files: readonly string[], lengthSamples: number): void {
  // Ids of its own are counted up; these begin far above.
  let id = 1_000_000;
  const end = `a${Math.round((lengthSamples / SAMPLE_RATE) * 282_240_000)}`;
  const length = `${end}@a0`;
  const sources: string[] = [];
  const regions: string[] = [];
  const placed: string[] = [];
  for (const file of files) {
    const channels = [0, 1].map((channel) => {
      sources.push(
        `<Source name="${file}" take-id="" type="audio" flags="" id="${++id}" channel="${channel}" origin="" gain="1"/>`,
      );
      return id;
    });
    const region = (): string =>
      `<Region name="${file}" muted="0" opaque="1" locked="0" automatic="0" whole-file="0" start="a0" length="${length}" sync-position="a0" ancestral-start="a0" ancestral-length="${length}" stretch="1" shift="1" positional-lock-style="AudioTime" layering-index="0" envelope-active="0" default-fade-in="0" default-fade-out="0" fade-in-active="0" fade-out-active="0" scale-amplitude="1" id="${++id}" type="audio" first-edit="nothing" source-0="${channels[0]}" source-1="${channels[1]}" master-source-0="${channels[0]}" master-source-1="${channels[1]}" channels="2"/>`;
    regions.push(region());
    placed.push(region());
  }
  let text = readFileSync(session, 'utf8')
    .replace('<Sources/>', `<Sources>${sources.join('')}</Sources>`)
    .replace('<Regions/>', `<Regions>${regions.join('')}</Regions>`)
    .replace(/id-counter="\d+"/, `id-counter="${id + 1000}"`);
  let index = 0;
  text = text.replace(/<Playlist ([^>]*)\/>/g, (whole, attributes: string) => {
    const region = placed[index++];
    return region ? `<Playlist ${attributes}>${region}</Playlist>` : whole;
  });
  // Export goes from the session's start to its end.
  const range = `<Location id="${++id}" name="session" start="a0" end="${end}" flags="IsSessionRange" locked="0" timestamp="0" cue="0"/>`;
  text = text.includes('<Locations/>')
    ? text.replace('<Locations/>', `<Locations>${range}</Locations>`)
    : text.replace(/<Locations>[\s\S]*?<\/Locations>/, `<Locations>${range}</Locations>`);
  writeFileSync(session, text);
}

/** Times real time of its export, or 0 where Ardour is not installed or refuses. */
export function ardourExport(folder: string, document: SessionDocument, seconds: number): number {
  if (!installed(LUA) || !installed(EXPORT)) return 0;
  const home = join(folder, 'ardour');
  const env = { ...process.env, HOME: folder, XDG_CONFIG_HOME: join(folder, 'config') };
  const quiet = { stdio: 'ignore' as const, env };
  try {
    if (!existsSync(home)) {
      const lua = join(folder, 'make.lua');
      writeFileSync(lua, script(home, Object.keys(document.tracks).length));
      execFileSync(LUA, [lua], { ...quiet, timeout: 120_000 });
      const files = Object.values(document.media).map(({ file }) => {
        const name = file.replace('audio/', '');
        copyFileSync(join(folder, file), join(home, 'interchange', 'ardour', 'audiofiles', name));
        return name;
      });
      place(join(home, 'bench.ardour'), files, seconds * SAMPLE_RATE);
    }
    const out = join(folder, 'ardour.wav');
    const start = performance.now();
    execFileSync(EXPORT, ['-b', '24', '-o', out, home, 'bench'], { ...quiet, timeout: 300_000 });
    const took = performance.now() - start;
    return existsSync(out) ? (seconds * 1000) / took : 0;
  } catch {
    return 0;
  }
}
