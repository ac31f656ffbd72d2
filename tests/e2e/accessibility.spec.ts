/** The three views, a dialog and the palette against axe-core's rules, in both themes. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, type Page, test } from '@playwright/test';
import { HostProcess } from '../main/host-process.ts';

interface AxeResult {
  violations: { id: string; help: string; nodes: { target: string[]; failureSummary?: string }[] }[];
}

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

let host: HostProcess;
let page: Page;

test.describe.configure({ mode: 'default' });

test.beforeAll(async ({ browser }) => {
  host = new HostProcess(['--demo']);
  page = await browser.newPage();
  await page.goto(await host.address());
  await expect(page.getByRole('button', { name: 'Session Doorway' })).toBeVisible({ timeout: 60_000 });
});
test.afterAll(async () => {
  await page.close();
  await host.end();
});

/** What axe finds, one line a node, so that a failure reads as a list of things to mend. */
async function violations(only?: string[]): Promise<string[]> {
  // The page's policy forbids added scripts, not what the debugger evaluates.
  await page.evaluate(axeSource);
  const result = await page.evaluate(async (rules) => {
    const { axe } = globalThis as unknown as { axe: { run(options: unknown): Promise<unknown> } };
    // Narrow slots show abbreviations (EQ, M, S) whose names are the full words.
    return axe.run(
      rules ? { runOnly: rules } : { rules: { 'label-content-name-mismatch': { enabled: false } } },
    );
  }, only);
  return (result as AxeResult).violations.flatMap((v) =>
    v.nodes.map((node) => `${v.id}: ${node.target.join(' ')} (${v.help}) ${node.failureSummary ?? ''}`),
  );
}

async function command(title: string): Promise<void> {
  await page.getByRole('button', { name: 'Find a command' }).click();
  await page.keyboard.type(title);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toHaveCount(0);
}

for (const theme of ['dark', 'light']) {
  for (const view of ['Timeline', 'Mixer', 'Master']) {
    test(`${view}, ${theme}`, async () => {
      await command(`${theme} theme`);
      await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
      await page.getByRole('radiogroup', { name: 'View' }).getByText(view).click();
      await expect(page.getByRole('main', { name: view })).toBeVisible();
      // What has a role and a name in one theme has it in the other.
      expect(await violations(theme === 'light' ? ['color-contrast'] : undefined)).toEqual([]);
    });
  }
}

test('the sheet of keys and the palette', async () => {
  await page.getByRole('button', { name: '? all keys' }).click();
  await expect(page.getByRole('dialog', { name: 'All keys' })).toBeVisible();
  expect(await violations()).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.getByRole('button', { name: 'Find a command' }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  expect(await violations()).toEqual([]);
});
