import type { Browser } from 'playwright-core';

export interface Taken {
    width: number;
    height: number;
    png: Buffer;
}

const SCALE = 0.5;
const GAP = 16;
const CAPTION = 28;
/** In pixels of the page: what is longer goes on in a column beside it, and ends after the last. */
const COLUMN = 1800;
const COLUMNS: Readonly<Record<number, number>> = { 1400: 1, 768: 1, 360: 2 };
const QUALITY = 70;

/** One picture of many: a row for each theme, and in it the widths side by side. */
export async function composeSheet(browser: Browser, rows: readonly { dark: boolean; shots: readonly Taken[] }[]): Promise<Buffer> {
    const context = await browser.newContext({ viewport: { width: 1600, height: 900 } });
    try {
        const page = await context.newPage();
        await page.setContent(`<style>${STYLE}</style><main>${rows.map(row).join('')}</main>`);
        await page.waitForFunction('[...document.images].every((image) => image.complete)');
        return await page.locator('main').screenshot({ type: 'jpeg', quality: QUALITY });
    } finally {
        await context.close();
    }
}

function row({ dark, shots }: { dark: boolean; shots: readonly Taken[] }): string {
    const longest = Math.min(COLUMN, Math.max(...shots.map(({ height }) => height)));
    return `<div class="${dark ? 'dark' : 'light'}">${shots.map((shot) => figure(shot, longest)).join('')}</div>`;
}

function figure({ width, height, png }: Taken, longest: number): string {
    const count = Math.min(COLUMNS[width] ?? 1, Math.ceil(height / longest));
    const source = `data:image/png;base64,${png.toString('base64')}`;
    const columns = Array.from({ length: count }, (_unused, index) => {
        const shown = Math.min(longest, height - index * longest);
        const box = `width:${width * SCALE}px;height:${shown * SCALE}px`;
        return `<span style="${box}"><img src="${source}" style="width:${width * SCALE}px;top:${-index * longest * SCALE}px"></span>`;
    });
    return `<figure><figcaption>${width} px</figcaption>${columns.join('')}</figure>`;
}

const STYLE = `
body { margin: 0; font: 13px/${CAPTION}px system-ui, sans-serif; }
main { display: inline-block; }
div { display: flex; gap: ${GAP * 1.5}px; padding: ${GAP / 2}px ${GAP}px ${GAP}px; align-items: flex-start; }
.light { background: #d8dde6; color: #2e2e2e; }
.dark { background: #3a3f47; color: #e5e5e5; }
figure { margin: 0; display: grid; grid-auto-flow: column; column-gap: ${GAP / 2}px; align-items: start; }
figcaption { grid-column: 1 / -1; grid-row: 1; height: ${CAPTION}px; }
span { grid-row: 2; position: relative; overflow: hidden; display: block; }
img { position: absolute; left: 0; display: block; }
`;
