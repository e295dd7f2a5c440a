import { LightningElement, api } from 'lwc';
import timeZone from '@salesforce/i18n/timeZone';
import { words } from 'platform/language';
import { urlOf } from 'platform/navigation';
import type { Cell } from 'platform/model';

const TEXTS = new Set(['url', 'string', 'textarea']);

/** One value, shown as Lightning shows its type. */
export default class FieldValue extends LightningElement {
    @api cell!: Cell;
    @api currency = '';
    /** Whether a name leads to its own record: it does in lists, not on the record itself. */
    @api linksName = false;

    timeZone = timeZone;
    words = words;

    get isEmpty(): boolean {
        return this.cell.value === null || this.cell.value === undefined || this.cell.value === '';
    }

    get url(): string | undefined {
        const { linkTo, isName } = this.cell;
        if (!linkTo || (isName && !this.linksName)) return undefined;
        return urlOf({ type: 'standard__recordPage', attributes: { recordId: linkTo.recordId, objectApiName: linkTo.object } });
    }

    get text(): string {
        const { text, value, type } = this.cell;
        if (text !== undefined) return text;
        if (type === 'boolean') return value ? words.yes : words.no;
        if (typeof value !== 'object') return String(value);
        return Object.values(value ?? {})
            .filter((part) => typeof part === 'string' && part !== '')
            .join(', ');
    }

    get textClass(): string {
        return this.cell.type === 'textarea' || this.text.length > 120 ? 'text text_long' : 'text';
    }

    get isCurrency(): boolean {
        return this.cell.type === 'currency';
    }

    get isNumber(): boolean {
        return ['int', 'long', 'double'].includes(this.cell.type);
    }

    get isPercent(): boolean {
        return this.cell.type === 'percent';
    }

    get isDate(): boolean {
        return this.cell.type === 'date';
    }

    get isDateTime(): boolean {
        return this.cell.type === 'datetime';
    }

    get isEmail(): boolean {
        return this.cell.type === 'email';
    }

    get isPhone(): boolean {
        return this.cell.type === 'phone';
    }

    /**
     * Like Lightning: a URL without a scheme is http, and a text that is an address leads there. Anything but the web
     * stays text, for a link would run it.
     */
    get webAddress(): string | undefined {
        const { type, isName } = this.cell;
        const written = this.text.trim();
        if (isName || !TEXTS.has(type) || /\s/.test(written)) return undefined;
        const isBare = type === 'url' && !/^[a-z][a-z0-9+.-]*:/i.test(written);
        const address = isBare ? `http://${written}` : written;
        return /^https?:\/\//i.test(address) && URL.canParse(address) ? address : undefined;
    }
}
