import { LightningElement, api } from 'lwc';
import { fill } from 'c/billingFormat';
import { formatAgo, formatDuration, formatWithin, together, type Count, type Monitor } from 'c/eventModel';
import type { FigureTile } from 'c/figureTiles';
import { countText, labels, tiles } from 'c/eventWords';
import { notReadable } from 'c/missingWords';

/** What one can see of a figure below: events of a state. */
const STATES: Readonly<Record<string, string>> = { queue: 'Queue', failed: 'Failed', waiting: 'Waiting' };

/** The key figures of the event monitor. Fires `choose` with the state that somebody wants to see. */
export default class EventFigures extends LightningElement {
    @api monitor?: Monitor;
    /** Those that are shown; without it, all. */
    @api names?: string[];

    get tiles(): FigureTile[] {
        const { monitor } = this;
        if (!monitor) return [];
        const every = [this.queue(monitor), this.failed(monitor), this.waiting(monitor), this.delay(monitor), this.shapes(monitor)];
        return every.filter(({ name }) => this.names?.includes(name) ?? true);
    }

    handleChoose(event: CustomEvent<{ key: string }>): void {
        this.dispatchEvent(new CustomEvent('choose', { detail: { state: STATES[event.detail.key] } }));
    }

    private queue(monitor: Monitor): FigureTile {
        const { oldestAt, readAt, received, claimed } = monitor;
        if (!received || !claimed) return unknown('queue');
        const note = oldestAt ? fill(labels.oldest, formatAgo(oldestAt, readAt)) : labels.queueEmpty;
        return countTile('queue', together(received, claimed), [note]);
    }

    private failed({ retrying, givenUp }: Monitor): FigureTile {
        if (!retrying || !givenUp) return unknown('failed');
        const all = together(retrying, givenUp);
        const notes = [
            retrying.total > 0 ? fill(labels.triesAgain, countText(retrying)) : '',
            givenUp.total > 0 ? fill(labels.leftToYou, countText(givenUp)) : ''
        ].filter(Boolean);
        const tile = countTile('failed', all, notes.length > 0 ? notes : [labels.noneFailed]);
        return all.total > 0 ? { ...tile, tone: 'bad' } : tile;
    }

    private waiting({ waiting, waitingCustomers }: Monitor): FigureTile {
        if (!waiting || !waitingCustomers) return unknown('waiting');
        const tile = countTile('waiting', waiting, [
            waiting.total > 0 ? fill(labels.waitingCustomers, countText(waitingCustomers)) : labels.noneWaiting
        ]);
        return waiting.total > 0 ? { ...tile, tone: 'open' } : tile;
    }

    private delay({ measured, medianSeconds, slowSeconds, deliverySeconds }: Monitor): FigureTile {
        if (typeof measured !== 'number') return unknown('delay');
        const known = typeof medianSeconds === 'number';
        return {
            ...tileOf('delay'),
            value: known ? formatDuration(medianSeconds) : '–',
            notes: known
                ? [
                      fill(labels.slowDelay, formatWithin(slowSeconds ?? medianSeconds)),
                      fill(labels.delivery, formatWithin(deliverySeconds ?? 0))
                  ]
                : [labels.noDelay]
        };
    }

    private shapes({ unknownShapes }: Monitor): FigureTile {
        const counted = unknownShapes.flatMap(({ records }) => records ?? []);
        const others = unknownShapes.filter(({ records }) => !records).map(({ label }) => label);
        const all = counted.reduce(together, { total: 0, isMore: false });
        const notes = [
            all.total > 0 ? labels.someShapes : others.length > 0 ? '' : labels.noShapes,
            others.length > 0 ? fill(labels.notCounted, others.join(', ')) : ''
        ].filter(Boolean);
        const tile = { ...tileOf('shapes'), value: all.total === 0 && others.length > 0 ? '–' : countText(all), notes };
        return all.total > 0 ? { ...tile, tone: 'open' } : tile;
    }
}

function tileOf(name: keyof typeof tiles): FigureTile {
    const { name: label, about } = tiles[name];
    return { name, label, about, value: '' };
}

/** A figure that somebody may not read. */
function unknown(name: keyof typeof tiles): FigureTile {
    return { ...tileOf(name), value: '–', notes: [notReadable] };
}

function countTile(name: keyof typeof tiles, count: Count, notes: string[]): FigureTile {
    const value = countText(count);
    const tile = { ...tileOf(name), value, notes };
    return count.total > 0 ? { ...tile, action: `${tile.label}: ${value}. ${labels.showThese}` } : tile;
}
