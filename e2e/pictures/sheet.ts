import type { Browser } from 'playwright-core';

/** How much a picture of one page alone shows. */
const ALONE = { height: 1150, scale: 0.8 };

export interface Taken {
    width: number;
    height: number;
    png: Buffer;
}

export interface Row {
    /** Of the theme. */
    name: string;
    dark: boolean;
    shots: readonly Taken[];
}

const SCALE = 0.5;
const GAP = 16;
const CAPTION = 28;
/** In pixels of the page: what is longer goes on in a column beside it, and ends after the last. */
const COLUMN = 1750;
const COLUMNS: Readonly<Record<number, number>> = { 1400: 1, 768: 1, 360: 2 };
const QUALITY = 58;

/** One picture of many: a row for each theme, and in it the widths side by side. */
export function composeSheet(browser: Browser, rows: readonly Row[]): Promise<Buffer> {
    return photograph(browser, rows.map(row).join(''));
}

/** The beginning of one page, somewhat larger. */
export function composeAlone(browser: Browser, { width, height, png }: Taken): Promise<Buffer> {
    return photograph(browser, slice({ width, png }, 0, Math.min(height, ALONE.height), ALONE.scale));
}

async function photograph(browser: Browser, content: string): Promise<Buffer> {
    const context = await browser.newContext({ viewport: { width: 1600, height: 900 } });
    try {
        const page = await context.newPage();
        await page.setContent(`<style>${STYLE}</style><main>${content}</main>`);
        await page.waitForFunction('[...document.images].every((image) => image.complete)');
        return await page.locator('main').screenshot({ type: 'jpeg', quality: QUALITY });
    } finally {
        await context.close();
    }
}

function row({ name, dark, shots }: Row): string {
    const longest = Math.min(COLUMN, Math.max(...shots.map(({ height }) => height)));
    return `<div class="${dark ? 'dark' : 'light'}">${shots.map((shot) => figure(shot, longest, name)).join('')}</div>`;
}

function figure({ width, height, png }: Taken, longest: number, name: string): string {
    const count = Math.min(COLUMNS[width] ?? 1, Math.ceil(height / longest));
    const columns = Array.from({ length: count }, (_unused, index) =>
        slice({ width, png }, index * longest, Math.min(longest, height - index * longest), SCALE)
    );
    return `<figure><figcaption>${name}, ${width} px</figcaption>${columns.join('')}</figure>`;
}

function slice({ width, png }: Pick<Taken, 'width' | 'png'>, from: number, length: number, scale: number): string {
    const box = `width:${width * scale}px;height:${length * scale}px`;
    const image = `src="data:image/png;base64,${png.toString('base64')}" style="width:${width * scale}px;top:${-from * scale}px"`;
    return `<span style="${box}"><img ${image}></span>`;
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
