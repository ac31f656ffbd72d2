/** The frame: title bar, browser, the view, the detail under it, the status line; dialogs and notices above all. */
import { useEffect } from 'react';
import { frameWords } from '../../audio-engine/words/views.ts';
import { Browser, BrowserRail } from '../browser/index.ts';
import { CheckView, ListenThrough, useCheckActions } from '../check/index.ts';
import { chooseImpulse, DialogHost } from '../dialogs/index.ts';
import { EffectDetail, setImpulseChooser } from '../editors/index.ts';
import { MasterView } from '../master/index.ts';
import { MixerView } from '../mixer/index.ts';
import { useListenActions } from '../references/index.ts';
import { useReplica, useSelection, useViewState } from '../state/index.ts';
import { applyTheme, type ThemeChoice } from '../theme/index.ts';
import { ClipDetail, TimelineView } from '../timeline/index.ts';
import './app.css';
import { useAppActions } from './app-actions.ts';
import { DropZone } from './drop-zone.tsx';
import { Split } from './split.tsx';
import { StatusLine } from './status-line.tsx';
import { TitleBar } from './title-bar.tsx';
import { Toasts } from './toasts.tsx';
import { viewNamed } from './view-name.ts';
import { Welcome } from './welcome.tsx';
import { applyZoom } from './zoom.ts';

// Editors cannot open files: dialogs stand above them.
setImpulseChooser(chooseImpulse);

function useAppearance(): void {
  const [theme] = useViewState<string>('app.theme', 'dark');
  const [zoom] = useViewState<number>('app.zoomPercent', 100);
  const [reduced] = useViewState<boolean>('app.reducedMotion', false);
  useEffect(() => applyTheme(theme as ThemeChoice), [theme]);
  useEffect(() => applyZoom(zoom), [zoom]);
  useEffect(() => {
    document.documentElement.dataset.reducedMotion = String(reduced);
  }, [reduced]);
}

/** Under the view: the chosen clip on the timeline; in the mixer, and without a clip, the chosen strip's effects. */
function Detail({ view }: { view: 'timeline' | 'mixer' }) {
  const timeline = view === 'timeline';
  const hasClip = useSelection().clips.length > 0;
  const clip = timeline && hasClip;
  return (
    <Split
      side="bottom"
      stateKey={`detail.${view}Height`}
      initial={timeline ? 220 : 342}
      smallest={timeline ? 172 : 200}
      largest={640}
      label={frameWords.detailHeight}
    >
      {clip ? <ClipDetail /> : <EffectDetail />}
    </Split>
  );
}

export function App() {
  useAppActions();
  useCheckActions();
  useListenActions();
  useAppearance();
  const loaded = useReplica((r) => r.loaded);
  const [viewText] = useViewState<string>('app.view', 'timeline');
  const view = viewNamed(viewText);
  /** Where parts are worked on: browser and detail belong there. */
  const workroom = view === 'timeline' || view === 'mixer' ? view : null;
  const browserKey = `app.browser.${view}`;
  const [browserOpen] = useViewState<boolean>(browserKey, view === 'timeline');
  const [detailOpen] = useViewState<boolean>(`app.detail.${view}`, true);
  return (
    <div className="app" data-view={view}>
      <TitleBar />
      <Welcome loaded={loaded} />
      <main className="app-body" aria-busy={!loaded} aria-label={frameWords.viewNames[view]} key={view}>
        <h1 className="visually-hidden">{frameWords.viewNames[view]}</h1>
        <div className="app-upper">
          {workroom &&
            (browserOpen ? (
              <Split
                side="left"
                stateKey="browser.width"
                initial={216}
                smallest={160}
                largest={480}
                label={frameWords.browserWidth}
              >
                <Browser />
              </Split>
            ) : (
              <BrowserRail openKey={browserKey} />
            ))}
          <div className="app-main">
            {view === 'timeline' && <TimelineView />}
            {view === 'mixer' && <MixerView />}
            {view === 'check' && <CheckView />}
            {view === 'master' && <MasterView />}
          </div>
        </div>
        {detailOpen && workroom && <Detail view={workroom} />}
      </main>
      <StatusLine />
      <DropZone />
      <Toasts />
      <DialogHost />
      <ListenThrough />
    </div>
  );
}
