import type { Deployments } from './deploy/deployments.ts';
import type { BulkJobs } from './rest/bulk.ts';
import type { QueryLocators } from './rest/query.ts';
import type { TestRuns } from './tooling/test-runs.ts';

/** What outlives a request: results that are fetched in pages, test runs and deployments under way. */
export interface Services {
    readonly locators: QueryLocators;
    readonly bulkJobs: BulkJobs;
    readonly testRuns: TestRuns;
    readonly deployments: Deployments;
}
