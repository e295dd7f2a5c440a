import { HANDLED_EVENTS } from '../stripe/events';

/** One command of a deployment, and what a person does where it fails. */
export interface DeployStep {
    title: string;
    command: readonly [string, ...string[]];
    advice: string;
}

/** The commands of a deployment in their order; `checkOnly` validates in the org and changes nothing. */
export function deploySteps(org: string, checkOnly: boolean, testLevel: string | undefined): DeployStep[] {
    const deploy: DeployStep = {
        title: checkOnly ? 'Validate in the org' : 'Deploy',
        command: [
            'sf',
            'project',
            'deploy',
            'start',
            '--source-dir',
            'force-app',
            '--target-org',
            org,
            '--wait',
            '60',
            ...(checkOnly ? ['--dry-run'] : []),
            ...(testLevel ? ['--test-level', testLevel] : [])
        ],
        advice: `read the component failures above; if classes have jobs pending: allow that in Setup, Deployment Settings; if you are not logged in: npx sf org login web --alias ${org}`
    };
    const assign: DeployStep = {
        title: 'Assign the permission set Recurrent Admin to you',
        command: ['sf', 'org', 'assign', 'permset', '--name', 'Recurrent_Admin', '--target-org', org],
        advice: 'assign it in Setup, Permission Sets, then run the deployment again'
    };
    return [
        { title: 'Build the components', command: ['ts-node', 'scripts/build-lwc.ts'], advice: 'mend the TypeScript named above' },
        {
            title: 'Check the package',
            command: ['ts-node', 'scripts/checks/check.ts'],
            advice: 'mend what is named above: "npm run check" shows it again'
        },
        deploy,
        ...(checkOnly ? [] : [assign])
    ];
}

/** What no deployment can do: secrets, users, and what an org must allow first. */
export function leftToDo(org: string): string {
    const tasks = [
        "Stripe's test key: Setup, Named Credentials, External Credentials, Stripe Test, principal StripeAccount: add the parameter SecretKey with the key (sk_test_…). Then give the permission set of the integration user access to that principal.",
        'Integration user: make one (Salesforce Integration licence or another that may run Apex) and assign the permission set Recurrent Integration.',
        'Subscriber: Setup, Platform Events, Stripe Event Received, trigger StripeEventTrigger: let it run as the integration user; the same for Recurrent Failure and RecurrentFailureTrigger.',
        'Site: Setup, Sites: activate Stripe_Webhooks; in its Public Access Settings assign the permission set Recurrent Webhook Guest to the guest user.',
        `Webhook: in Stripe's dashboard add an endpoint with the address <site>/services/apexrest/stripe/Stripe_Test, API version 2026-10-28.endive and these events: ${HANDLED_EVENTS.join(', ')}.`,
        "Signing secret: as an administrator run anonymous Apex: Stripe_Secret__c s = new Stripe_Secret__c(Source__c = 'Stripe_Test', Current_Secret__c = 'whsec_…'); upsert as system s Source__c;",
        'Schedule: as the integration user run anonymous Apex: EventSweeper.scheduleAll(); It retries, recomputes and clears by night, and may be run again at any time.',
        'Settings: Setup, Custom Settings, Recurrent Settings, Manage, New at the organization level. Name at least the Fallback User (who gets tasks and notices where no owner or manager is active), the Finance User (who is told of disputes and failed payouts) and the Reporting Time Zone.',
        'E-mail: in Setup, Deliverability, allow all e-mail, and verify the address of the integration user; the recipe for failed payments writes to managers.',
        'Flows: production activates deployed flows only where Setup, Process Automation Settings, says "Deploy processes and flows as active"; otherwise activate the flows whose names begin with Recipe or Recurrent by hand.',
        'People: assign Recurrent Viewer to those who shall see billing on Accounts and the MRR overview, and Recurrent Finance to those who reconcile payouts and revenue, among them the Finance User.',
        `German, if you want it: enable the Translation Workbench and German in Setup, Translation Language Settings, then run: npx sf project deploy start --source-dir translations --target-org ${org}`
    ];
    return [
        `Left to do by hand in ${org}:`,
        ...tasks.map((task, index) => `  ${index + 1}. ${task}`),
        `Then try it: STRIPE_TEST_KEY=sk_test_… npm run seed -- --target-org ${org} (registers an endpoint and its secret by itself).`
    ].join('\n');
}
