import { existsSync, mkdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];

/**
 * A Chromium: the one that CHROME names, one of this machine, or, on Linux x64, the one that an npm package carries.
 * Undefined where there is none; in CI that is an error, for nothing would be tested then.
 */
export async function openBrowser(unpackInto: string): Promise<Browser | undefined> {
    const executablePath = process.env['CHROME'] ?? installed() ?? (await carried(unpackInto));
    if (executablePath !== undefined) return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-dev-shm-usage'] });
    if (process.env['CI'] === 'true') throw new Error('No Chrome or Chromium was found. Name one: CHROME=/path/to/chrome');
    return undefined;
}

function installed(): string | undefined {
    const folders = (process.env['PATH'] ?? '').split(delimiter);
    return folders.flatMap((folder) => NAMES.map((name) => join(folder, name))).find((path) => existsSync(path));
}

/** The package unpacks into the temporary folder and trusts what it finds there, so it gets a folder of its own. */
async function carried(unpackInto: string): Promise<string | undefined> {
    if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
    mkdirSync(unpackInto, { recursive: true });
    const temporary = process.env['TMPDIR'];
    process.env['TMPDIR'] = unpackInto;
    try {
        return await (await import('@sparticuz/chromium')).default.executablePath();
    } finally {
        if (temporary === undefined) delete process.env['TMPDIR'];
        else process.env['TMPDIR'] = temporary;
    }
}
