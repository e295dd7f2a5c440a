import { openOrg, reopenOrg, type OpenOrgOptions, type OrgRuntime } from '../org.ts';
import { Deployments, type DeployTarget } from './deploy/deployments.ts';
import { BulkJobs } from './rest/bulk.ts';
import { QueryLocators } from './rest/query.ts';
import type { Services } from './services.ts';
import { TestRuns } from './tooling/test-runs.ts';

/** Pieces of work that may be done before a deployment takes effect. */
const WORK_BEFORE_INSTALL = 10_000;

/** Listeners of an org, which cannot cross a thread boundary. */
export type OrgListeners = Pick<OpenOrgOptions, 'onChange' | 'onTransaction'>;

/** The org that runs now. A deployment puts another one in its place, over the same records. */
export class OrgHost implements DeployTarget {
    readonly services: Services;
    private current: OrgRuntime;
    private opened: OpenOrgOptions;
    private readonly listeners: OrgListeners;
    private readonly onInstall: (extraDirectories: readonly string[]) => void;

    constructor(options: OpenOrgOptions, listeners: OrgListeners, onInstall: (extraDirectories: readonly string[]) => void) {
        this.opened = options;
        this.listeners = listeners;
        this.onInstall = onInstall;
        this.current = openOrg({ ...options, ...listeners });
        this.services = {
            locators: new QueryLocators(),
            bulkJobs: new BulkJobs(),
            testRuns: new TestRuns(
                () => this.current,
                () => ({ ...this.opened, database: ':memory:' })
            ),
            deployments: new Deployments(this)
        };
    }

    get org(): OrgRuntime {
        return this.current;
    }

    options(): OpenOrgOptions {
        return this.opened;
    }

    install(directory: string): void {
        const extraDirectories = [...(this.opened.extraDirectories ?? []), directory];
        const options = { ...this.opened, extraDirectories };
        this.current.background.runUntilIdle(WORK_BEFORE_INSTALL);
        this.current = reopenOrg(this.current, { ...options, ...this.listeners });
        this.opened = options;
        this.onInstall(extraDirectories);
    }
}
