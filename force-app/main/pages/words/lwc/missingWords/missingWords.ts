import closedWithout from '@salesforce/label/c.Page_Closed_Without';
import partClosed from '@salesforce/label/c.Page_Part_Closed';
import partial from '@salesforce/label/c.Billing_Partial';
import { fill } from 'c/billingFormat';

/** In place of a part, or of its value. */
export const notReadable = partClosed;

/** Above the parts that are shown; empty where nothing is missing. `partName` names the parts, the rest says its own name. */
export function missingText(missing: readonly string[], partName: (part: string) => string): string {
    return missing.length > 0 ? fill(partial, missing.map(partName).join(', ')) : '';
}

/** In place of a page: what keeps it closed, and whom to ask. */
export function closedText(missing: readonly string[] | undefined, whomToAsk: string): string {
    return missing && missing.length > 0 ? `${fill(closedWithout, missing.join(', '))} ${whomToAsk}` : whomToAsk;
}
