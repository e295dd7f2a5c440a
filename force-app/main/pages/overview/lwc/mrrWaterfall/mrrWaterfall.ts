import { formatChange, formatCompact, formatMoney } from 'c/billingFormat';
import type { Step } from 'c/chartWaterfall';
import { changesOf, type MonthLine } from 'c/mrrModel';
import { aboutChange, changeName, labels } from 'c/mrrWords';

/** How opening MRR became closing MRR, as the bars of a waterfall. */
export function waterfallSteps(line: MonthLine, currencyCode: string): Step[] {
    const total = (key: 'opening' | 'closing', about: string): Step => ({
        key,
        label: labels[key],
        amount: line[key],
        isTotal: true,
        text: formatMoney(line[key], currencyCode),
        shortText: formatCompact(line[key], currencyCode),
        about
    });
    return [
        total('opening', labels.aboutOpening),
        ...changesOf([line]).map((name) => ({
            key: name,
            label: changeName(name),
            amount: line[name],
            isTotal: false,
            text: formatChange(line[name], currencyCode),
            shortText: formatCompact(line[name], currencyCode, 'exceptZero'),
            about: aboutChange(name)
        })),
        total('closing', labels.aboutClosing)
    ];
}
