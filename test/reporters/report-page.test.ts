import { existsSync } from 'node:fs';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runAegis } from '../cli/run-aegis.ts';
import { DESK_POLICY, KEPT_POLICY, weekOfSupport } from '../compliance/week-of-support.ts';
import { DRIVERS, freshPath, writerAt } from '../store/drivers.ts';

const CHROMIUM = '/usr/bin/chromium';
const HOSTILE = '"><script>document.title = "taken"</script><img src=x onerror=alert(1)>';

let browser: Browser;
const pages: Record<string, string> = {};

beforeAll(async () => {
  if (!existsSync(CHROMIUM)) return;
  const path = freshPath();
  const writer = writerAt(path, DRIVERS[0]!);
  writer.keepPolicy(KEPT_POLICY.hash, KEPT_POLICY.text);
  writer.append(
    weekOfSupport({
      agents: ['support-bot', HOSTILE],
      answer: (n) => (n % 3 === 0 ? undefined : 'approved'),
    }).map((event) =>
      event.decision === undefined
        ? event
        : { ...event, decision: { ...event.decision, rule: `refunds ${HOSTILE}` } },
    ),
  );
  writer.close();
  const files = { 'policy.yaml': DESK_POLICY };
  for (const argv of [
    ['compliance', '--type', 'soc2'],
    ['regulatory', '--framework', 'all'],
  ]) {
    const ran = await runAegis([...argv, '--db', path, '--format', 'html', '--fail-on', 'none'], { files });
    pages[argv[0]!] = ran.stdout;
  }
  const flags = ['--no-sandbox', '--disable-dev-shm-usage'];
  browser = await chromium.launch({ executablePath: CHROMIUM, args: flags });
}, 120_000);

afterAll(async () => {
  if (existsSync(CHROMIUM)) await browser.close();
});

/** The page of a report, and everything it asked for or complained about. */
async function shown(name: string, width: number, colorScheme: 'light' | 'dark' = 'light') {
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
  const heard: string[] = [];
  page.on('request', (request) => heard.push(request.url()));
  page.on('console', (message) => heard.push(message.text()));
  page.on('pageerror', (error) => heard.push(error.message));
  await page.setContent(pages[name]!, { waitUntil: 'load' });
  return { page, heard };
}

const isWiderThanWindow = (page: Page) =>
  page.evaluate('document.documentElement.scrollWidth > window.innerWidth');

describe.skipIf(!existsSync(CHROMIUM)).each(['compliance', 'regulatory'])('the page of aegis %s', (name) => {
  test.each([1280, 768, 390])(
    'is not wider than a window of %i, asks for nothing and runs nothing',
    async (width) => {
      const { page, heard } = await shown(name, width);
      expect(await isWiderThanWindow(page)).toBe(false);
      expect(heard).toEqual([]);
      expect(await page.title()).toMatch(/^(?:Compliance|Gap analysis): /);
      expect(await page.locator('script, img, link, iframe, [onerror]').count()).toBe(0);
      expect(await page.getByText('<script>').count()).toBeGreaterThan(0);
      await page.close();
    },
  );

  test('can be read by its headings, and tables have heads', async () => {
    const { page } = await shown(name, 1280);
    expect(await page.locator('h1').count()).toBe(1);
    const levels = await page.evaluate<number[]>(
      "[...document.querySelectorAll('h1, h2, h3, h4')].map(({ tagName }) => Number(tagName.slice(1)))",
    );
    for (const [index, level] of levels.entries())
      expect(level - (levels[index - 1] ?? 0)).toBeLessThanOrEqual(1);
    expect(await page.locator('table:not(:has(caption))').count()).toBe(0);
    expect(await page.locator('thead th:not([scope])').count()).toBe(0);
    expect(await page.locator('svg:not([aria-hidden]):not([role=img][aria-label])').count()).toBe(0);
    expect(await page.getByRole('main').count()).toBe(1);
    await page.close();
  });

  test('every link within it leads somewhere, and no id is there twice', async () => {
    const { page } = await shown(name, 1280);
    const lost = await page.evaluate(`[...document.querySelectorAll('a[href^="#"]')]
      .map((link) => link.getAttribute('href').slice(1)).filter((id) => document.getElementById(id) === null)`);
    expect(lost).toEqual([]);
    const twice =
      await page.evaluate(`(() => { const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
      return ids.filter((id, index) => ids.indexOf(id) !== index); })()`);
    expect(twice).toEqual([]);
    await page.close();
  });

  test.each(['light', 'dark'] as const)(
    'is readable in %s: text stands out from what it stands on',
    async (scheme) => {
      const { page } = await shown(name, 1280, scheme);
      const faint = await page.evaluate(CONTRAST);
      expect(faint).toEqual([]);
      await page.close();
    },
  );

  test('prints on A4 with nothing cut off, dark or light', async () => {
    const { page } = await shown(name, 680, 'dark');
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    expect(await isWiderThanWindow(page)).toBe(false);
    expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(255, 255, 255)');
    const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true });
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    await page.close();
  });
});

/** Texts with a contrast below 4.5 (WCAG 2.1, 1.4.3; 3 for large ones), by their class. */
const CONTRAST = `(() => {
  const channels = (colour) => (colour.match(/[\\d.]+/g) ?? []).map(Number);
  const light = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map((c) => (c / 255 <= 0.03928 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const behind = (element) => {
    for (let at = element; at !== null; at = at.parentElement) {
      const colour = channels(getComputedStyle(at).backgroundColor);
      if (colour.length === 3 || colour[3] > 0) return colour;
    }
    return [255, 255, 255];
  };
  const faint = new Set();
  for (const element of document.querySelectorAll('body *')) {
    if (![...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim() !== '')) continue;
    const style = getComputedStyle(element);
    const ink = channels(element.closest('svg') === null ? style.color : style.fill);
    const [a, b] = [light(ink), light(behind(element))].sort((x, y) => y - x);
    const least = parseFloat(style.fontSize) >= 24 ? 3 : 4.5;
    if ((a + 0.05) / (b + 0.05) < least) faint.add(element.tagName + '.' + element.className);
  }
  return [...faint];
})()`;
