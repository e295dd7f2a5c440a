import { LightningElement, api } from 'lwc';
import { tenth } from 'c/chartScale';

/** Size in the drawing's own units; the template's viewBox says the same. */
const WIDTH = 96;
const HEIGHT = 24;
const MARGIN = 2;

/**
 * A few values as a line, without words: the figure above it says what it is. Where a value is missing, so is the line;
 * `h0` makes a dot of a value that stands alone.
 */
export default class ChartSpark extends LightningElement {
    @api values: (number | null | undefined)[] = [];

    get line(): string {
        const known = this.values.filter((value) => typeof value === 'number');
        const low = Math.min(...known);
        const span = Math.max(...known) - low;
        const step = WIDTH / Math.max(this.values.length - 1, 1);
        let draws = false;
        return this.values
            .map((value, index, values) => {
                if (typeof value !== 'number') {
                    draws = false;
                    return '';
                }
                const share = span > 0 ? (value - low) / span : 0.5;
                const command = draws ? 'L' : 'M';
                draws = true;
                const end = values[index + 1] === null || values[index + 1] === undefined ? 'h0' : '';
                return `${command}${tenth(index * step)} ${tenth(HEIGHT - MARGIN - share * (HEIGHT - 2 * MARGIN))}${end}`;
            })
            .join('');
    }
}
