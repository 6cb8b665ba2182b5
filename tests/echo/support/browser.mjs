/* Chromium, and pages that are opened in it. */
import { chromium } from 'playwright-core';
import { PATIENCE } from '../../support/child.mjs';

let browser;

export async function startBrowser() {
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
    args: [
      '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync',
      '--disable-background-networking', '--disable-component-update',
      // The tests' own; websockets know no other way.
      '--ignore-certificate-errors',
    ],
  });
}

export const stopBrowser = () => browser?.close();

/** A window of its own browser profile: two of them share nothing but what `context` of the other gives. */
export async function openWindow(address, context) {
  context ??= await browser.newContext({ viewport: { width: 1000, height: 720 } });
  context.setDefaultTimeout(PATIENCE);
  const page = await context.newPage();
  page.problems = [];
  page.on('pageerror', (error) => page.problems.push(String(error)));
  await page.goto(address);
  return page;
}
