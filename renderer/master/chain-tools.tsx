/** The row under the chain's title: states A to D, the source, the assistant, and what limiting costs. */
import { useEffect, useRef, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { CHAIN_STATES, type ChainStateName } from '../../audio-engine/session/index.ts';
import { masterRoomWords as words } from '../../audio-engine/words/index.ts';
import { type ActionHandlers, keyOf, runAction, useActions } from '../commands/index.ts';
import { Button, Icon, IconButton, MenuButton, type MenuEntry, Segmented } from '../controls/index.ts';
import { chooseSourceFile } from '../dialogs/index.ts';
import { useMonitor } from '../monitor/index.ts';
import { run, useDocument } from '../state/index.ts';
import { toggleAssistant, useAssistant } from './assistant.ts';
import { endMatch, hearState, usedStates, useStateMatch } from './chain-states.ts';
import { measureLimiting, useLimiting } from './limiting.ts';
import { songActions } from './song-edges.ts';
import { hearLive, hearPrint, printMix, togglePrinted, usePrints, useSource } from './source.ts';

function States() {
  const heard = useDocument((document) => document.master.state);
  const used = useDocument(usedStates);
  const match = useStateMatch();
  const copies: MenuEntry[] = CHAIN_STATES.filter((name) => name !== heard).map((name) => ({
    id: name,
    title: words.copyHeardTo(heard, name),
    onAction: () => void run('chain.copyState', { from: heard, to: name }),
  }));
  return (
    <>
      <Segmented<ChainStateName>
        label={words.states}
        help={words.statesHelp}
        size="small"
        className="chain-states"
        value={match.waiting ?? heard}
        options={CHAIN_STATES.map((name) => ({
          value: name,
          title: <span data-unused={used.includes(name) ? undefined : ''}>{name}</span>,
          label: used.includes(name) ? words.stateName(name) : words.emptyStateName(name),
          help: used.includes(name) ? words.statesHelp : words.emptyStateHelp(heard),
        }))}
        onChange={(name) => void hearState(name)}
      />
      <MenuButton label={words.copyStates} items={copies}>
        <AriaButton className="icon-button" aria-label={words.copyStates}>
          <Icon name="more" size={14} />
        </AriaButton>
      </MenuButton>
      <MatchNote />
    </>
  );
}

function MatchNote() {
  const match = useStateMatch();
  const { matched } = useMonitor().settings;
  const rate = useDocument((document) => document.session.sampleRate);
  const heard = useDocument((document) => document.master.state);
  useEffect(() => {
    if (!matched) endMatch();
  }, [matched]);
  if (match.waiting) return <output className="chain-note">{words.matchingState(match.waiting)}</output>;
  if (match.quieter === null) return null;
  return (
    <output className="chain-note" data-help={words.matchHelp} data-help-name={words.states}>
      <span>
        {match.trimDb < 0
          ? words.turnedDown(heard, -match.trimDb, match.quieter)
          : words.asLoud(heard, match.byLu)}
        {', '}
        {words.matchedOver(match.startSample / rate, match.endSample / rate)}
      </span>
      {match.trimDb < -0.05 && (
        <IconButton
          icon="close"
          size={12}
          label={words.endMatch}
          help={words.endMatchHelp}
          onPress={endMatch}
        />
      )}
    </output>
  );
}

function SourceChoice() {
  const source = useSource();
  const prints = usePrints();
  const items: MenuEntry[] = [
    ...[...prints].reverse().map((print) => ({
      id: print.id,
      title: words.printEntry(print.name, (Date.now() - Date.parse(print.createdAt)) / 60_000),
      isChecked: source.kind === 'print' && source.name === print.name,
      onAction: () => hearPrint(print),
      items: [
        { id: `${print.id}-hear`, title: words.hearPrint, onAction: () => hearPrint(print) },
        {
          id: `${print.id}-remove`,
          title: words.removePrint,
          onAction: () => void run('master.removePrint', { printId: print.id }),
        },
      ],
    })),
    ...(prints.length > 0 ? [{ kind: 'separator' as const, id: 'prints' }] : []),
    {
      id: 'print',
      title: prints.length > 0 ? words.printAgain : words.printMix,
      keys: keyOf('master.print'),
      onAction: printMix,
    },
    { id: 'feed', title: words.feedFile, onAction: () => void chooseSourceFile(false) },
    { id: 'file', title: words.masterFile, onAction: () => void chooseSourceFile(true) },
  ];
  return (
    <>
      <Segmented<'live' | 'printed'>
        label={words.source}
        help={words.sourceHelp}
        size="small"
        value={source.kind === 'live' ? 'live' : 'printed'}
        options={[
          { value: 'live', title: words.live },
          { value: 'printed', title: source.kind === 'file' ? words.file : words.fromPrint },
        ]}
        onChange={(value) => (value === 'live' ? hearLive() : togglePrinted())}
      />
      <MenuButton label={words.prints} items={items} placement="bottom end">
        <AriaButton className="icon-button" aria-label={words.prints} data-help={words.printsHelp}>
          <Icon name="chevronDown" size={12} />
        </AriaButton>
      </MenuButton>
    </>
  );
}

/** "live from the mix, revision 14", or which print and how old; a changed mix says so, with the key that prints again. */
export function SourceNote({ text }: { text: string }) {
  const { stale } = useSource();
  return (
    <>
      <span className="panel-note">{text}</span>
      {stale && (
        <Button
          kind="plain"
          className="panel-button chain-stale"
          icon="warning"
          onPress={printMix}
          help={words.staleHelp}
        >
          {words.stale} <kbd>{keyOf('master.print')}</kbd>
        </Button>
      )}
    </>
  );
}

/** The time in whole minutes, so that "12 min ago" goes on. */
export function useMinutes(): number {
  const [now, setNow] = useState(Date.now);
  const timer = useRef<ReturnType<typeof setInterval>>(undefined);
  useEffect(() => {
    timer.current = setInterval(() => setNow(Date.now()), 30_000);
    return () => clearInterval(timer.current);
  }, []);
  return now;
}

export function ChainTools() {
  const { open } = useAssistant();
  const limiting = useLimiting();
  const hasLimiter = useDocument((document) =>
    Object.values(document.effects.master ?? {}).some(
      (effect) => effect.kind === 'limiter' && !effect.bypassed,
    ),
  );
  const states = Object.fromEntries(
    CHAIN_STATES.map((name) => [`master.state${name}`, { run: () => void hearState(name) }]),
  ) as ActionHandlers;
  useActions({
    ...states,
    ...songActions,
    'master.source': { run: togglePrinted },
    'master.propose': { run: toggleAssistant },
    'master.limiting': { run: () => void measureLimiting(), isEnabled: () => hasLimiter },
  });
  return (
    <div className="chain-tools">
      <States />
      <span className="editor-space" />
      {hasLimiter && (
        <Button
          kind="plain"
          className="panel-button"
          isDisabled={limiting.running !== null}
          onPress={() => runAction('master.limiting')}
          help={words.limitingHelp}
        >
          {limiting.running ? words.percent(limiting.running.progress) : words.limiting}
        </Button>
      )}
      <Button
        kind={open ? 'primary' : 'plain'}
        className="panel-button"
        onPress={toggleAssistant}
        help={words.proposeHelp}
      >
        {words.propose}
      </Button>
      <SourceChoice />
    </div>
  );
}
