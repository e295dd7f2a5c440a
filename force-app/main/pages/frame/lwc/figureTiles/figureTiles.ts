import { LightningElement, api } from 'lwc';
import helpWith from '@salesforce/label/c.Page_Help';
import { fill } from 'c/billingFormat';

/** A key figure. */
export interface FigureTile {
    name: string;
    label: string;
    about?: string;
    value: string;
    /** What happens when the value is pressed, in words that name figure and value; without it, the value is no button. */
    action?: string;
    /** Whether a person should look: bad, or open. */
    tone?: 'bad' | 'open';
    /** Since an earlier time, and in words. */
    change?: { text: string; about: string; tone?: 'up' | 'down' };
    notes?: string[];
    /** Of a line below. */
    series?: (number | null)[];
}

interface ShownTile extends FigureTile {
    aboutName: string;
    tileClass: string;
    valueClass: string;
    changeClass: string;
}

/** What does not fit into a tile at its usual size: 'KWD 999,999.000' does. */
const LONG = 15;
const MOST_IN_A_ROW = 5;
const IN_A_ROW_OF_MIDDLE_WIDTH = 3;

/** Key figures side by side. Fires `choose` with the name of the one that was pressed. */
export default class FigureTiles extends LightningElement {
    @api tiles: FigureTile[] = [];

    /** As many in a row as leave the rows alike; what is left over is spread over the last row. */
    get listClass(): string {
        const { length } = this.tiles;
        const columns = Math.ceil(length / Math.max(1, Math.ceil(length / MOST_IN_A_ROW)));
        const inPairs = length % IN_A_ROW_OF_MIDDLE_WIDTH === 1;
        return `tiles tiles_${String(columns)}${inPairs ? ' tiles_pairs' : ''}${length === columns ? ' tiles_row' : ''}`;
    }

    get shownTiles(): ShownTile[] {
        return this.tiles.map((tile) => ({
            ...tile,
            aboutName: fill(helpWith, tile.label),
            tileClass: tile.tone ? `tile tile_${tile.tone}` : 'tile',
            valueClass: ['value', ...(tile.tone ? [`value_${tile.tone}`] : []), ...(tile.value.length > LONG ? ['value_long'] : [])].join(
                ' '
            ),
            changeClass: tile.change?.tone ? `change change_${tile.change.tone}` : 'change'
        }));
    }

    handleChoose(event: Event): void {
        const { name } = (event.currentTarget as HTMLElement).dataset;
        this.dispatchEvent(new CustomEvent('choose', { detail: { key: name } }));
    }
}
