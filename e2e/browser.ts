import { existsSync, mkdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'chrome.exe', 'msedge.exe'];

const PLACES = [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe'
];

/**
 * A Chromium of this machine: what CHROME names, an installed one, or, on Linux x64, the one that an npm package carries
 * (unpacked into `unpackInto`). Undefined where there is none.
 */
export async function findBrowser(unpackInto: string): Promise<string | undefined> {
    const named = process.env['CHROME'];
    if (named) return existsSync(named) ? named : undefined;
    const folders = (process.env['PATH'] ?? '').split(delimiter);
    const installed = [...folders.flatMap((folder) => NAMES.map((name) => join(folder, name))), ...PLACES].find((path) => existsSync(path));
    return installed ?? (process.platform === 'linux' && process.arch === 'x64' ? carried(unpackInto) : undefined);
}

export function launch(executablePath: string): Promise<Browser> {
    const args = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-background-networking', '--disable-sync'];
    return chromium.launch({ executablePath, args });
}

/** The package unpacks into the temporary folder and trusts what it finds there, so it gets a folder of its own. */
async function carried(unpackInto: string): Promise<string | undefined> {
    mkdirSync(unpackInto, { recursive: true });
    const temporary = process.env['TMPDIR'];
    process.env['TMPDIR'] = unpackInto;
    try {
        const { default: bundled } = await import('@sparticuz/chromium');
        return await bundled.executablePath();
    } catch {
        return undefined;
    } finally {
        if (temporary === undefined) delete process.env['TMPDIR'];
        else process.env['TMPDIR'] = temporary;
    }
}
