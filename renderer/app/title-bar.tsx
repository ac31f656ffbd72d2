/** The title bar: song, undo, transport, position, tempo, engine, views. */
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { frameWords } from '../../audio-engine/words/views.ts';
import { CheckBadge } from '../check/index.ts';
import { keyOf, runAction } from '../commands/index.ts';
import { Button, Icon, IconButton, MenuButton } from '../controls/index.ts';
import { SourceChip } from '../master/index.ts';
import { openInsert } from '../mixer/index.ts';
import { MatchedSwitch, MonitorButton } from '../monitor/index.ts';
import { openDialog, redo, undo, useDocument, useReplica, useViewState } from '../state/index.ts';
import { EngineFigures, Position, TempoField, TransportButtons } from '../transport/index.ts';
import { mainMenu } from './main-menu.ts';
import { Mark } from './mark.tsx';
import { SavedTime } from './saved-time.tsx';
import './title-bar.css';
import { VIEWS, type ViewName } from './view-name.ts';

export function TitleBar() {
  const name = useDocument((d) => d.session.name);
  const { undoName, redoName } = useReplica((r) => ({ undoName: r.undoName, redoName: r.redoName }));
  const [view, setViewName] = useViewState<string>('app.view', 'timeline');
  return (
    <header className="title-bar">
      <div className="title-song">
        <MenuButton label={frameWords.menu} items={mainMenu()}>
          <Button kind="quiet" className="title-mark" label={frameWords.menu} help={frameWords.menuHelp}>
            <Mark />
          </Button>
        </MenuButton>
        <div className="title-names">
          <button
            type="button"
            className="title-name"
            aria-label={frameWords.sessionName(name)}
            data-help={frameWords.sessionNameHelp}
            data-help-name={name}
            onDoubleClick={() => openDialog('rename')}
            onKeyDown={(event) => {
              if (event.key === 'Enter' || event.key === 'F2') {
                event.preventDefault();
                event.stopPropagation();
                openDialog('rename');
              }
            }}
          >
            {name}
          </button>
          <SavedTime />
        </div>
        <IconButton
          icon="undo"
          label={undoName ? frameWords.undo(undoName) : frameWords.undoNothing}
          help={frameWords.undoHelp}
          isDisabled={!undoName}
          onPress={() => void undo()}
        />
        <IconButton
          icon="redo"
          label={redoName ? frameWords.redo(redoName) : frameWords.redoNothing}
          help={frameWords.redoHelp}
          isDisabled={!redoName}
          onPress={() => void redo()}
        />
      </div>
      <div className="title-middle">
        <TransportButtons />
        <Position />
        <div className="title-figures">
          <TempoField />
        </div>
        <div className="title-rule" />
        <div className="title-figures title-monitor">
          <MatchedSwitch />
          {view !== 'master' && <SourceChip />}
          <MonitorButton />
        </div>
        <div className="title-rule" />
        <div className="title-figures title-engine">
          <EngineFigures onOpenInsert={openInsert} />
        </div>
      </div>
      <ToggleButtonGroup
        aria-label={frameWords.views}
        className="segmented title-views"
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[view]}
        onSelectionChange={(keys) => {
          const next = [...keys][0];
          if (next) setViewName(String(next));
        }}
      >
        {VIEWS.map((id: ViewName) => (
          <ToggleButton
            key={id}
            id={id}
            className="segment"
            data-help={frameWords.viewHelp[id]}
            data-help-name={frameWords.viewNames[id]}
          >
            {id === 'check' && <Icon name="door" size={14} />}
            {frameWords.viewNames[id]} <span className="title-key">{keyOf(`view.${id}`)}</span>
            {id === 'check' && <CheckBadge />}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <IconButton
        icon="search"
        label={frameWords.palette}
        help={frameWords.paletteHelp}
        onPress={() => runAction('view.palette')}
      />
    </header>
  );
}
