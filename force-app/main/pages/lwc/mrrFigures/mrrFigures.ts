import { LightningElement, api } from 'lwc';
import { fill, formatMoney, formatQuantity, formatRatio, formatShare, formatShareChange } from 'c/billingFormat';
import type { FigureTile } from 'c/figureTiles';
import type { Figure } from 'c/mrrModel';
import { aboutFigure, figureName, labels } from 'c/mrrWords';

/** The key figures. Fires `choose` with the name of the one whose movements somebody wants to see. */
export default class MrrFigures extends LightningElement {
    @api figures: Figure[] = [];
    @api currencyCode = '';
    /** Words below a figure, by its name. */
    @api notes: Readonly<Record<string, string>> = {};
    /** What happens when a figure is pressed. */
    @api action = labels.showMovements;

    get tiles(): FigureTile[] {
        return this.figures.map((figure) => {
            const change = this.changeOf(figure);
            const note = this.notes[figure.name];
            return {
                name: figure.name,
                label: figureName(figure.name),
                about: aboutFigure(figure.name),
                value: this.textOf(figure, figure.value),
                series: figure.series,
                action: `${figureName(figure.name)}: ${this.textOf(figure, figure.value)}. ${this.action}`,
                ...(change ? { change } : {}),
                ...(note ? { notes: [note] } : {})
            };
        });
    }

    handleChoose(event: CustomEvent<{ key: string }>): void {
        this.dispatchEvent(new CustomEvent('choose', { detail: event.detail }));
    }

    private changeOf(figure: Figure): FigureTile['change'] {
        const { value, before } = figure;
        if (typeof value !== 'number' || typeof before !== 'number' || before <= 0) return undefined;
        return {
            text: formatShareChange(value / before - 1),
            about: fill(labels.changeSince, this.textOf(figure, before)),
            ...(value > before ? { tone: 'up' as const } : value < before ? { tone: 'down' as const } : {})
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
