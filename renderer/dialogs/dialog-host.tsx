/** Shows the one dialog that is open. */

import { AlbumDialog, ReportDialog } from '../album/index.ts';
import { ExportDialog } from '../export/index.ts';
import { GiveDialog, TakeDialog } from '../handoff/index.ts';
import { Palette } from '../palette/index.ts';
import { openDialog, useStatus } from '../state/index.ts';
import { ChainDialog, CompareDialog, DelayDialog, SaveChainDialog } from '../versions/index.ts';
import { AboutDialog } from './about-dialog.tsx';
import { DeviceDialog } from './device-dialog.tsx';
import './dialogs.css';
import { FilesDialog, type FilesKind } from './files-dialog.tsx';
import { KeysDialog } from './keys-dialog.tsx';
import { SceneDialog } from './scene-dialog.tsx';
import {
  MarkerDialog,
  NewDialog,
  RecentDialog,
  RenameDialog,
  SaveAsDialog,
  SaveVersionDialog,
  VersionsDialog,
} from './session-dialogs.tsx';

const close = () => openDialog(null);

export function DialogHost() {
  const dialog = useStatus((s) => s.dialog);
  switch (dialog?.kind) {
    case 'new':
      return <NewDialog onClose={close} />;
    case 'rename':
      return <RenameDialog onClose={close} />;
    case 'saveVersion':
      return <SaveVersionDialog onClose={close} />;
    case 'saveAs':
      return <SaveAsDialog onClose={close} />;
    case 'versions':
      return <VersionsDialog onClose={close} />;
    case 'recent':
      return <RecentDialog onClose={close} />;
    case 'marker':
      return <MarkerDialog markerId={dialog.argument ?? ''} onClose={close} />;
    case 'files':
      return <FilesDialog kind={(dialog.argument ?? 'audio') as FilesKind} onClose={close} />;
    case 'device':
      return <DeviceDialog onClose={close} />;
    case 'keys':
      return <KeysDialog onClose={close} />;
    case 'about':
      return <AboutDialog onClose={close} />;
    case 'palette':
      return <Palette onClose={close} />;
    case 'album':
      return <AlbumDialog onClose={close} />;
    case 'report':
      return <ReportDialog onClose={close} />;
    case 'handoff':
      return <GiveDialog onClose={close} />;
    case 'openHandoff':
      return <TakeDialog folder={dialog.argument} onClose={close} />;
    case 'export':
      return <ExportDialog onClose={close} />;
    case 'compare':
      return <CompareDialog argument={dialog.argument} onClose={close} />;
    case 'scene':
      return <SceneDialog sceneId={dialog.argument} onClose={close} />;
    case 'delay':
      return <DelayDialog stripId={dialog.argument ?? ''} onClose={close} />;
    case 'chain':
      return <ChainDialog stripId={dialog.argument ?? ''} onClose={close} />;
    case 'saveChain':
      return <SaveChainDialog stripId={dialog.argument ?? ''} onClose={close} />;
    default:
      return null;
  }
}
