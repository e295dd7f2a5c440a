import { LightningElement, api } from 'lwc';
import { fill, formatMoney, formatQuantity, formatRatio, formatShare, formatShareChange } from 'c/billingFormat';
import type { Figure } from 'c/mrrModel';
import { aboutFigure, figureName, labels } from 'c/mrrWords';

interface Tile {
    name: string;
    label: string;
    about: string;
    value: string;
    /** Since the beginning of the period, as a share; blank where there is none to tell. */
    change: string;
    changeClass: string;
    changeTitle: string;
    series: (number | null)[];
    className: string;
    action: string;
}

/** The key figures. Fires `choose` with the name of the one whose movements somebody wants to see. */
export default class MrrFigures extends LightningElement {
    @api figures: Figure[] = [];
    @api currencyCode = '';

    get tiles(): Tile[] {
        return this.figures.map((figure) => ({
            name: figure.name,
            label: figureName(figure.name),
            about: aboutFigure(figure.name),
            value: this.textOf(figure, figure.value),
            ...this.changeOf(figure),
            series: figure.series,
            className: figure.name === 'mrr' ? 'tile tile_main' : 'tile',
            action: `${figureName(figure.name)}: ${this.textOf(figure, figure.value)}. ${labels.showMovements}`
        }));
    }

    handleChoose(event: Event): void {
        const { name } = (event.currentTarget as HTMLElement).dataset;
        this.dispatchEvent(new CustomEvent('choose', { detail: { key: name } }));
    }

    private changeOf(figure: Figure): Pick<Tile, 'change' | 'changeClass' | 'changeTitle'> {
        const { value, before } = figure;
        if (typeof value !== 'number' || typeof before !== 'number' || before <= 0) {
            return { change: '', changeClass: 'change', changeTitle: '' };
        }
        const direction = value > before ? ' change_up' : value < before ? ' change_down' : '';
        return {
            change: formatShareChange(value / before - 1),
            changeClass: `change${direction}`,
            changeTitle: fill(labels.changeSince, this.textOf(figure, before))
        };
    }

    private textOf({ kind }: Figure, value: number | null | undefined): string {
        if (value === undefined || value === null) return labels.none;
        switch (kind) {
            case 'money':
                return formatMoney(value, this.currencyCode);
            case 'share':
                return formatShare(value);
            case 'ratio':
                return formatRatio(value);
            default:
                return formatQuantity(value);
        }
    }
}
