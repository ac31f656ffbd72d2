/** The control room: how the mix reaches the speakers, what is listened to by itself, and the room's own level. */
import { MONITOR_SOLOS } from '../../audio-engine/protocol/index.ts';
import { stripName } from '../../audio-engine/session/index.ts';
import { monitorWords as words } from '../../audio-engine/words/index.ts';
import { Button, Knob, Segmented, Toggle } from '../controls/index.ts';
import { useDocument } from '../state/index.ts';
import { levelScale, monitorBinding, splScale } from './level-binding.ts';
import './monitor.css';
import { listenTo, setMonitor, useMonitor } from './state.ts';

const MAIN = levelScale(12, true);
const DIM = levelScale(0, false, -20);
const LISTEN = levelScale(12, false);
const UNDER = levelScale(0, true, -144);

function Switches() {
  const { settings } = useMonitor();
  return (
    <div className="monitor-switches">
      {(['mono', 'dim', 'mute', 'swap'] as const).map((key) => (
        <Toggle
          key={key}
          className="monitor-switch"
          label={words[key]}
          help={words[`${key}Help`]}
          tone={key === 'mute' ? 'bad' : key === 'dim' ? 'mute' : 'accent'}
          isSelected={settings[key]}
          onChange={(on) => setMonitor({ [key]: on })}
        >
          {words[key]}
        </Toggle>
      ))}
    </div>
  );
}

function Level() {
  const { levelDb, dimDb, referenceDb, referenceSpl } = useMonitor().settings;
  return (
    <>
      <div className="monitor-row">
        <Knob
          scale={MAIN}
          value={levelDb}
          binding={monitorBinding('levelDb', words.level)}
          label={words.level}
          name={words.level}
          help={words.levelHelp}
          size={40}
        />
        <Knob
          scale={DIM}
          value={dimDb}
          binding={monitorBinding('dimDb', words.dimAmount)}
          label={words.dimAmount}
          name={words.dimAmount}
          help={words.dimHelp}
        />
        <Knob
          scale={splScale}
          value={referenceSpl}
          binding={monitorBinding('referenceSpl', words.referenceSpl)}
          label={words.referenceSpl}
          name={words.referenceSpl}
          help={words.setReferenceHelp}
        />
      </div>
      <p className="monitor-note">
        {referenceDb === null
          ? words.referenceNone
          : words.referenceIs(Math.max(-144, levelDb) - referenceDb, referenceSpl)}
      </p>
      <div className="monitor-row">
        <Button help={words.setReferenceHelp} onPress={() => setMonitor({ referenceDb: levelDb })}>
          {words.setReference}
        </Button>
        {referenceDb !== null && (
          <>
            <Button help={words.toReferenceHelp} onPress={() => setMonitor({ levelDb: referenceDb })}>
              {words.toReference}
            </Button>
            <Button kind="quiet" onPress={() => setMonitor({ referenceDb: null })}>
              {words.clearReference}
            </Button>
          </>
        )}
      </div>
    </>
  );
}

function Listening() {
  const { settings, listening } = useMonitor();
  const names = useDocument((document) => listening.map((id) => stripName(document, id)).join('\n'));
  return (
    <section className="monitor-section" aria-label={words.listening}>
      <h3>{words.listening}</h3>
      <div className="monitor-row">
        <Segmented
          size="small"
          label={words.listenPoint}
          help={words.listenPointHelp}
          value={settings.listenPoint}
          options={(['pre', 'post'] as const).map((value) => ({ value, title: words.listenPoints[value] }))}
          onChange={(listenPoint) => setMonitor({ listenPoint })}
        />
        <Toggle
          label={words.listenExclusive}
          className="monitor-switch"
          help={words.listenExclusiveHelp}
          isSelected={settings.listenExclusive}
          onChange={(listenExclusive) => setMonitor({ listenExclusive })}
        >
          {words.listenExclusive}
        </Toggle>
      </div>
      <div className="monitor-row">
        <Knob
          scale={LISTEN}
          value={settings.listenDb}
          binding={monitorBinding('listenDb', words.listenLevel)}
          label={words.listenLevel}
          name={words.listenLevel}
          help={words.listenLevelHelp}
        />
        <Knob
          scale={UNDER}
          value={settings.listenMixDb}
          binding={monitorBinding('listenMixDb', words.listenMix)}
          label={words.listenMix}
          name={words.listenMix}
          help={words.listenMixHelp}
        />
      </div>
      <div className="monitor-row">
        <p className="monitor-note">
          {listening.length ? words.listenTo(names.split('\n')) : words.listenNone}
        </p>
        {listening.length > 0 && <Button onPress={() => listenTo([])}>{words.listenOff}</Button>}
      </div>
    </section>
  );
}

export function MonitorPanel() {
  const { settings } = useMonitor();
  return (
    <div className="monitor-panel">
      <h2>{words.room}</h2>
      <Switches />
      <div className="monitor-row">
        <Segmented
          label={words.solo}
          help={words.soloHelp}
          value={settings.solo}
          options={MONITOR_SOLOS.map((value) => ({ value, title: words.solos[value] }))}
          onChange={(solo) => setMonitor({ solo })}
        />
      </div>
      <section className="monitor-section" aria-label={words.level}>
        <Level />
      </section>
      <Listening />
      <p className="monitor-note">{words.notSaved}</p>
    </div>
  );
}
