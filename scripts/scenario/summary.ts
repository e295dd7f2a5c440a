import type { RestOrg } from '../org/rest';
import { apexString } from '../org/rest';
import { formatTable } from '../cli/table';
import { formatBilling, summarizeBilling, type BillingSummary } from './billing';
import { formatMinor, signed, total } from './money';
import { formatRevenue, summarizeRevenue, type RevenueSummary } from './revenue';
import { formatStandings, summarizeStandings, type StandingsSummary } from './standings';
import { BILLERS, CAST, type Character, type CharacterName, type Movement } from './cast';
import type { Ledger } from './stripe-figures';

interface CustomerRow {
    Customer_Id__c: string;
    Account__r: { Name: string } | null;
}
interface SubscriptionRow {
    Stripe_Customer__r: { Customer_Id__c: string };
    Status__c: string;
    Currency__c: string;
    MRR_Minor__c: number;
}
interface BalanceRow {
    Stripe_Customer__r: { Customer_Id__c: string };
    Currency__c: string;
    Balance_Minor__c: number;
}
interface MovementRow extends BalanceRow {
    Type__c: string;
    Delta_Minor__c: number;
    Reaction_State__c: string;
}

export interface CustomerSummary {
    character: Character;
    account: string | undefined;
    statuses: string[];
    movements: Movement[];
    reactions: string[];
    /** Minor units: what the subscriptions amount to, what the balance says, what the movements add up to. */
    mrr: number;
    balance: number;
    ledger: number;
}

/** Event counts by state. */
export type EventCounts = Record<string, number>;

export interface Summary {
    customers: CustomerSummary[];
    standings: StandingsSummary;
    billing: BillingSummary;
    revenue: RevenueSummary;
    events: EventCounts;
    /** Sentences about everything that does not add up. */
    problems: string[];
}

/** Reads what the org made of the play and compares it with itself, with the story and with Stripe. */
export async function summarize(org: RestOrg, cast: ReadonlyMap<CharacterName, string>, ledgers: readonly Ledger[]): Promise<Summary> {
    const ids = [...cast.values()].map(apexString).join(', ');
    const ours = `Stripe_Customer__r.Customer_Id__c IN (${ids})`;
    const [customers, subscriptions, balances, movements, events] = [
        await org.query<CustomerRow>(`SELECT Customer_Id__c, Account__r.Name FROM Stripe_Customer__c WHERE Customer_Id__c IN (${ids})`),
        await org.query<SubscriptionRow>(
            `SELECT Stripe_Customer__r.Customer_Id__c, Status__c, Currency__c, MRR_Minor__c FROM Subscription__c WHERE ${ours} ORDER BY Start_Date__c`
        ),
        await org.query<BalanceRow>(
            `SELECT Stripe_Customer__r.Customer_Id__c, Currency__c, Balance_Minor__c FROM MRR_Balance__c WHERE ${ours}`
        ),
        await org.query<MovementRow>(
            `SELECT Stripe_Customer__r.Customer_Id__c, Currency__c, Type__c, Delta_Minor__c, Reaction_State__c FROM MRR_Schedule__c WHERE ${ours} ORDER BY Effective_At__c, Name`
        ),
        await org.query<{ State__c: string }>('SELECT State__c FROM Stripe_Event__c')
    ];
    const of = <Row extends { Stripe_Customer__r: { Customer_Id__c: string } }>(rows: Row[], id: string): Row[] =>
        rows.filter((row) => row.Stripe_Customer__r.Customer_Id__c === id);
    const summaries = [...cast].map(([name, id]): CustomerSummary => {
        const ledger = of(movements, id);
        return {
            character: CAST[name],
            account: customers.find((customer) => customer.Customer_Id__c === id)?.Account__r?.Name,
            statuses: of(subscriptions, id).map((row) => row.Status__c),
            movements: ledger.map((row) => ({ type: row.Type__c as Movement['type'], delta: row.Delta_Minor__c })),
            reactions: ledger.map((row) => row.Reaction_State__c),
            mrr: total(of(subscriptions, id).map((row) => row.MRR_Minor__c)),
            balance: total(of(balances, id).map((row) => row.Balance_Minor__c)),
            ledger: total(ledger.map((row) => row.Delta_Minor__c))
        };
    });
    const counts = countBy(events.map((event) => event.State__c));
    const standings = await summarizeStandings(org, [...cast.keys()]);
    const billing = await summarizeBilling(org, ledgers, cast, ids);
    const revenue = await summarizeRevenue(org, ids);
    const problems = [...summaries.flatMap(problemsOf), ...eventProblems(counts)];
    for (const part of [standings, billing, revenue]) problems.push(...part.problems);
    return { customers: summaries, standings, billing, revenue, events: counts, problems };
}

/** What is wrong with one customer's figures: with themselves, and against the story. */
export function problemsOf(customer: CustomerSummary): string[] {
    const { character, mrr, balance, ledger } = customer;
    const problems: string[] = [];
    if (ledger !== mrr || balance !== mrr) {
        problems.push(`${character.name}: movements add up to ${ledger}, the balance says ${balance}, the subscriptions amount to ${mrr}.`);
    }
    const [told, written] = [describe(character.movements), describe(customer.movements)];
    if (told !== written) problems.push(`${character.name}: the story tells of "${told}", the ledger of "${written}".`);
    if (character.hasAccount && customer.account !== character.name) {
        problems.push(`${character.name}: matched to ${customer.account ?? 'no Account'}.`);
    }
    if (!character.hasAccount && customer.account !== undefined)
        problems.push(`${character.name}: matched to ${customer.account}, and should wait.`);
    const undone = customer.reactions.filter((state) => character.hasAccount && state !== 'Done' && state !== 'None');
    if (undone.length > 0) problems.push(`${character.name}: ${undone.length} reaction(s) are ${[...new Set(undone)].join(', ')}.`);
    return problems;
}

function eventProblems(events: EventCounts): string[] {
    return ['Received', 'Claimed', 'Failed']
        .filter((state) => (events[state] ?? 0) > 0)
        .map((state) => `${events[state]} event(s) are ${state}.`);
}

/** Customers with their figures, sums, Accounts, billing and revenue, then whether all of it adds up. */
export function formatSummary(summary: Summary): string {
    const rows = summary.customers.map((customer) => {
        const { character, mrr, ledger, balance } = customer;
        return [
            character.name,
            customer.account ?? '(waiting)',
            customer.statuses.join(', '),
            character.currency.toUpperCase(),
            formatMinor(mrr, character.currency),
            formatMinor(mrr * 12, character.currency),
            customer.movements.map((movement) => `${movement.type} ${signed(movement.delta, character.currency)}`).join(', ') || '-',
            ledger === mrr && balance === mrr ? 'yes' : 'NO'
        ];
    });
    const table = formatTable(
        [
            { title: 'Customer' },
            { title: 'Account' },
            { title: 'Subscriptions' },
            { title: '' },
            { title: 'MRR', right: true },
            { title: 'ARR', right: true },
            { title: 'Movements' },
            { title: 'Adds up' }
        ],
        rows
    );
    const month = new Date().toISOString().slice(0, 7);
    const parts = [table, formatSums(summary.customers), formatStandings(summary.standings), formatBilling(summary.billing)];
    const verdictOfAll = [formatEvents(summary.events), ...verdict(summary.problems)].join('\n');
    return [...parts, formatRevenue(summary.revenue, month), verdictOfAll].join('\n\n');
}

/** By Stripe account and currency; where there are several Stripe accounts, all of them together as well. */
function formatSums(customers: readonly CustomerSummary[]): string {
    const billers = [...new Set(customers.map((customer) => customer.character.billedBy))];
    const groups = billers.map((biller) => ({
        title: BILLERS[biller],
        members: customers.filter((customer) => customer.character.billedBy === biller)
    }));
    if (billers.length > 1) groups.push({ title: 'Both together', members: [...customers] });
    return formatTable(
        [
            { title: 'Stripe account' },
            { title: 'Sum' },
            { title: 'MRR', right: true },
            { title: 'ARR', right: true },
            { title: 'Movements add up to', right: true }
        ],
        groups.flatMap(({ title, members }) => sumsOf(members).map((row) => [title, ...row]))
    );
}

function sumsOf(customers: readonly CustomerSummary[]): string[][] {
    const currencies = [...new Set(customers.map((customer) => customer.character.currency))];
    return currencies.map((currency) => {
        const members = customers.filter((customer) => customer.character.currency === currency);
        const mrr = total(members.map((customer) => customer.mrr));
        const ledger = total(members.map((customer) => customer.ledger));
        return [currency.toUpperCase(), formatMinor(mrr, currency), formatMinor(mrr * 12, currency), formatMinor(ledger, currency)];
    });
}

function formatEvents(events: EventCounts): string {
    const parts = Object.entries(events).map(([state, count]) => `${count} ${state}`);
    return `Events: ${parts.join(', ') || 'none'}.`;
}

function verdict(problems: readonly string[]): string[] {
    if (problems.length === 0)
        return [
            'Everything adds up: movements, balances and subscriptions agree, the ledger tells the story, and what was billed, paid and earned agrees with Stripe.'
        ];
    return ['It does not add up:', ...problems.map((problem) => `  ${problem}`)];
}

function describe(movements: readonly Movement[]): string {
    return movements.map((movement) => `${movement.type} ${movement.delta}`).join(', ') || 'nothing';
}

function countBy(values: readonly string[]): EventCounts {
    const counts: EventCounts = {};
    for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
    return counts;
}
