import { rounded, scaled } from '../exact';
import type { PriceRecord } from '../wire';

/** What a quantity of a price costs, as an invoice line shows it. A tiered price gives one part a tier. */
export interface PricedPart {
    amount: number;
    /** The part's own unit amount as a decimal of minor units; null where a flat amount is charged. */
    unit: string | null;
    quantity: number;
    note: string;
}

export function pricedParts(price: PriceRecord, quantity: number): PricedPart[] {
    const billed = transformed(price, quantity);
    if (price.billing_scheme === 'tiered') return price.tiers_mode === 'volume' ? volume(price, billed) : graduated(price, billed);
    const unit = price.unit_amount_decimal ?? String(price.unit_amount ?? 0);
    return [{ amount: rounded(scaled(unit) * BigInt(billed)), unit, quantity, note: '' }];
}

export function priceOf(price: PriceRecord, quantity: number): number {
    return pricedParts(price, quantity).reduce((sum, part) => sum + part.amount, 0);
}

type Tier = NonNullable<PriceRecord['tiers']>[number];

function graduated(price: PriceRecord, quantity: number): PricedPart[] {
    const parts: PricedPart[] = [];
    let below = 0;
    for (const [index, tier] of price.tiers!.entries()) {
        const inTier = Math.min(quantity, tier.up_to ?? quantity) - below;
        if (inTier > 0 || (index === 0 && quantity === 0)) parts.push(...tierParts(tier, Math.max(0, inTier), `Tier ${index + 1}`));
        below = Math.min(quantity, tier.up_to ?? quantity);
        if (below >= quantity) break;
    }
    return parts;
}

function volume(price: PriceRecord, quantity: number): PricedPart[] {
    const tier = price.tiers!.find(({ up_to: limit }) => limit === null || quantity <= limit)!;
    return tierParts(tier, quantity, 'Volume tier');
}

function tierParts(tier: Tier, quantity: number, note: string): PricedPart[] {
    const unit = tier.unit_amount_decimal ?? (tier.unit_amount === null ? null : String(tier.unit_amount));
    const flat = tier.flat_amount_decimal ?? (tier.flat_amount === null ? null : String(tier.flat_amount));
    const parts: PricedPart[] = [];
    if (unit !== null) parts.push({ amount: rounded(scaled(unit) * BigInt(quantity)), unit, quantity, note });
    if (flat !== null) parts.push({ amount: rounded(scaled(flat)), unit: null, quantity: 0, note: `${note} flat fee` });
    return parts;
}

function transformed(price: PriceRecord, quantity: number): number {
    const transform = price.transform_quantity;
    if (transform === null) return quantity;
    const packs = quantity / transform.divide_by;
    return transform.round === 'up' ? Math.ceil(packs) : Math.floor(packs);
}
