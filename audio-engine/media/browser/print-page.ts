/** Prints a page on this machine to a PDF, by the Chromium or Chrome that is there. */
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { reportWords, ThresholdError } from '../../words/index.ts';
import { findBrowser } from './find-browser.ts';

const PATIENCE_MS = 60_000;

/** Throws a ThresholdError where no browser is there, or it does not print. */
export async function printPage(htmlPath: string, pdfPath: string, signal?: AbortSignal): Promise<void> {
  const program = findBrowser();
  if (!program) throw new ThresholdError(reportWords.noPrinter);
  const folder = mkdtempSync(join(tmpdir(), 'threshold-print-'));
  try {
    await new Promise<void>((resolve, reject) => {
      execFile(
        program,
        [
          '--headless=new',
          ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
          '--disable-gpu',
          '--disable-extensions',
          '--disable-background-networking',
          '--no-first-run',
          '--no-default-browser-check',
          `--user-data-dir=${folder}`,
          '--no-pdf-header-footer',
          `--print-to-pdf=${pdfPath}`,
          pathToFileURL(htmlPath).href,
        ],
        {
          timeout: PATIENCE_MS,
          killSignal: 'SIGKILL',
          env: { ...process.env, TMPDIR: folder },
          ...(signal && { signal }),
        },
        (error, _out, detail) =>
          error ? reject(new ThresholdError(reportWords.printFailed(detail || String(error)))) : resolve(),
      );
    });
    if (!existsSync(pdfPath)) throw new ThresholdError(reportWords.printFailed(''));
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}
