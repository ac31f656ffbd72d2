/** The browser at the left: media, files, history; a rail of icons where it is folded. */
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { browserWords } from '../../audio-engine/words/views.ts';
import { IconButton } from '../controls/index.ts';
import { setView, useViewState } from '../state/index.ts';
import './browser.css';
import { FilesPanel } from './files-panel.tsx';
import { HistoryList } from './history-list.tsx';
import { MediaList } from './media-list.tsx';
import { ScenesPanel } from './scenes-panel.tsx';

const TABS = ['media', 'files', 'scenes', 'history'] as const;
const ICONS = { media: 'wave', files: 'folder', scenes: 'sliders', history: 'history' } as const;

export function Browser() {
  const [tab, setTab] = useViewState<string>('browser.tab', 'media');
  return (
    <aside className="browser" aria-label={browserWords.browser}>
      <Tabs className="browser-tabs" selectedKey={tab} onSelectionChange={(key) => setTab(String(key))}>
        <TabList className="browser-tab-list" aria-label={browserWords.browser}>
          {TABS.map((id) => (
            <Tab key={id} id={id} className="browser-tab">
              {browserWords.tabs[id]}
            </Tab>
          ))}
        </TabList>
        <TabPanel id="media" className="browser-panel">
          <MediaList />
        </TabPanel>
        <TabPanel id="files" className="browser-panel">
          <FilesPanel />
        </TabPanel>
        <TabPanel id="scenes" className="browser-panel">
          <ScenesPanel />
        </TabPanel>
        <TabPanel id="history" className="browser-panel">
          <HistoryList />
        </TabPanel>
      </Tabs>
    </aside>
  );
}

/** Opens the browser of this view at one of its tabs. */
export function BrowserRail({ openKey }: { openKey: string }) {
  return (
    <nav className="browser-rail" aria-label={browserWords.browser}>
      {TABS.map((id) => (
        <IconButton
          key={id}
          icon={ICONS[id]}
          label={browserWords.tabs[id]}
          help={browserWords.railHelp}
          onPress={() => setView({ [openKey]: true, 'browser.tab': id })}
        />
      ))}
    </nav>
  );
}
