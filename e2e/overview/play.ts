import assert from 'node:assert/strict';
import { callController } from '../../local-org/automation/controllers.ts';
import { recordFromJson } from '../../local-org/automation/record-from-json.ts';
import { TEST, type LedgerOrg } from '../ledger/support/org.ts';
import { definitions, LANGUAGES } from './definitions.ts';
import { Books, figureOf, together, UNITS, type Moved } from './expected.ts';
import { fraction, fromNumber, isNear, show, type Fraction } from './fractions.ts';
import { CURRENCIES, SOURCES, type Ledger } from './ledgers.ts';
import { dayOf, monthAt, type Month } from './months.ts';
import { rowsOf, sourceOf, type LedgerRow } from './rows.ts';

interface Figure {
    name: string;
    value: number | null;
    before: number | null;
    series: (number | null)[];
}

type Line = Record<keyof Moved, number> & { month: string | null; source: string | null; currencyCode: string | null };

interface Cohort {
    month: string;
    mrr: number;
    customers: number;
    mrrLeft: number[];
    customersLeft: number[];
    mrrShares: (number | null)[];
    customerShares: (number | null)[];
}

interface Overview {
    figures: Figure[];
    months: Line[];
    bySource: Line[];
    byCurrency: Line[];
    cohorts: Cohort[];
    isBehind: boolean;
}

interface Page {
    movements: { delta: number; convertedDelta?: number | null }[];
    hasMore: boolean;
}

const FORMULAS = LANGUAGES.map((language) => ({ language: language.name, definitions: definitions(language) }));
const COHORT_MONTHS = 12;
const HOUR = 3_600_000;
const MONEY = ['opening', 'started', 'expansion', 'reactivation', 'contraction', 'churn', 'fx', 'corrections', 'closing'] as const;
const NUMBERS = ['customersOpening', 'customersWon', 'customersLost', 'customersClosing'] as const;

/** Puts a ledger into the org, asks for its overview, and compares it with what is computed here in whole numbers. */
export function play(org: LedgerOrg, ledger: Ledger): void {
    const rows = rowsOf(ledger, org.time);
    write(org, ledger, rows);
    const overview = call<Overview>(org, 'MrrOverviewController.getOverview', {
        monthCount: ledger.months,
        source: ledger.source < 0 ? '' : SOURCES[ledger.source],
        currencyCode: ledger.currency < 0 ? '' : CURRENCIES[ledger.currency]
    });
    assert.equal(overview.isBehind, false);
    const books = new Books(rows, ledger);
    const last = monthAt(org.time, ledger.zone);
    checkMonths(overview.months, books, last - ledger.months + 1, last);
    checkLines(overview, rows, ledger, last);
    checkFigures(overview.figures, books, last - ledger.months + 1, last);
    checkCohorts(overview.cohorts, books, Math.min(last - ledger.months, last - COHORT_MONTHS) + 1, last);
    checkDrills(org, ledger, overview, last);
}

function checkMonths(lines: readonly Line[], books: Books, first: Month, last: Month): void {
    assert.deepEqual(
        lines.map(({ month }) => month),
        Array.from({ length: last - first + 1 }, (_unused, index) => dayOf(first + index))
    );
    for (const [index, line] of lines.entries()) {
        checkLine(line, books.moved(first + index, first + index), `month ${line.month}`);
        assert.equal(line.opening, lines[index - 1]?.closing ?? line.opening, 'A month opens with what the one before closed with');
    }
}

function checkLines({ bySource, byCurrency }: Overview, rows: readonly LedgerRow[], ledger: Ledger, last: Month): void {
    const first = last - ledger.months + 1;
    for (const line of bySource)
        checkLine(line, new Books(rows, ledger, ({ source }) => source === line.source).moved(first, last), `source ${line.source}`);
    for (const line of byCurrency) {
        const moved = new Books(rows, ledger, ({ currency }) => currency === line.currencyCode).moved(first, last);
        checkLine(line, moved, `currency ${line.currencyCode}`);
    }
    const whole = new Books(rows, ledger).moved(first, last);
    for (const lines of [bySource, byCurrency])
        for (const name of MONEY)
            assert.equal(
                lines.reduce((sum, line) => sum + units(line[name]), 0n),
                whole[name],
                `The lines are all of ${name}`
            );
}

function checkLine(line: Line, moved: Moved, where: string): void {
    for (const name of MONEY) assert.equal(units(line[name]), moved[name], `${where}: ${name}`);
    for (const name of NUMBERS) assert.equal(line[name], moved[name], `${where}: ${name}`);
    const changes = MONEY.slice(1, -1).reduce((sum, name) => sum + units(line[name]), 0n);
    assert.equal(units(line.opening) + changes, units(line.closing), `${where} adds up`);
}

/** By the formula that readers of either language see. */
function checkFigures(figures: readonly Figure[], books: Books, first: Month, last: Month): void {
    for (const { language, definitions } of FORMULAS) {
        assert.deepEqual(figures.map(({ name }) => name).toSorted(), [...definitions.keys()].toSorted());
        for (const figure of figures) {
            const definition = definitions.get(figure.name)!;
            const where = `${figure.name} by its ${language} definition`;
            const months = Array.from({ length: last - first + 1 }, (_unused, index) => books.moved(first + index, first + index));
            for (const [index, moved] of months.entries())
                checkNumber(figure.series[index], figureOf(definition, moved), `${where}, ${dayOf(first + index)}`);
            const [now, before] = wholes(definition.together, figure.name, books, first, last, (moved) => figureOf(definition, moved));
            checkNumber(figure.value, now, `${where}, now`);
            checkNumber(figure.before, before, `${where}, before`);
        }
    }
}

/** The figure, and what it is compared with. */
function wholes(
    way: 'last' | 'sum' | 'product' | 'average',
    name: string,
    books: Books,
    first: Month,
    last: Month,
    figure: (moved: Moved) => Fraction | null
): [Fraction | null, Fraction | null] {
    const count = last - first + 1;
    if (way === 'last') return [figure(books.moved(last, last)), figure(books.moved(first - 1, first - 1))];
    if (way === 'sum') return [figure(books.moved(first, last)), figure(books.moved(first - count, first - 1))];
    const complete = Math.max(count - 1, 1);
    const rates = (from: Month): (Fraction | null)[] =>
        Array.from({ length: complete }, (_unused, index) => figure(books.moved(from + index, from + index)));
    return [together(way, rates(first)), together(way, rates(first - complete))];
}

function checkCohorts(cohorts: readonly Cohort[], books: Books, first: Month, last: Month): void {
    const expected = Array.from({ length: last - first + 1 }, (_unused, index) => first + index)
        .map((month) => ({ month, ages: books.cohort(month, last) }))
        .filter(({ ages }) => ages.length > 0);
    assert.deepEqual(
        cohorts.map(({ month }) => month),
        expected.map(({ month }) => dayOf(month))
    );
    for (const [index, { month, ages }] of expected.entries()) {
        const cohort = cohorts[index]!;
        const where = `cohort ${dayOf(month)}`;
        assert.deepEqual(
            cohort.mrrLeft.map(units),
            ages.map(({ mrr }) => mrr),
            where
        );
        assert.deepEqual(
            cohort.customersLeft,
            ages.map(({ customers }) => customers),
            where
        );
        const firstMrr = ages.find(({ mrr }) => mrr !== 0n)?.mrr ?? 0n;
        const firstCustomers = ages.find(({ customers }) => customers !== 0)?.customers ?? 0;
        assert.deepEqual([units(cohort.mrr), cohort.customers], [firstMrr, firstCustomers], where);
        for (const [age, { mrr, customers }] of ages.entries()) {
            const isRecorded = ages.slice(0, age + 1).some((earlier) => earlier.mrr !== 0n);
            const isThere = ages.slice(0, age + 1).some((earlier) => earlier.customers !== 0);
            checkNumber(cohort.mrrShares[age], isRecorded && firstMrr > 0n ? fraction(mrr, firstMrr) : null, `${where}, MRR after ${age}`);
            checkNumber(
                cohort.customerShares[age],
                isThere && firstCustomers > 0 ? fraction(customers, firstCustomers) : null,
                `${where}, customers after ${age}`
            );
        }
    }
}

/** The rows behind a number add up to it. */
function checkDrills(org: LedgerOrg, ledger: Ledger, { months, cohorts, bySource, byCurrency }: Overview, last: Month): void {
    const [first, month] = [months[0]!, months[months.length - 1]!];
    const sumOf = (filter: object): bigint => {
        const chosen = {
            source: ledger.source < 0 ? '' : SOURCES[ledger.source],
            currencyCode: ledger.currency < 0 ? '' : CURRENCIES[ledger.currency]
        };
        const page = call<Page>(org, 'MrrOverviewController.getMovements', { filter: { ...chosen, ...filter } });
        assert.equal(page.hasMore, false);
        return page.movements.reduce((sum, row) => sum + units(ledger.currency < 0 ? (row.convertedDelta ?? 0) : row.delta), 0n);
    };
    assert.equal(sumOf({ toMonth: month.month }), units(month.closing), 'behind MRR');
    assert.equal(sumOf({ toMonth: dayOf(last - ledger.months) }), units(first.opening), 'behind the opening');
    assert.equal(sumOf({ fromMonth: month.month, toMonth: month.month, movementTypes: ['New'] }), units(month.started), 'behind New');
    const corrections = { fromMonth: first.month, toMonth: month.month, movementTypes: ['Opening', 'Restatement'] };
    assert.equal(
        sumOf(corrections),
        months.reduce((sum, line) => sum + units(line.corrections), 0n),
        'behind corrections'
    );
    for (const line of bySource) assert.equal(sumOf({ toMonth: month.month, source: line.source }), units(line.closing), 'behind a source');
    for (const line of byCurrency)
        assert.equal(sumOf({ toMonth: month.month, currencyCode: line.currencyCode }), units(line.closing), 'behind a currency');
    for (const cohort of cohorts)
        assert.equal(sumOf({ cohortMonth: cohort.month, toMonth: month.month }), units(cohort.mrrLeft.at(-1)!), 'behind a cohort');
}

function checkNumber(found: number | null | undefined, expected: Fraction | null, where: string): void {
    if (expected === null) return assert.equal(found ?? null, null, where);
    assert.equal(typeof found, 'number', `${where} is ${show(expected)}`);
    assert.ok(isNear(fromNumber(found!), expected, 1), `${where}: ${found} is not ${show(expected)}`);
}

/** An amount of JSON in whole units, which it is to the last digit. */
function units(amount: number): bigint {
    const whole = Math.round(amount * Number(UNITS));
    assert.ok(Math.abs(amount * Number(UNITS) - whole) < 1e-6, `${amount} has more digits than its currency`);
    return BigInt(whole);
}

function call<T>(org: LedgerOrg, method: string, parameters: Readonly<Record<string, unknown>>): T {
    const result = callController(org.org, org.org.user(org.org.defaultUsername), method, parameters);
    assert.ok(result.ok, result.ok ? '' : result.error.message);
    return result.value as T;
}

/** As the drain would have left it; the month figures hold the rows that were there an hour ago. */
function write(org: LedgerOrg, ledger: Ledger, rows: readonly LedgerRow[]): void {
    org.clear();
    for (const object of ['MRR_Month__c', 'Job_Watermark__c']) org.forget(object, org.rows(object));
    org.set('Reporting_Time_Zone__c', `'${ledger.zone}'` as never);
    const customers = [...new Set(rows.map((row) => row.customer))];
    const stored = insert(org, 'Stripe_Customer__c', customers.map(customerFields));
    const ids = new Map(customers.map((customer, index) => [customer, stored[index]!]));
    insert(org, 'MRR_Balance__c', balancesOf(rows, ids));
    const movements = rows.map((row, index) => movementFields(row, index, ids));
    insert(org, 'MRR_Schedule__c', movements.slice(0, ledger.folded));
    org.moveTo(org.time + HOUR);
    org.apex('new MonthFold().execute(null);');
    insert(org, 'MRR_Schedule__c', movements.slice(ledger.folded));
}

function insert(org: LedgerOrg, object: string, rows: readonly object[]): string[] {
    const { org: runtime } = org;
    const records = rows.map((row) => recordFromJson(runtime.schema.object(object)!, row as Record<string, unknown>, runtime.schema));
    return runtime.transact(
        'synchronous',
        runtime.user(runtime.defaultUsername),
        (transaction) => transaction.dml({ operation: 'insert', records, allOrNone: true, access: 'system' }).map(({ id }) => id!),
        TEST
    );
}

function customerFields(customer: number): object {
    return {
        Customer_Key__c: `${sourceOf(customer)}:cus_${customer}`,
        Customer_Id__c: `cus_${customer}`,
        Source__c: sourceOf(customer)
    };
}

function movementFields(row: LedgerRow, index: number, ids: ReadonlyMap<number, string>): object {
    return {
        Entry_Key__c: String(index),
        Type__c: row.type,
        Source__c: row.source,
        Currency__c: row.currency,
        Delta_Minor__c: Number(row.delta),
        Delta__c: Number(row.delta) / Number(UNITS),
        Balance_After_Minor__c: Number(row.after),
        Balance_After__c: Number(row.after) / Number(UNITS),
        Corporate_Delta__c: row.converted === null ? null : Number(row.converted) / Number(UNITS),
        Effective_At__c: new Date(row.at).toISOString(),
        Stripe_Customer__c: ids.get(row.customer)
    };
}

function balancesOf(rows: readonly LedgerRow[], ids: ReadonlyMap<number, string>): object[] {
    return [...new Set(rows.map(({ customer, currency }) => `${customer} ${currency}`))].map((key) => {
        const own = rows.filter(({ customer, currency }) => `${customer} ${currency}` === key);
        const { customer, currency, source, after: balance } = own[own.length - 1]!;
        const start = own.find(({ after }) => after > 0n)?.at;
        return {
            Balance_Key__c: `${source}:cus_${key}`,
            Stripe_Customer__c: ids.get(customer),
            Source__c: source,
            Currency__c: currency,
            Balance_Minor__c: Number(balance),
            Balance__c: Number(balance) / Number(UNITS),
            Unrated__c: currency === 'CHF' ? Number(balance) / Number(UNITS) : 0,
            Ever_Positive__c: start !== undefined,
            Started_At__c: start === undefined ? null : new Date(start).toISOString()
        };
    });
}
