import { formatTable } from '../cli/table';
import type { LocalOrg, TransactionRecord } from '../org/local';
import { withBenchOrg } from './bench-org';
import { print, type BenchPart } from './part';

/** Invoices of a batch and lines of each, every line for a year. The last is the largest that Stripe's own limits allow for. */
const BATCHES = [
    { invoices: 1, lines: 1 },
    { invoices: 50, lines: 1 },
    { invoices: 50, lines: 5 },
    { invoices: 1, lines: 250 }
] as const;
const LIMITS = { queries: 10, dmlStatements: 5, dmlRows: 10_000, cpuTime: 30_000 };

interface Cost {
    batch: string;
    job: TransactionRecord;
}

export const revenue: BenchPart = {
    name: 'revenue',
    summary: 'queries, DML, rows and CPU of booking the revenue of up to 50 invoices, and of one with 250 lines',
    run: async () => {
        const costs: Cost[] = [];
        for (const { invoices, lines } of BATCHES) {
            const jobs = await withBenchOrg(({ org }) => book(org, invoices, lines));
            const [job] = jobs.toSorted((one, other) => (other.limits['dmlRows'] ?? 0) - (one.limits['dmlRows'] ?? 0));
            costs.push({ batch: `${invoices} × ${lines}`, job: job! });
        }
        print(report(costs));
        return problemsOf(costs);
    }
};

async function book(org: LocalOrg, invoices: number, lines: number): Promise<TransactionRecord[]> {
    await org.apex(finalizedInvoices(invoices, lines));
    await org.transactions(true);
    await org.apex('WakeUp.publish(WakeUp.REVENUE, 0);');
    await org.idle();
    const [left] = await org.query('SELECT Id FROM Stripe_Invoice__c WHERE Revenue_Due__c = TRUE OR Revenue_Note__c != NULL LIMIT 1');
    if (left) throw new Error('Not every invoice was booked.');
    return (await org.transactions(true)).filter(({ name }) => name === 'RevenueBooking');
}

/** Anonymous Apex: what the store of payments leaves behind. */
function finalizedInvoices(invoices: number, lines: number): string {
    return [
        'Datetime start = Datetime.newInstanceGmt(2026, 1, 15);',
        'List<Stripe_Invoice__c> invoices = new List<Stripe_Invoice__c>();',
        `for (Integer i = 0; i < ${invoices}; i++) {`,
        `    invoices.add(new Stripe_Invoice__c(Invoice_Key__c = 'bench:in_' + i, Invoice_Id__c = 'in_' + i, Source__c = 'Bench', Currency__c = 'USD', Status__c = 'open', Total_Minor__c = ${1201 * lines}, Finalized_At__c = start, Revenue_Due__c = true));`,
        '}',
        'insert as system invoices;',
        'List<Stripe_Invoice_Line__c> lines = new List<Stripe_Invoice_Line__c>();',
        'for (Stripe_Invoice__c invoice : invoices) {',
        `    for (Integer i = 0; i < ${lines}; i++) {`,
        "        String id = invoice.Invoice_Id__c + '_' + i;",
        "        lines.add(new Stripe_Invoice_Line__c(Line_Key__c = 'bench:' + id, Line_Id__c = id, Source__c = 'Bench', Currency__c = 'USD', Invoice__c = invoice.Id, Net_Minor__c = 1201, Period_Start__c = start, Period_End__c = start.addYears(1)));",
        '    }',
        '}',
        'insert as system lines;'
    ].join('\n');
}

function report(costs: readonly Cost[]): string {
    return formatTable(
        [
            { title: 'Invoices × lines of a year', right: true },
            { title: 'Queries', right: true },
            { title: 'DML', right: true },
            { title: 'DML rows', right: true },
            { title: 'CPU ms', right: true }
        ],
        costs.map(({ batch, job }) => [
            batch,
            ...['queries', 'dmlStatements', 'dmlRows', 'cpuTime'].map((counter) => String(Math.round(job.limits[counter] ?? 0)))
        ])
    );
}

/** The number of queries and DML statements must not grow with the batch, and the largest must stay inside the platform's limits. */
export function problemsOf(costs: readonly Cost[]): string[] {
    const [first] = costs;
    return costs.flatMap(({ batch, job }) => {
        const grown = (['queries', 'dmlStatements'] as const)
            .filter((counter) => (job.limits[counter] ?? 0) > (first!.job.limits[counter] ?? 0))
            .map(
                (counter) =>
                    `${counter} of booking revenue grow from ${first!.job.limits[counter]} to ${job.limits[counter]} with ${batch}.`
            );
        const over = Object.entries(LIMITS)
            .filter(([counter, limit]) => (job.limits[counter] ?? 0) > limit)
            .map(
                ([counter, limit]) =>
                    `${counter} of booking revenue of ${batch}: ${Math.round(job.limits[counter] ?? 0)}, aimed at ${limit}.`
            );
        return [...grown, ...over];
    });
}
