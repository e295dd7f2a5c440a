import { LightningElement, api } from 'lwc';
import { fill, formatPoints, formatRatioChange, formatShareChange } from 'c/billingFormat';
import type { FigureTile } from 'c/figureTiles';
import type { Figure } from 'c/mrrModel';
import { aboutFigure, figureName, figureText, labels } from 'c/mrrWords';

const BETTER_WHEN_LOWER: readonly string[] = ['mrrChurn', 'customerChurn'];

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
                value: figureText(figure.kind, figure.value, this.currencyCode),
                series: figure.series,
                action: `${figureName(figure.name)}: ${figureText(figure.kind, figure.value, this.currencyCode)}. ${this.action}`,
                ...(change ? { change } : {}),
                ...(note ? { notes: [note] } : {})
            };
        });
    }

    handleChoose(event: CustomEvent<{ key: string }>): void {
        this.dispatchEvent(new CustomEvent('choose', { detail: event.detail }));
    }

    /** Money and numbers change by a share of themselves, shares and ratios by their difference. */
    private changeOf(figure: Figure): FigureTile['change'] {
        const { value, before, kind } = figure;
        if (typeof value !== 'number' || typeof before !== 'number') return undefined;
        const isRate = kind === 'share' || kind === 'ratio';
        if (!isRate && before <= 0) return undefined;
        const about = fill(figure.sinceBeginning ? labels.changeSince : labels.changeBefore, figureText(kind, before, this.currencyCode));
        return { text: changeText(kind, value, before), about, ...toneOf(figure.name, value - before) };
    }
}

function changeText(kind: Figure['kind'], value: number, before: number): string {
    if (kind === 'share') return fill(labels.changePoints, formatPoints(value - before));
    return kind === 'ratio' ? formatRatioChange(value - before) : formatShareChange(value / before - 1);
}

function toneOf(name: string, difference: number): { tone?: 'up' | 'down' } {
    if (difference === 0) return {};
    return { tone: difference > 0 === BETTER_WHEN_LOWER.includes(name) ? 'down' : 'up' };
}
