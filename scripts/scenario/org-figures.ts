import type { RestOrg } from '../org/rest';
import { addUp, type Entry, type Figure } from './figures';
import type { Biller } from './cast';

interface Row {
    Source__c: string;
    Currency__c: string;
    Status__c: string | null;
    Kind__c?: string;
    Total_Minor__c?: number | null;
    Amount_Minor__c?: number | null;
    Fees_Minor__c?: number | null;
    Automatic__c?: boolean;
}

/** What the org's own records say about the customers of the story. @param ids of customers, as a list in SOQL */
export async function orgFigures(org: RestOrg, billers: ReadonlyMap<string, Biller>, ids: string): Promise<Figure[]> {
    const ours = `Stripe_Customer__r.Customer_Id__c IN (${ids})`;
    const read = (fields: string, from: string): Promise<Row[]> => org.query<Row>(`SELECT Source__c, Currency__c, ${fields} FROM ${from}`);
    const entry = (row: Row, what: Figure['what'], amount: number | null | undefined, state = row.Status__c): Entry[] => {
        const biller = billers.get(row.Source__c);
        return biller === undefined ? [] : [{ biller, what, state: state ?? '', currency: row.Currency__c, amount: amount ?? 0 }];
    };
    const invoices = await read('Status__c, Total_Minor__c', `Stripe_Invoice__c WHERE ${ours} AND Status__c != 'draft'`);
    const lines = await read(
        'Amount_Minor__c',
        `Stripe_Invoice_Line__c WHERE ${ours} AND Removed__c = false AND Invoice__r.Status__c != 'draft'`
    );
    const payments = await read('Status__c, Kind__c, Amount_Minor__c', `Stripe_Payment__c WHERE ${ours}`);
    const notes = await read('Status__c, Total_Minor__c', `Stripe_Credit_Note__c WHERE ${ours}`);
    const disputes = await read('Status__c, Amount_Minor__c', `Stripe_Dispute__c WHERE ${ours}`);
    const payouts = await read('Status__c, Automatic__c, Amount_Minor__c, Fees_Minor__c', 'Stripe_Payout__c');
    return addUp([
        ...invoices.flatMap((row) => entry(row, 'Invoices', row.Total_Minor__c)),
        ...lines.flatMap((row) => entry(row, 'Invoice lines', row.Amount_Minor__c, 'all')),
        ...payments.flatMap((row) => entry(row, row.Kind__c === 'Refund' ? 'Refunds' : 'Charges', row.Amount_Minor__c)),
        ...notes.flatMap((row) => entry(row, 'Credit notes', row.Total_Minor__c)),
        ...disputes.flatMap((row) => entry(row, 'Disputes', row.Amount_Minor__c)),
        ...payouts.flatMap((row) => entry(row, 'Payouts', row.Amount_Minor__c)),
        ...payouts.filter((row) => row.Automatic__c).flatMap((row) => entry(row, 'Payout fees', row.Fees_Minor__c))
    ]);
}
