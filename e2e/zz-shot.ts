import { join } from 'node:path';
import { mkdirSync } from 'node:fs';
import { findBrowser, launch } from './browser';
// args: name=path,... widths schemes users
async function main() {
    const [paths, widths = '1400', schemes = 'light', users = ''] = process.argv.slice(2);
    mkdirSync('/tmp/l-shots', { recursive: true });
    const exe = await findBrowser('/work/wt/l/.local-org/browser');
    const b = await launch(exe!);
    const url = 'http://127.0.0.1:18611';
    for (const user of users.split(',')) for (const entry of paths!.split(',')) for (const w of widths.split(',')) for (const scheme of schemes.split(',')) {
        const [name, path] = entry.split('=', 2);
        const c = await b.newContext({ viewport: { width: Number(w), height: 900 } });
        await c.addCookies([{ name: 'local-org-scheme', value: scheme, url }, ...(user ? [{ name: 'local-org-user', value: encodeURIComponent(user + '@recurrent.example'), url }] : [])]);
        const p = await c.newPage();
        p.on('console', (m) => m.type() === 'error' && console.log(name, 'CONSOLE', m.text()));
        p.on('pageerror', (e) => console.log(name, 'ERR', e.message));
        await p.goto(url + entry.slice(name!.length + 1));
        await p.waitForLoadState('networkidle', { timeout: 8000 }).catch(() => 0);
        await p.waitForTimeout(Number(process.env.WAITMS ?? 1800));
        await p.screenshot({ path: join('/tmp/l-shots', `${name}-${user || 'admin'}-${scheme}-${w}.png`), fullPage: process.env.FULL !== '0' });
        await c.close();
    }
    await b.close();
}
main();
