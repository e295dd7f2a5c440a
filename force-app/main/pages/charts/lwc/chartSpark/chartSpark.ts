import { LightningElement, api } from 'lwc';
import { tenth } from 'c/chartScale';

/** Size in the drawing's own units; the template's viewBox says the same. */
const WIDTH = 96;
const HEIGHT = 24;
const MARGIN = 2;
/** Of the dash that stands for a value without neighbours: a dot is taken for dirt. */
const DASH = 4;

/**
 * A few values as a line, without words: the figure above it says what it is. Where a value is missing, so is the line;
 * a value that stands alone is a dash.
 */
export default class ChartSpark extends LightningElement {
    @api values: (number | null | undefined)[] = [];

    get line(): string {
        const known = this.values.filter((value) => typeof value === 'number');
        const low = Math.min(...known);
        const span = Math.max(...known) - low;
        const step = WIDTH / Math.max(this.values.length - 1, 1);
        const isKnown = (index: number): boolean => typeof this.values[index] === 'number';
        return this.values
            .map((value, index) => {
                if (typeof value !== 'number') return '';
                const share = span > 0 ? (value - low) / span : 0.5;
                const y = tenth(HEIGHT - MARGIN - share * (HEIGHT - 2 * MARGIN));
                if (isKnown(index - 1)) return `L${tenth(index * step)} ${y}`;
                if (isKnown(index + 1)) return `M${tenth(index * step)} ${y}`;
                return `M${tenth(Math.min(Math.max(index * step - DASH / 2, 0), WIDTH - DASH))} ${y}h${DASH}`;
            })
            .join('');
    }
}
