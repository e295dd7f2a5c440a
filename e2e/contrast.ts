import type { Page } from 'playwright-core';

export interface Contrast {
    text: string;
    ratio: number;
}

/**
 * Contrast of every text and shape that axe cannot tell: those of drawings, and text on mixed colours. Texts need 4.5,
 * shapes 3. Colours are read from a canvas, which knows each way to write one.
 */
export function poorContrasts(page: Page, selector: string, least: number, property: 'fill' | 'stroke' | 'color'): Promise<Contrast[]> {
    return page.locator(selector).evaluateAll(
        (elements, { least: needed, property: name }) => {
            type Node_ = { assignedSlot?: Node_ | null; parentElement: Node_ | null; getRootNode(): { host?: Node_ }; textContent: string };
            const view = globalThis as unknown as {
                document: {
                    createElement(tag: string): { getContext(kind: string, options: object): Brush; width: number; height: number };
                };
                getComputedStyle(element: Node_): Record<string, string>;
            };
            type Brush = {
                fillStyle: string;
                clearRect(...box: number[]): void;
                fillRect(...box: number[]): void;
                getImageData(...box: number[]): { data: number[] };
            };
            const canvas = view.document.createElement('canvas');
            const brush = canvas.getContext('2d', { willReadFrequently: true });
            const rgba = (color: string): number[] => {
                brush.clearRect(0, 0, 1, 1);
                brush.fillStyle = color;
                brush.fillRect(0, 0, 1, 1);
                return [...brush.getImageData(0, 0, 1, 1).data];
            };
            const luminance = (color: number[]): number => {
                const [r, g, b] = color.slice(0, 3).map((part) => {
                    const share = part / 255;
                    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
                });
                return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
            };
            const behind = (element: Node_): number[] => {
                for (let at: Node_ | null | undefined = element; at; at = at.assignedSlot ?? at.parentElement ?? at.getRootNode().host) {
                    const color = rgba(view.getComputedStyle(at)['backgroundColor']!);
                    if (color[3] === 255) return color;
                }
                return [255, 255, 255, 255];
            };
            const ratio = (one: number[], other: number[]): number => {
                const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a);
                return (light! + 0.05) / (dark! + 0.05);
            };
            return (elements as unknown as Node_[])
                .map((element) => ({
                    text: element.textContent.trim().slice(0, 40),
                    ratio: ratio(rgba(view.getComputedStyle(element)[name]!), behind(element))
                }))
                .filter((found) => found.ratio < needed);
        },
        { least, property }
    );
}
