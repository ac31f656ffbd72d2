/** The right side of the master room, under the services: the files that leave it. */
import { mixingWords } from '../../audio-engine/words/index.ts';
import './export.css';
import { ExportForm } from './export-form.tsx';

const words = mixingWords.export;

export function DeliveryPanel() {
  return (
    <aside className="delivery" aria-label={words.delivery}>
      <header className="panel-header">
        <h2>{words.files}</h2>
        <span className="panel-note">{words.filesNote}</span>
      </header>
      <ExportForm />
    </aside>
  );
}
