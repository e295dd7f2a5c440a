import { FAILED_EVENT, LARGE, READABLE_EVENT, stageAccounts, stageAttention, stageEvents } from './places';
import { SOURCE } from '../event-stage';
import { showTab } from '../view';
import { altered, failing, silent, type Chapter, type Shot } from './shots';

const CSM = 'success@recurrent.example';
const GERMAN = 'revenue@recurrent.example';
const GERMAN_ADMIN = 'verwaltung@recurrent.example';
const NOBODY = 'nobody@recurrent.example';
const MAINTENANCE = 'The org is being maintained. Try again in a few minutes.';

const PANEL = 'BillingPanelController.getPanel';
const ATTENTION = 'BillingAttentionController.getAttention';
const OVERVIEW = 'MrrOverviewController.getOverview';
const MONITOR = 'EventMonitorController.getMonitor';

/** Enough for what stands in the place of content. */
const SHORT = 700;

const HOME_PAGE = '/lightning/page/home';
const OVERVIEW_PAGE = '/lightning/n/MRR_Overview';
const MONITOR_PAGE = '/lightning/n/Event_Monitor';

const billingOf = (account: string, shot: Omit<Shot, 'path' | 'ready'> & { ready?: string }): Shot => ({
    ready: 'c-billing-panel [data-figure="mrr"]',
    ...shot,
    path: (places) => places.account(account)
});

const state = (component: string, name: string): string => `${component} [data-state="${name}"]`;

const home: Chapter = {
    title: 'Home',
    shots: [
        {
            name: 'home',
            isMain: true,
            title: 'What needs attention today',
            words: 'Accounts in the order of urgency, each with its reason; how recurring revenue stands; whether every event of Stripe came through.',
            path: () => HOME_PAGE,
            ready: 'c-home-intake [data-source]'
        },
        {
            name: 'home-csm',
            title: 'The same, seen by customer success',
            words: 'Her own Accounts, and of the rest what concerns her.',
            path: () => HOME_PAGE,
            ready: 'c-billing-attention [data-account]',
            user: CSM
        },
        {
            name: 'home-german',
            title: 'Read in German',
            words: 'Words, amounts and dates follow the user’s language.',
            path: () => HOME_PAGE,
            ready: 'c-billing-attention [data-account]',
            user: GERMAN
        },
        {
            name: 'home-empty',
            longest: SHORT,
            title: 'Nothing to do',
            words: 'Says so, and where something is to be done.',
            path: () => HOME_PAGE,
            ready: state('c-billing-attention', 'empty'),
            user: CSM,
            before: altered(ATTENTION, { isMine: true, rows: [], kinds: [], hasMore: false, elsewhere: { total: 3, isMore: false } })
        },
        {
            name: 'home-partial',
            longest: SHORT,
            title: 'A part is missing',
            words: 'Who may not read disputes sees the rest, and what is missing.',
            path: () => HOME_PAGE,
            ready: 'c-billing-attention .warning',
            user: CSM,
            before: altered(ATTENTION, { missing: ['disputes'] })
        },
        {
            name: 'home-loading',
            longest: SHORT,
            title: 'Loading',
            words: 'While the answer is on its way.',
            path: () => HOME_PAGE,
            ready: 'c-billing-attention .skeleton',
            before: silent(ATTENTION)
        },
        {
            name: 'home-error',
            longest: SHORT,
            title: 'An error',
            words: 'Its reason, and a way to try again.',
            path: () => HOME_PAGE,
            ready: state('c-billing-attention', 'error'),
            before: failing(ATTENTION, MAINTENANCE)
        },
        {
            name: 'home-no-access',
            longest: SHORT,
            title: 'No permission',
            words: 'Names the permission set to ask for.',
            path: () => HOME_PAGE,
            ready: state('c-billing-attention', 'no-access'),
            user: NOBODY
        },
        {
            name: 'home-many',
            title: 'Every kind, and names that are hard to show',
            words: 'Disputes, overdue money, churn risk, subscriptions that end or renew; yen, dinars and dollars; Arabic names of 250 characters; markup that stays text.',
            path: () => HOME_PAGE,
            ready: 'c-billing-attention [data-account]',
            user: CSM,
            stage: stageAttention
        }
    ]
};

const overview: Chapter = {
    title: 'MRR overview',
    shots: [
        {
            name: 'overview',
            isMain: true,
            title: 'A year of figures',
            words: 'Key figures and how they changed, what turned the opening MRR into today’s, the trend, movements by month and by source, top movers, cohorts.',
            path: () => OVERVIEW_PAGE,
            ready: 'c-chart-heat button'
        },
        {
            name: 'overview-german',
            title: 'The same, read in German',
            words: 'Words, numbers and months follow the user’s language.',
            path: () => OVERVIEW_PAGE,
            ready: 'c-chart-heat button',
            user: GERMAN
        },
        {
            name: 'overview-choices',
            title: 'Other questions to the same figures',
            words: 'The trend of net retention, MRR by currency, and what is left of cohorts in amounts.',
            path: () => OVERVIEW_PAGE,
            ready: 'c-chart-heat button',
            act: async (page) => {
                const choices = { trend: 'Net retention', breakdown: 'Currency', cohorts: 'MRR, amount' };
                for (const [filter, option] of Object.entries(choices)) {
                    const box = page.locator(`[data-filter="${filter}"]`);
                    await box.getByRole('combobox').click();
                    await box.getByRole('option', { name: option, exact: true }).click();
                }
            }
        },
        {
            name: 'overview-movements',
            title: 'The ledger behind a figure',
            words: 'Every number opens the movements that make it, with the reason of each.',
            path: () => OVERVIEW_PAGE,
            ready: 'c-mrr-figures [data-figure="customerChurn"]',
            act: async (page) => {
                await page.locator('c-mrr-figures button[data-name="customerChurn"]').click();
                await page.locator('[role="dialog"] tbody tr').first().waitFor();
            }
        },
        {
            name: 'overview-empty',
            longest: SHORT,
            title: 'Nothing to show yet',
            words: 'A source without movements says so and keeps the filters.',
            path: () => `${OVERVIEW_PAGE}?c__source=Nobody`,
            ready: state('c-mrr-overview', 'empty')
        },
        {
            name: 'overview-partial',
            title: 'A part is missing',
            words: 'Who may not read customers’ balances sees every figure but no cohorts, and what is missing.',
            path: () => OVERVIEW_PAGE,
            ready: 'c-mrr-overview .warning',
            before: altered(OVERVIEW, { missing: ['cohorts', 'rates'], cohorts: null, unconverted: null })
        },
        {
            name: 'overview-loading',
            longest: SHORT,
            title: 'Loading',
            words: 'While the answer is on its way.',
            path: () => OVERVIEW_PAGE,
            ready: 'c-mrr-overview .skeleton',
            before: silent(OVERVIEW)
        },
        {
            name: 'overview-error',
            longest: SHORT,
            title: 'An error',
            words: 'Its reason, and a way to try again.',
            path: () => OVERVIEW_PAGE,
            ready: state('c-mrr-overview', 'error'),
            before: failing(OVERVIEW, MAINTENANCE)
        },
        {
            name: 'overview-no-access',
            longest: SHORT,
            title: 'No permission',
            words: 'Names the permission set to ask for.',
            path: () => OVERVIEW_PAGE,
            ready: state('c-mrr-overview', 'no-access'),
            user: NOBODY,
            before: showTab
        }
    ]
};

const panel: Chapter = {
    title: 'Billing panel on the Account',
    stage: stageAccounts,
    shots: [
        billingOf('Alder Robotics', {
            name: 'billing-healthy',
            title: 'Healthy',
            words: 'A customer who grows and pays: status, MRR, ARR, trend, invoices, subscriptions, movements.',
            user: CSM
        }),
        billingOf('Sorrel Systems', {
            name: 'billing-past-due',
            isMain: true,
            title: 'Past due',
            words: 'What is open, since when, when Stripe tries again, and the link to pay.',
            user: CSM
        }),
        billingOf('Tansy Travel', {
            name: 'billing-at-risk',
            title: 'At risk',
            words: 'The churn risk and its reasons.',
            user: CSM
        }),
        billingOf('Larch Legal', {
            name: 'billing-in-dispute',
            title: 'In dispute',
            words: 'The dispute and the last day for evidence.',
            user: CSM
        }),
        billingOf('Maple Group', {
            name: 'billing-currencies',
            title: 'Two Stripe accounts, two currencies',
            words: 'Figures by currency, and together in the org’s own.'
        }),
        billingOf(LARGE, {
            name: 'billing-many',
            title: '200 subscriptions, three currencies, names that are hard to show',
            words: 'Yen without decimals, dinars with three, negative and zero MRR; Arabic names of 250 characters; markup that stays text.'
        }),
        billingOf(LARGE, {
            name: 'billing-found',
            title: 'Found among 200',
            words: 'Subscriptions by price, customer, status or id, and by currency; what makes each special.',
            act: async (page) => {
                await page.locator('c-billing-subscriptions [data-field="find"] input').fill('sub_large_19');
                await page.locator('c-billing-subscriptions').scrollIntoViewIfNeeded();
            }
        }),
        billingOf('Maple Group', {
            name: 'billing-customers',
            title: 'A wrong match is corrected',
            words: 'An admin gives a Stripe customer to the Account, moves one here, or takes one away.',
            act: async (page) => {
                await page.locator('c-billing-panel [data-action="match"]').click();
                await page.locator('[role="dialog"] [data-list="matched"] [data-action="choose"]').first().click();
            }
        }),
        billingOf('Larch Legal', {
            name: 'billing-german',
            title: 'Read in German',
            words: 'Words, amounts and dates follow the user’s language.',
            user: GERMAN
        }),
        billingOf('Quiet Company', {
            name: 'billing-empty',
            longest: SHORT,
            title: 'No billing',
            words: 'What to do so that it appears; who may, matches a Stripe customer by hand.',
            ready: state('c-billing-panel', 'no-customer')
        }),
        billingOf('Alder Robotics', {
            name: 'billing-partial',
            title: 'A part is missing',
            words: 'Who may not read invoices and payments sees the rest, and what is missing.',
            before: altered(PANEL, { missing: ['invoices', 'payments'], invoices: [], payments: [] }),
            ready: state('c-billing-panel', 'partial')
        }),
        billingOf('Alder Robotics', {
            name: 'billing-error',
            longest: SHORT,
            title: 'An error',
            words: 'Its reason, and a way to try again.',
            before: failing(PANEL, MAINTENANCE),
            ready: state('c-billing-panel', 'error')
        }),
        billingOf('Alder Robotics', {
            name: 'billing-loading',
            longest: SHORT,
            title: 'Loading',
            words: 'While the answer is on its way.',
            before: silent(PANEL),
            ready: 'c-billing-panel .skeleton'
        }),
        billingOf('Alder Robotics', {
            name: 'billing-no-access',
            longest: SHORT,
            title: 'No permission',
            words: 'Names the permission set to ask for.',
            before: failing(PANEL, "You do not have access to the Apex class named 'BillingPanelController'."),
            ready: state('c-billing-panel', 'no-access')
        })
    ]
};

const monitor: Chapter = {
    title: 'Event monitor',
    stage: stageEvents,
    shots: [
        {
            name: 'monitor',
            title: 'What arrives',
            words: 'The queue, how many events arrived and how many failed, what came through of each source, who waits for an Account; then every event, in people’s words.',
            longest: 1400,
            path: () => `${MONITOR_PAGE}?c__source=Stripe_Test`,
            ready: 'c-event-stream li'
        },
        {
            name: 'monitor-troubles',
            isMain: true,
            title: 'Failed and waiting',
            words: 'Customers who wait for an Account, with candidates a press away; records of unknown shapes and what to do; why an event failed and whether it is tried again.',
            path: () => `${MONITOR_PAGE}?c__source=${SOURCE}`,
            ready: 'c-event-stream li'
        },
        {
            name: 'monitor-match',
            longest: 1100,
            title: 'Whose is it?',
            words: 'An Account is given to a customer after asking once more, and any Account can be searched for.',
            path: () => `${MONITOR_PAGE}?c__source=${SOURCE}`,
            ready: 'c-event-stream li',
            act: async (page) => {
                await page.locator('[data-action="match"]').first().click();
                await page.locator('[role="dialog"] [data-step="confirm"]').waitFor();
            }
        },
        {
            name: 'monitor-german',
            title: 'The same, read in German',
            words: 'Types of events, times and explanations follow the user’s language.',
            path: () => `${MONITOR_PAGE}?c__source=${SOURCE}`,
            ready: 'c-event-stream li',
            user: GERMAN_ADMIN
        },
        {
            name: 'monitor-empty',
            title: 'Nothing found',
            words: 'No event fits the filters.',
            path: () => `${MONITOR_PAGE}?c__source=Nobody`,
            ready: state('c-event-monitor', 'nothing-found')
        },
        {
            name: 'monitor-partial',
            title: 'A part is missing',
            words: 'Who may not read customers sees what arrives, how much waits, and what is missing; a figure that may not be read is no number.',
            longest: 1400,
            path: () => `${MONITOR_PAGE}?c__source=${SOURCE}`,
            ready: 'c-event-monitor .warning',
            before: altered(MONITOR, { missing: ['failures', 'customers', 'Stripe Customers'], givenUp: null, customers: null })
        },
        {
            name: 'monitor-error',
            longest: SHORT,
            title: 'An error',
            words: 'Its reason, and a way to try again.',
            path: () => MONITOR_PAGE,
            ready: state('c-event-monitor', 'error'),
            before: failing(MONITOR, MAINTENANCE)
        },
        {
            name: 'monitor-no-access',
            longest: SHORT,
            title: 'No permission',
            words: 'Names the permission set to ask for.',
            path: () => MONITOR_PAGE,
            ready: state('c-event-monitor', 'no-access'),
            user: CSM,
            before: showTab
        }
    ]
};

const records: Chapter = {
    title: 'Records and lists',
    stage: stageEvents,
    shots: [
        {
            name: 'event',
            title: 'An event that failed',
            words: 'What went wrong, what it is about, and a button that has it processed again.',
            path: (places) => places.event(FAILED_EVENT),
            ready: state('c-event-outcome', 'Failed')
        },
        {
            name: 'event-payload',
            title: 'What Stripe sent',
            words: 'How long an event took on its way, and what came with it: folded, searchable, and never more than text.',
            path: (places) => places.event(READABLE_EVENT),
            ready: 'c-event-payload li'
        },
        {
            name: 'list',
            longest: 1100,
            title: 'A list',
            words: 'Subscriptions, as an admin finds them under the tab.',
            path: () => '/lightning/o/Subscription__c/list?filterName=Paying',
            ready: 'one-record-table tbody tr'
        },
        {
            name: 'list-accounts',
            longest: 1100,
            title: 'A list of Accounts',
            words: 'Those that need attention, for who wants to sort and compare them; others list those who pay, are in dispute, grew or shrank lately.',
            path: () => '/lightning/o/Account/list?filterName=Stripe_Attention',
            ready: 'one-record-table tbody tr'
        },
        {
            name: 'invoice',
            longest: 1100,
            title: 'An invoice',
            words: 'Its fields in groups, its lines and payments.',
            path: (places) => places.invoice('open'),
            ready: 'force-detail-panel dl'
        },
        {
            name: 'subscription',
            longest: 1100,
            title: 'A subscription',
            words: 'What is sold, its MRR, items, movements and invoices.',
            path: (places) => places.subscription('Sorrel Systems'),
            ready: 'force-detail-panel dl'
        },
        {
            name: 'payment',
            longest: 1100,
            title: 'A payment',
            words: 'Card, invoice and dispute; what is technical comes last.',
            path: (places) => places.payment('Quince Media'),
            ready: 'force-detail-panel dl'
        },
        {
            name: 'list-german',
            longest: 1100,
            title: 'Movements, read in German',
            words: 'Names, values and reasons follow the user’s language; amounts carry their currency.',
            path: () => '/lightning/o/MRR_Schedule__c/list?filterName=All',
            ready: 'one-record-table tbody tr',
            user: GERMAN
        }
    ]
};

/** In this order: accounts that are hard to show would count in the overview. */
export const CHAPTERS: readonly Chapter[] = [home, overview, panel, monitor, records];
