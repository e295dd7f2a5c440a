import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fraction, minus, over, plus, times, type Fraction } from './fractions.ts';

const ROOT = join(import.meta.dirname, '..', '..');

/** How rates of months are put together. */
type Together = 'last' | 'sum' | 'product' | 'average';

/** What the page tells its readers of a figure. */
export interface Definition {
    readonly formula: string;
    readonly together: Together;
    readonly neverBelowZero: boolean;
}

/** Values by the names that formulas use. Losses are counted as sizes. */
export type Values = Readonly<Record<string, Fraction>>;

/** The label of each figure's definition, by the name of the figure. */
const LABELS: Readonly<Record<string, string>> = {
    mrr: 'MRR_About_MRR',
    arr: 'MRR_About_ARR',
    growth: 'MRR_About_Growth',
    customers: 'MRR_About_Customer_Count',
    average: 'MRR_About_Average',
    netRetention: 'MRR_About_Net_Retention',
    grossRetention: 'MRR_About_Gross_Retention',
    mrrChurn: 'MRR_About_Revenue_Churn',
    customerChurn: 'MRR_About_Logo_Churn',
    quickRatio: 'MRR_About_Quick_Ratio'
};

/** What stands in formulas, by the label that names it on the page; customers who come and go have none. */
const NAMES: Readonly<Record<string, string>> = {
    opening: 'MRR_Opening',
    started: 'MRR_Change_New',
    expansion: 'MRR_Change_Expansion',
    reactivation: 'MRR_Change_Reactivation',
    contraction: 'MRR_Change_Contraction',
    churn: 'MRR_Change_Churn',
    fx: 'MRR_Change_FX',
    corrections: 'MRR_Change_Corrections',
    closing: 'MRR_Figure_MRR',
    customersClosing: 'MRR_Figure_Customer_Count'
};

interface Language {
    readonly name: string;
    readonly formula: RegExp;
    readonly words: Readonly<Record<'product' | 'average' | 'sum' | 'never', RegExp>>;
    readonly customers: Readonly<Record<string, string>>;
    readonly labels: ReadonlyMap<string, string>;
}

export const LANGUAGES: readonly Language[] = [
    {
        name: 'English',
        formula: /Formula: (.+?)\.(?: |$)/,
        words: { product: /are multiplied/, average: /Average of/, sum: /in the period|Over the whole period/, never: /never below zero/ },
        customers: {
            customersOpening: 'Customers at the beginning',
            customersWon: 'Customers won',
            customersLost: 'Customers lost'
        },
        labels: texts(
            'force-app/main/pages/labels/CustomLabels.labels-meta.xml',
            /<fullName>(\w+)<\/fullName>[\s\S]*?<value>([\s\S]*?)<\/value>/g,
            1,
            2
        )
    },
    {
        name: 'German',
        formula: /Formel: (.+?)\.(?: |$)/,
        words: {
            product: /werden multipliziert/,
            average: /Durchschnitt der/,
            sum: /im Zeitraum|Über den ganzen Zeitraum/,
            never: /nie unter null/
        },
        customers: { customersOpening: 'Kunden am Anfang', customersWon: 'Gewonnene Kunden', customersLost: 'Verlorene Kunden' },
        labels: texts('translations/translations/de.translation-meta.xml', /<label>([^<]*)<\/label>\s*<name>(\w+)<\/name>/g, 2, 1)
    }
];

function texts(path: string, pattern: RegExp, name: number, value: number): ReadonlyMap<string, string> {
    const xml = readFileSync(join(ROOT, path), 'utf8');
    return new Map([...xml.matchAll(pattern)].map((match) => [match[name]!, match[value]!]));
}

/** By the name of the figure. */
export function definitions(language: Language): ReadonlyMap<string, Definition> {
    const { formula, words } = language;
    return new Map(
        Object.entries(LABELS).map(([figure, label]) => {
            const text = language.labels.get(label) ?? '';
            const found = formula.exec(text)?.[1];
            if (!found) throw new Error(`${language.name}: the definition of ${figure} names no formula: ${text}`);
            const together = (['product', 'average', 'sum'] as const).find((way) => words[way].test(text)) ?? 'last';
            return [figure, { formula: symbols(found, language), together, neverBelowZero: words.never.test(text) }];
        })
    );
}

/** Names become those of the values, so that formulas of every language read alike. */
function symbols(formula: string, { labels, customers }: Language): string {
    const names = [...Object.entries(NAMES).map(([name, label]) => [name, labels.get(label) ?? ''] as const), ...Object.entries(customers)];
    return names
        .toSorted(([, one], [, other]) => other.length - one.length)
        .reduce((text, [name, words]) => text.replaceAll(new RegExp(`(?<![\\p{L}{])${words}(?![\\p{L}}])`, 'gu'), `{${name}}`), formula);
}

/** Null where it divides by nothing. Throws on what is no formula. */
export function evaluate(formula: string, values: Values): Fraction | null {
    const tokens = [...formula.matchAll(/\{(\w+)\}|(\d+)|([+−×÷()])|(\S)/gu)];
    let at = 0;
    const next = (): string | undefined => tokens[at]?.[3];
    const atom = (): Fraction | null => {
        const token = tokens[at++];
        if (token?.[1] !== undefined && values[token[1]]) return values[token[1]]!;
        if (token?.[2] !== undefined) return fraction(BigInt(token[2]));
        if (token?.[3] !== '(') throw new Error(`"${formula}" is no formula at ${token?.[0] ?? 'its end'}`);
        const inside = sum();
        if (tokens[at++]?.[3] !== ')') throw new Error(`"${formula}" lacks a bracket`);
        return inside;
    };
    const product = (): Fraction | null => {
        let value = atom();
        while (next() === '×' || next() === '÷') {
            const divides = tokens[at++]![3] === '÷';
            const other = atom();
            value = value && other && (divides ? over(value, other) : times(value, other));
        }
        return value;
    };
    function sum(): Fraction | null {
        let value = product();
        while (next() === '+' || next() === '−') {
            const subtracts = tokens[at++]![3] === '−';
            const other = product();
            value = value && other && (subtracts ? minus(value, other) : plus(value, other));
        }
        return value;
    }
    const value = sum();
    if (at < tokens.length) throw new Error(`"${formula}" goes on with ${tokens[at]![0]}`);
    return value;
}
