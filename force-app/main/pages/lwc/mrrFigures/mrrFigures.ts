import { LightningElement, api } from 'lwc';
import { formatMoney, formatQuantity, formatRatio, formatShare } from 'c/billingFormat';
import type { Figure } from 'c/mrrModel';
import { aboutFigure, figureName, labels } from 'c/mrrWords';

interface Tile {
    name: string;
    label: string;
    about: string;
    value: string;
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
            value: this.textOf(figure),
            series: figure.series,
            className: figure.name === 'mrr' ? 'tile tile_main' : 'tile',
            action: `${figureName(figure.name)}: ${this.textOf(figure)}. ${labels.showMovements}`
        }));
    }

    handleChoose(event: Event): void {
        const { name } = (event.currentTarget as HTMLElement).dataset;
        this.dispatchEvent(new CustomEvent('choose', { detail: { key: name } }));
    }

    private textOf({ kind, value }: Figure): string {
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
