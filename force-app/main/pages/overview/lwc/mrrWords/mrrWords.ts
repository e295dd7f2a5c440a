import title from '@salesforce/label/c.MRR_Title';
import readAt from '@salesforce/label/c.MRR_Read_At';
import refresh from '@salesforce/label/c.MRR_Refresh';
import stale from '@salesforce/label/c.Billing_Stale';
import loading from '@salesforce/label/c.MRR_Loading';
import retry from '@salesforce/label/c.MRR_Retry';
import errorTitle from '@salesforce/label/c.MRR_Error_Title';
import unknownError from '@salesforce/label/c.MRR_Error_Unknown';
import noAccessTitle from '@salesforce/label/c.MRR_No_Access_Title';
import noAccessText from '@salesforce/label/c.MRR_No_Access_Text';
import emptyTitle from '@salesforce/label/c.MRR_Empty_Title';
import emptyText from '@salesforce/label/c.MRR_Empty_Text';
import isBehind from '@salesforce/label/c.MRR_Is_Behind';
import unconverted from '@salesforce/label/c.MRR_Unconverted';
import period from '@salesforce/label/c.MRR_Period';
import source from '@salesforce/label/c.MRR_Source';
import currency from '@salesforce/label/c.MRR_Currency';
import allSources from '@salesforce/label/c.MRR_All_Sources';
import orgCurrency from '@salesforce/label/c.MRR_Org_Currency';
import exportCsv from '@salesforce/label/c.MRR_Export';
import overviewFile from '@salesforce/label/c.MRR_File_Overview';
import movementsFile from '@salesforce/label/c.MRR_File_Movements';
import none from '@salesforce/label/c.MRR_None';
import showMovements from '@salesforce/label/c.MRR_Show_Movements';
import mrr from '@salesforce/label/c.MRR_MRR';
import month from '@salesforce/label/c.MRR_Month';
import opening from '@salesforce/label/c.MRR_Opening';
import closing from '@salesforce/label/c.MRR_Closing';
import customers from '@salesforce/label/c.MRR_Customers';
import change from '@salesforce/label/c.MRR_Change';
import amount from '@salesforce/label/c.MRR_Amount';
import waterfallTitle from '@salesforce/label/c.MRR_Waterfall_Title';
import waterfallAbout from '@salesforce/label/c.MRR_Waterfall_About';
import waterfallMonth from '@salesforce/label/c.MRR_Waterfall_Month';
import trendTitle from '@salesforce/label/c.MRR_Trend_Title';
import trendAbout from '@salesforce/label/c.MRR_Trend_About';
import trendShow from '@salesforce/label/c.MRR_Trend_Show';
import monthsTitle from '@salesforce/label/c.MRR_Months_Title';
import monthsAbout from '@salesforce/label/c.MRR_Months_About';
import sourcesTitle from '@salesforce/label/c.MRR_Sources_Title';
import sourcesAbout from '@salesforce/label/c.MRR_Sources_About';
import breakdownShow from '@salesforce/label/c.MRR_Breakdown_Show';
import currenciesTitle from '@salesforce/label/c.MRR_Currencies_Title';
import currenciesAbout from '@salesforce/label/c.MRR_Currencies_About';
import moversTitle from '@salesforce/label/c.MRR_Movers_Title';
import moversAbout from '@salesforce/label/c.MRR_Movers_About';
import gains from '@salesforce/label/c.MRR_Gains';
import losses from '@salesforce/label/c.MRR_Losses';
import noMovers from '@salesforce/label/c.MRR_No_Movers';
import unknownCustomer from '@salesforce/label/c.MRR_Unknown_Customer';
import partRates from '@salesforce/label/c.MRR_Part_Rates';
import cohortsTitle from '@salesforce/label/c.MRR_Cohorts_Title';
import cohortsAbout from '@salesforce/label/c.MRR_Cohorts_About';
import cohortShow from '@salesforce/label/c.MRR_Cohort_Show';
import cohortMrrShare from '@salesforce/label/c.MRR_Cohort_MRR_Share';
import cohortMrrAmount from '@salesforce/label/c.MRR_Cohort_MRR_Amount';
import cohortCustomerShare from '@salesforce/label/c.MRR_Cohort_Customer_Share';
import cohortCustomerCount from '@salesforce/label/c.MRR_Cohort_Customer_Count';
import cohortLegend from '@salesforce/label/c.MRR_Cohort_Legend';
import cohortAll from '@salesforce/label/c.MRR_Cohort_All';
import cohortAllCell from '@salesforce/label/c.MRR_Cohort_All_Cell';
import cohort from '@salesforce/label/c.MRR_Cohort';
import cohortMrr from '@salesforce/label/c.MRR_Cohort_MRR';
import cohortCell from '@salesforce/label/c.MRR_Cohort_Cell';
import cohortHeading from '@salesforce/label/c.MRR_Cohort_Heading';
import monthAge from '@salesforce/label/c.MRR_Month_Age';
import noCohorts from '@salesforce/label/c.MRR_No_Cohorts';
import drillHeading from '@salesforce/label/c.MRR_Drill_Heading';
import date from '@salesforce/label/c.MRR_Date';
import account from '@salesforce/label/c.MRR_Account';
import customerId from '@salesforce/label/c.MRR_Customer_Id';
import type from '@salesforce/label/c.MRR_Type';
import reason from '@salesforce/label/c.MRR_Reason';
import converted from '@salesforce/label/c.MRR_Converted';
import noRate from '@salesforce/label/c.MRR_No_Rate';
import balance from '@salesforce/label/c.MRR_Balance';
import sumOfAll from '@salesforce/label/c.MRR_Sum_Of_All';
import sumOfNewest from '@salesforce/label/c.MRR_Sum_Of_Newest';
import more from '@salesforce/label/c.MRR_More';
import together from '@salesforce/label/c.MRR_Together';
import closeDialog from '@salesforce/label/c.MRR_Close';
import movementsUntil from '@salesforce/label/c.MRR_Movements_Until';
import noMovementsTitle from '@salesforce/label/c.MRR_No_Movements_Title';
import noMovementsText from '@salesforce/label/c.MRR_No_Movements_Text';
import changeSince from '@salesforce/label/c.MRR_Change_Since';
import changeBefore from '@salesforce/label/c.MRR_Change_Before';
import changePoints from '@salesforce/label/c.MRR_Change_Points';
import aboutOpening from '@salesforce/label/c.MRR_About_Opening';
import aboutClosing from '@salesforce/label/c.MRR_About_Closing';
import mrrFigure from '@salesforce/label/c.MRR_Figure_MRR';
import mrrAbout from '@salesforce/label/c.MRR_About_MRR';
import arrFigure from '@salesforce/label/c.MRR_Figure_ARR';
import arrAbout from '@salesforce/label/c.MRR_About_ARR';
import growthFigure from '@salesforce/label/c.MRR_Figure_Growth';
import growthAbout from '@salesforce/label/c.MRR_About_Growth';
import customersFigure from '@salesforce/label/c.MRR_Figure_Customer_Count';
import customersAbout from '@salesforce/label/c.MRR_About_Customer_Count';
import averageFigure from '@salesforce/label/c.MRR_Figure_Average';
import averageAbout from '@salesforce/label/c.MRR_About_Average';
import netRetentionFigure from '@salesforce/label/c.MRR_Figure_Net_Retention';
import netRetentionAbout from '@salesforce/label/c.MRR_About_Net_Retention';
import grossRetentionFigure from '@salesforce/label/c.MRR_Figure_Gross_Retention';
import grossRetentionAbout from '@salesforce/label/c.MRR_About_Gross_Retention';
import mrrChurnFigure from '@salesforce/label/c.MRR_Figure_Revenue_Churn';
import mrrChurnAbout from '@salesforce/label/c.MRR_About_Revenue_Churn';
import customerChurnFigure from '@salesforce/label/c.MRR_Figure_Logo_Churn';
import customerChurnAbout from '@salesforce/label/c.MRR_About_Logo_Churn';
import quickRatioFigure from '@salesforce/label/c.MRR_Figure_Quick_Ratio';
import quickRatioAbout from '@salesforce/label/c.MRR_About_Quick_Ratio';
import startedChange from '@salesforce/label/c.MRR_Change_New';
import startedAboutChange from '@salesforce/label/c.MRR_About_Change_New';
import expansionChange from '@salesforce/label/c.MRR_Change_Expansion';
import expansionAboutChange from '@salesforce/label/c.MRR_About_Change_Expansion';
import reactivationChange from '@salesforce/label/c.MRR_Change_Reactivation';
import reactivationAboutChange from '@salesforce/label/c.MRR_About_Change_Reactivation';
import contractionChange from '@salesforce/label/c.MRR_Change_Contraction';
import contractionAboutChange from '@salesforce/label/c.MRR_About_Change_Contraction';
import churnChange from '@salesforce/label/c.MRR_Change_Churn';
import churnAboutChange from '@salesforce/label/c.MRR_About_Change_Churn';
import fxChange from '@salesforce/label/c.MRR_Change_FX';
import fxAboutChange from '@salesforce/label/c.MRR_About_Change_FX';
import correctionsChange from '@salesforce/label/c.MRR_Change_Corrections';
import correctionsAboutChange from '@salesforce/label/c.MRR_About_Change_Corrections';
import period1 from '@salesforce/label/c.MRR_Period_1';
import period3 from '@salesforce/label/c.MRR_Period_3';
import period6 from '@salesforce/label/c.MRR_Period_6';
import period12 from '@salesforce/label/c.MRR_Period_12';
import period24 from '@salesforce/label/c.MRR_Period_24';
import type { ApexError } from '@salesforce/apex';
import { formatMoney, formatQuantity, formatRatio, formatShare } from 'c/billingFormat';
import type { ChangeName, Figure } from 'c/mrrModel';

export const labels = {
    title,
    readAt,
    refresh,
    loading,
    stale,
    retry,
    errorTitle,
    unknownError,
    noAccessTitle,
    noAccessText,
    emptyTitle,
    emptyText,
    isBehind,
    unconverted,
    period,
    source,
    currency,
    allSources,
    orgCurrency,
    exportCsv,
    overviewFile,
    movementsFile,
    none,
    showMovements,
    mrr,
    month,
    opening,
    closing,
    customers,
    change,
    amount,
    waterfallTitle,
    waterfallAbout,
    waterfallMonth,
    trendTitle,
    trendAbout,
    trendShow,
    monthsTitle,
    monthsAbout,
    sourcesTitle,
    sourcesAbout,
    breakdownShow,
    currenciesTitle,
    currenciesAbout,
    moversTitle,
    moversAbout,
    gains,
    losses,
    noMovers,
    unknownCustomer,
    cohortsTitle,
    cohortsAbout,
    cohortShow,
    cohortMrrShare,
    cohortMrrAmount,
    cohortCustomerShare,
    cohortCustomerCount,
    cohortLegend,
    cohortAll,
    cohortAllCell,
    cohort,
    cohortMrr,
    cohortCell,
    cohortHeading,
    monthAge,
    noCohorts,
    drillHeading,
    date,
    account,
    customerId,
    type,
    reason,
    converted,
    noRate,
    balance,
    sumOfAll,
    sumOfNewest,
    more,
    together,
    closeDialog,
    noMovementsTitle,
    movementsUntil,
    noMovementsText,
    changeSince,
    changeBefore,
    changePoints,
    aboutOpening,
    aboutClosing
};

interface Described {
    name: string;
    about: string;
}

/** By the names that MrrFigures gives. */
const FIGURES: Readonly<Record<string, Described>> = {
    mrr: { name: mrrFigure, about: mrrAbout },
    arr: { name: arrFigure, about: arrAbout },
    growth: { name: growthFigure, about: growthAbout },
    customers: { name: customersFigure, about: customersAbout },
    average: { name: averageFigure, about: averageAbout },
    netRetention: { name: netRetentionFigure, about: netRetentionAbout },
    grossRetention: { name: grossRetentionFigure, about: grossRetentionAbout },
    mrrChurn: { name: mrrChurnFigure, about: mrrChurnAbout },
    customerChurn: { name: customerChurnFigure, about: customerChurnAbout },
    quickRatio: { name: quickRatioFigure, about: quickRatioAbout }
};

const CHANGES: Readonly<Record<ChangeName, Described>> = {
    started: { name: startedChange, about: startedAboutChange },
    expansion: { name: expansionChange, about: expansionAboutChange },
    reactivation: { name: reactivationChange, about: reactivationAboutChange },
    contraction: { name: contractionChange, about: contractionAboutChange },
    churn: { name: churnChange, about: churnAboutChange },
    fx: { name: fxChange, about: fxAboutChange },
    corrections: { name: correctionsChange, about: correctionsAboutChange }
};

const PERIODS: Readonly<Record<number, string>> = {
    1: period1,
    3: period3,
    6: period6,
    12: period12,
    24: period24
};

export function figureName(figure: string): string {
    return FIGURES[figure]?.name ?? figure;
}

export function aboutFigure(figure: string): string {
    return FIGURES[figure]?.about ?? '';
}

export function changeName(change: ChangeName): string {
    return CHANGES[change].name;
}

export function aboutChange(change: ChangeName): string {
    return CHANGES[change].about;
}

export function periodName(months: number): string {
    return PERIODS[months] ?? String(months);
}

export function figureText(kind: Figure['kind'], value: number | null | undefined, currencyCode: string): string {
    if (value === undefined || value === null) return labels.none;
    switch (kind) {
        case 'money':
            return formatMoney(value, currencyCode);
        case 'share':
            return formatShare(value);
        case 'ratio':
            return formatRatio(value);
        default:
            return formatQuantity(value);
    }
}

/** Parts by the names that Apex gives them. */
const PARTS: Readonly<Record<string, string>> = { cohorts: cohortsTitle, rates: partRates };

/** Of what is no part, the name that it came with. */
export function partName(part: string): string {
    return PARTS[part] ?? part;
}

/** What an error says; Salesforce has several ways to say it. */
export function errorWords(error: ApexError): string {
    const body = Array.isArray(error.body) ? error.body[0] : error.body;
    return body?.message ?? error.message ?? labels.unknownError;
}
