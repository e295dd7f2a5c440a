import { percentOf, scaled, share } from '../exact';
import type { World } from '../router';
import type { LineRecord, TaxRateRecord } from '../wire';
import { discounted } from './line-discounts';

type LineTax = NonNullable<LineRecord['taxes']>[number];

/** Taxes of a line after its discounts: inclusive ones lie in its amount, exclusive ones come on top of it. */
export function taxLine(world: World, line: LineRecord, rates: readonly string[]): void {
    const known = rates.map((id) => world.state.find('tax_rate', id));
    const amount = line.amount - discounted(line);
    const inclusive = known.filter((rate) => rate.inclusive);
    const hundred = scaled(100);
    const percentages = inclusive.map((rate) => scaled(rate.percentage));
    const whole = percentages.reduce((sum, percentage) => sum + percentage, hundred);
    const taxable = share(amount, hundred, whole);
    line.taxes = known.map((rate) =>
        taxOf(rate, rate.inclusive ? share(amount, scaled(rate.percentage), whole) : percentOf(taxable, rate.percentage), taxable)
    );
}

export function taxesOf(line: { taxes: LineRecord['taxes'] }, behaviour: 'inclusive' | 'exclusive'): number {
    return (line.taxes ?? []).filter((tax) => tax.tax_behavior === behaviour).reduce((sum, tax) => sum + tax.amount, 0);
}

function taxOf(rate: TaxRateRecord, amount: number, taxable: number): LineTax {
    return {
        amount,
        tax_behavior: rate.inclusive ? 'inclusive' : 'exclusive',
        tax_rate_details: { tax_rate: rate.id },
        taxability_reason: 'standard_rated',
        taxable_amount: taxable,
        type: 'tax_rate_details'
    };
}
