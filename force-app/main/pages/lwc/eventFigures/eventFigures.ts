import { LightningElement, api } from 'lwc';
import { fill, formatQuantity } from 'c/billingFormat';
import { formatAgo, formatDuration, together, type Count, type Monitor } from 'c/eventModel';
import { labels, tiles } from 'c/eventWords';

interface Tile {
    name: string;
    label: string;
    about: string;
    value: string;
    valueClass: string;
    /** What one can see of it below; blank where there is nothing. */
    state: string;
    action: string;
    notes: string[];
    tileClass: string;
}

/** The key figures of the event monitor. Fires `choose` with the state that somebody wants to see. */
export default class EventFigures extends LightningElement {
    @api monitor?: Monitor;

    get tiles(): Tile[] {
        const { monitor } = this;
        if (!monitor) return [];
        return [this.queue(monitor), this.failed(monitor), this.waiting(monitor), this.delay(monitor), this.shapes(monitor)];
    }

    handleChoose(event: Event): void {
        const { state } = (event.currentTarget as HTMLElement).dataset;
        this.dispatchEvent(new CustomEvent('choose', { detail: { state } }));
    }

    private queue(monitor: Monitor): Tile {
        const { oldestAt, readAt } = monitor;
        const note = oldestAt ? fill(labels.oldest, formatAgo(oldestAt, readAt)) : labels.queueEmpty;
        return countTile('queue', together(monitor.received, monitor.claimed), 'Queue', [note]);
    }

    private failed({ retrying, givenUp }: Monitor): Tile {
        const all = together(retrying, givenUp);
        const notes = [
            retrying.total > 0 ? fill(labels.triesAgain, countText(retrying)) : '',
            givenUp.total > 0 ? fill(labels.leftToYou, countText(givenUp)) : ''
        ].filter(Boolean);
        const tile = countTile('failed', all, 'Failed', notes.length > 0 ? notes : [labels.noneFailed]);
        return all.total > 0 ? { ...tile, valueClass: 'value value_bad', tileClass: 'tile tile_bad' } : tile;
    }

    private waiting({ waiting }: Monitor): Tile {
        const tile = countTile('waiting', waiting, 'Waiting', [waiting.total > 0 ? labels.someWaiting : labels.noneWaiting]);
        return waiting.total > 0 ? { ...tile, tileClass: 'tile tile_open' } : tile;
    }

    private delay({ medianSeconds, slowSeconds }: Monitor): Tile {
        const known = typeof medianSeconds === 'number';
        return {
            ...tileOf('delay'),
            value: known ? formatDuration(medianSeconds) : '–',
            notes: [known ? fill(labels.slowDelay, formatDuration(slowSeconds ?? medianSeconds)) : labels.noDelay]
        };
    }

    private shapes({ unknownShapes }: Monitor): Tile {
        const all = unknownShapes.map(({ records }) => records).reduce(together, { total: 0, isMore: false });
        const tile = { ...tileOf('shapes'), value: countText(all), notes: [all.total > 0 ? labels.someShapes : labels.noShapes] };
        return all.total > 0 ? { ...tile, tileClass: 'tile tile_open' } : tile;
    }
}

function tileOf(name: keyof typeof tiles): Tile {
    const { name: label, about } = tiles[name];
    return { name, label, about, value: '', valueClass: 'value', state: '', action: '', notes: [], tileClass: 'tile' };
}

function countTile(name: keyof typeof tiles, count: Count, state: string, notes: string[]): Tile {
    const value = countText(count);
    const tile = { ...tileOf(name), value, notes };
    return count.total > 0 ? { ...tile, state, action: `${tile.label}: ${value}. ${labels.showThese}` } : tile;
}

function countText({ total, isMore }: Count): string {
    return isMore ? fill(labels.moreThan, formatQuantity(total)) : formatQuantity(total);
}
