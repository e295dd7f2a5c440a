import { LightningElement, api } from 'lwc';
import { tenth } from 'c/chartScale';

/** Size in the drawing's own units; the template's viewBox says the same. */
const WIDTH = 96;
const HEIGHT = 24;
const MARGIN = 2;

interface Point {
    x: number;
    y: number;
}

/**
 * A few values as a line, without words: the figure above it says what it is. Where a value is missing, so is the line;
 * a value that stands alone is a dot.
 */
export default class ChartSpark extends LightningElement {
    @api values: (number | null | undefined)[] = [];

    get line(): string {
        return this.runs
            .filter((run) => run.length > 1)
            .map((run) => run.map(({ x, y }, index) => `${index > 0 ? 'L' : 'M'}${x} ${y}`).join(''))
            .join('');
    }

    /** Lines of no length, which round ends make dots, however the drawing is stretched. */
    get dots(): string {
        return this.runs.flatMap((run) => (run.length === 1 ? run.map(({ x, y }) => `M${x} ${y}h0`) : [])).join('');
    }

    /** Values that stand side by side, each a point. */
    private get runs(): Point[][] {
        const known = this.values.filter((value) => typeof value === 'number');
        const low = Math.min(...known);
        const span = Math.max(...known) - low;
        const step = WIDTH / Math.max(this.values.length - 1, 1);
        const runs: Point[][] = [[]];
        this.values.forEach((value, index) => {
            if (typeof value !== 'number') {
                runs.push([]);
                return;
            }
            const share = span > 0 ? (value - low) / span : 0.5;
            runs.at(-1)?.push({ x: tenth(index * step), y: tenth(HEIGHT - MARGIN - share * (HEIGHT - 2 * MARGIN)) });
        });
        return runs;
    }
}
