import type { RestOrg } from '../org/rest';
import { formatTable } from '../cli/table';
import { formatMinor, total } from './money';

interface ScheduleRow {
    Month__c: string;
    Kind__c: string;
    Currency__c: string;
    Amount_Minor__c: number;
    Invoice_Line__c: string;
}
interface LineRow {
    Id: string;
    Line_Id__c: string;
    Net_Minor__c: number | null;
    Invoice__c: string;
    Invoice__r: { Status__c: string };
}

/** Revenue of one month in one currency, in minor units. */
export interface RevenueMonth {
    month: string;
    currency: string;
    earned: number;
    contra: number;
    deferredChange: number;
}

export interface RevenueSummary {
    months: RevenueMonth[];
    problems: string[];
}

/** Reads what the org recognised, and proves that the rows of each line add up. @param ids of customers, as a list in SOQL */
export async function summarizeRevenue(org: RestOrg, ids: string): Promise<RevenueSummary> {
    const ours = `Stripe_Customer__r.Customer_Id__c IN (${ids})`;
    const rows = await org.query<ScheduleRow>(
        `SELECT Month__c, Kind__c, Currency__c, Amount_Minor__c, Invoice_Line__c FROM Revenue_Schedule__c WHERE ${ours}`
    );
    const lines = await org.query<LineRow>(
        `SELECT Id, Line_Id__c, Net_Minor__c, Invoice__c, Invoice__r.Status__c FROM Stripe_Invoice_Line__c WHERE ${ours} AND Invoice__r.Status__c != 'draft' AND Removed__c = false`
    );
    const corrected = await correctedInvoices(org, ours);
    return { months: monthsOf(rows), problems: problemsOfLines(lines, rows, corrected) };
}

/** Invoices of which something was taken back: there a line earns less than it was billed. */
async function correctedInvoices(org: RestOrg, ours: string): Promise<Set<string>> {
    const invoices = await org.query<{ Id: string }>(
        `SELECT Id FROM Stripe_Invoice__c WHERE ${ours} AND Status__c IN ('void', 'uncollectible')`
    );
    const [refunds, notes, disputes] = [
        await org.query<{ Invoice__c: string }>(`SELECT Invoice__c FROM Stripe_Payment__c WHERE ${ours} AND Kind__c = 'Refund'`),
        await org.query<{ Invoice__c: string }>(`SELECT Invoice__c FROM Stripe_Credit_Note__c WHERE ${ours}`),
        await org.query<{ Invoice__c: string }>(`SELECT Invoice__c FROM Stripe_Dispute__c WHERE ${ours}`)
    ];
    return new Set([...invoices.map(({ Id }) => Id), ...[...refunds, ...notes, ...disputes].map((row) => row.Invoice__c)]);
}

export function problemsOfLines(lines: readonly LineRow[], rows: readonly ScheduleRow[], corrected: ReadonlySet<string>): string[] {
    const byLine = new Map<string, ScheduleRow[]>();
    for (const row of rows) byLine.set(row.Invoice_Line__c, [...(byLine.get(row.Invoice_Line__c) ?? []), row]);
    return lines.flatMap((line) => {
        const own = byLine.get(line.Id) ?? [];
        const sum = (fits: (kind: string) => boolean): number =>
            total(own.filter(({ Kind__c: kind }) => fits(kind)).map((row) => row.Amount_Minor__c));
        const [earned, contra, deferred] = [sum(isEarned), sum(isContra), sum((kind) => kind === 'deferred_change')];
        const net = line.Net_Minor__c ?? 0;
        const problems: string[] = [];
        if (deferred !== 0) problems.push(`Revenue of line ${line.Line_Id__c}: ${deferred} stays deferred for ever.`);
        if (!corrected.has(line.Invoice__c) && (earned !== net || contra !== 0))
            problems.push(`Revenue of line ${line.Line_Id__c}: ${earned} earned and ${contra} taken back of ${net} billed.`);
        if (corrected.has(line.Invoice__c) && Math.abs(earned - contra) > Math.abs(net))
            problems.push(`Revenue of line ${line.Line_Id__c}: ${earned - contra} recognised of ${net} billed.`);
        return problems;
    });
}

export function monthsOf(rows: readonly ScheduleRow[]): RevenueMonth[] {
    const months = new Map<string, RevenueMonth>();
    for (const row of rows) {
        const key = `${row.Currency__c} ${row.Month__c}`;
        const month = months.get(key) ?? {
            month: row.Month__c.slice(0, 7),
            currency: row.Currency__c,
            earned: 0,
            contra: 0,
            deferredChange: 0
        };
        if (isEarned(row.Kind__c)) month.earned += row.Amount_Minor__c;
        else if (isContra(row.Kind__c)) month.contra += row.Amount_Minor__c;
        else month.deferredChange += row.Amount_Minor__c;
        months.set(key, month);
    }
    return [...months.values()].sort((a, b) => (a.month + a.currency < b.month + b.currency ? -1 : 1));
}

/** A line a month, three columns a currency; months to come stand in one line. @param now the month that is not over yet, as 2026-11 */
export function formatRevenue({ months }: RevenueSummary, now: string): string {
    if (months.length === 0) return 'No revenue was recognised.';
    const currencies = [...new Set(months.map(({ currency }) => currency))].sort().reverse();
    const shown = [...new Set(months.map(({ month }) => month))].filter((month) => month <= now);
    const cells = (fits: (month: RevenueMonth) => boolean): string[] =>
        currencies.flatMap((currency) => {
            const those = months.filter((month) => month.currency === currency && fits(month));
            const sums = [those.map(({ earned }) => earned), those.map(({ contra }) => contra), those.map((month) => month.deferredChange)];
            return sums.map((amounts) => formatMinor(total(amounts), currency));
        });
    return formatTable(
        [
            { title: 'Revenue' },
            ...currencies.flatMap((currency) => [
                { title: `${currency} earned`, right: true },
                { title: 'taken back', right: true },
                { title: 'deferred', right: true }
            ])
        ],
        [
            ...shown.map((month) => [month, ...cells((one) => one.month === month)]),
            ['later', ...cells((one) => one.month > now)],
            ['all', ...cells(() => true)]
        ]
    );
}

function isEarned(kind: string): boolean {
    return kind === 'earned';
}

function isContra(kind: string): boolean {
    return kind.startsWith('contra_');
}
