import { startLocalOrg, type LocalOrg } from '../org/local';
import { callAsPage, measureCalls, seconds, tableOfCalls, tooSlow, type Calls } from './calls';
import { print, type BenchPart } from './part';

const ROWS = 100_000;
/** A second Stripe source, deployed on top of the project. */
const TWO_SOURCES = 'config/scenario';
const CUSTOMERS_A_CHUNK = 100;
const MOVEMENTS_A_CUSTOMER = 50;
/** Runs of the fold in one transaction, below its limits of queries and rows. */
const FOLDS_A_TRANSACTION = 8;
const MINUTE = 60_000;

interface Figure {
    name: string;
    value: number;
}

export const overview: BenchPart = {
    name: 'overview',
    summary: `the MRR overview and the movements behind a figure, over ${ROWS.toLocaleString('en-US')} ledger rows`,
    run: async () => {
        const { org, child } = await startLocalOrg({ also: [TWO_SOURCES] });
        try {
            return await measureAll(org);
        } finally {
            await child.stop();
        }
    }
};

async function measureAll(org: LocalOrg): Promise<string[]> {
    await fillLedger(org);
    await foldMonths(org);
    print(`${await count(org, 'MRR_Schedule__c')} ledger rows, ${await count(org, 'MRR_Month__c')} month rows`);
    const calls = [
        await measure(org, 'overview, 12 months', 'getOverview', { monthCount: 12, source: '', currencyCode: '' }),
        await measure(org, 'overview, 24 months', 'getOverview', { monthCount: 24, source: '', currencyCode: '' }),
        await measure(org, 'overview, one currency', 'getOverview', { monthCount: 12, source: '', currencyCode: 'EUR' }),
        await measure(org, 'movements behind MRR', 'getMovements', { filter: {} }),
        await measure(org, 'movements of a cohort', 'getMovements', { filter: { cohortMonth: await cohort(org) } })
    ];
    print(tableOfCalls('Call', calls));
    return [...(await wrongSum(org)), ...calls.flatMap(tooSlow)];
}

/** Customers over three years, two sources and three currencies; every tenth leaves and comes back. */
function chunk(from: number): string {
    return `
        Datetime start = System.now().addMonths(-36);
        List<Stripe_Customer__c> customers = new List<Stripe_Customer__c>();
        List<MRR_Balance__c> balances = new List<MRR_Balance__c>();
        List<MRR_Schedule__c> rows = new List<MRR_Schedule__c>();
        List<String> codes = new List<String>{ 'USD', 'EUR', 'GBP' };
        ExchangeRates rates = new ExchangeRates();
        for (Integer i = ${from}; i < ${from + CUSTOMERS_A_CHUNK}; i++) {
            String source = Math.mod(i, 2) == 0 ? 'Stripe_Test' : 'Stripe_Europe';
            customers.add(new Stripe_Customer__c(Customer_Key__c = source + ':cus_' + i, Customer_Id__c = 'cus_' + i, Source__c = source));
        }
        insert as system customers;
        for (Integer i = 0; i < customers.size(); i++) {
            Integer customer = ${from} + i;
            String code = codes[Math.mod(customer, 3)];
            Datetime began = start.addMonths(Math.mod(customer, 36));
            Integer step = (Integer) ((System.now().getTime() - began.getTime()) / ${MINUTE} / ${MOVEMENTS_A_CUSTOMER});
            Decimal balance = 0;
            for (Integer m = 0; m < ${MOVEMENTS_A_CUSTOMER}; m++) {
                Boolean away = Math.mod(customer, 10) == 0 && Math.mod(m, 10) == 9;
                Decimal delta = m == 0 ? 10000 : (away ? -balance : (balance == 0 ? 9000 : (Math.mod(m, 3) == 0 ? -700 : 1000)));
                String type = m == 0 ? 'New' : (away ? 'Churn' : (balance == 0 ? 'Reactivation' : (delta < 0 ? 'Contraction' : 'Expansion')));
                balance += delta;
                rows.add(new MRR_Schedule__c(
                    Entry_Key__c = 'bench:' + customer + ':' + m, Type__c = type, Source__c = customers[i].Source__c, Currency__c = code,
                    Delta_Minor__c = delta, Delta__c = delta / 100, Balance_After_Minor__c = balance, Balance_After__c = balance / 100,
                    Corporate_Delta__c = CorporateValue.of(delta / 100, rates.rateOf(code)),
                    Effective_At__c = began.addMinutes(step * m), Stripe_Customer__c = customers[i].Id, Reason__c = 'seats'
                ));
            }
            balances.add(new MRR_Balance__c(
                Balance_Key__c = 'bench:' + customer, Stripe_Customer__c = customers[i].Id, Source__c = customers[i].Source__c, Currency__c = code,
                Balance_Minor__c = balance, Balance__c = balance / 100, Ever_Positive__c = true, Started_At__c = began, Sequence__c = ${MOVEMENTS_A_CUSTOMER}
            ));
        }
        insert as system balances;
        insert as system rows;`;
}

async function fillLedger(org: LocalOrg): Promise<void> {
    const started = performance.now();
    for (let from = 0; from < ROWS / MOVEMENTS_A_CUSTOMER; from += CUSTOMERS_A_CHUNK) await org.apex(chunk(from));
    print(`Ledger written in ${seconds(performance.now() - started)} s`);
}

/** The fold takes rows that have settled, so the clock goes on by an hour. */
async function foldMonths(org: LocalOrg): Promise<void> {
    const started = performance.now();
    await org.setClock(Date.now() + 60 * MINUTE);
    const source = `for (Integer i = 0; i < ${FOLDS_A_TRANSACTION}; i++) { new MonthFold().execute(null); } System.debug(MonthFold.hasWork());`;
    for (let works = true; works;) works = (await org.apex(source)).logs.some((log) => log.includes('true'));
    print(`Months folded in ${seconds(performance.now() - started)} s`);
}

function measure(org: LocalOrg, name: string, method: string, parameters: object): Promise<Calls> {
    return measureCalls(org, `MrrOverviewController.${method}`, name, parameters);
}

async function count(org: LocalOrg, object: string): Promise<number> {
    const [row] = await org.query<{ total: number }>(`SELECT COUNT(Id) total FROM ${object}`);
    return row!.total;
}

/** The month in which the most recent customer but some began. */
async function cohort(org: LocalOrg): Promise<string> {
    const [row] = await org.query<{ Started_At__c: string }>(
        'SELECT Started_At__c FROM MRR_Balance__c ORDER BY Started_At__c DESC LIMIT 1 OFFSET 500'
    );
    return `${row!.Started_At__c.slice(0, 7)}-01`;
}

/** What the page says is the sum of the ledger, to the cent. */
async function wrongSum(org: LocalOrg): Promise<string[]> {
    const [{ total } = { total: 0 }] = await org.query<{ total: number }>('SELECT SUM(Corporate_Delta__c) total FROM MRR_Schedule__c');
    const { figures } = await callAsPage<{ figures: Figure[] }>(org, 'MrrOverviewController.getOverview', {
        monthCount: 1,
        source: '',
        currencyCode: ''
    });
    const shown = figures.find(({ name }) => name === 'mrr')!.value;
    return Math.abs(shown - total) < 0.005 ? [] : [`the overview shows ${shown}, and the ledger adds up to ${total}`];
}
